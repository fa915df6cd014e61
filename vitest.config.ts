import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    exclude: ['tests/architecture.test.ts'],
    globalSetup: ['tests/kit/built.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Every store starts a thread of its own: three quarters of that was compiling the same files again.
    env: { NODE_COMPILE_CACHE: new URL('node_modules/.cache/tocsin-threads', import.meta.url).pathname },
  },
})
