import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
/** Pages name the browser's modules, which exist compiled only; servers and threads of their own are started so. */
const needed = ['dist/browser/index.js', 'dist/main/tocsin.js']

/**
 * Before any test: compiles where nothing has been compiled yet, so that one test file runs in a fresh checkout.
 * `npm test` has compiled already; whoever changed what a browser or a server of its own runs has to, by `npx tsc -b`.
 */
export function setup(): void {
  if (needed.every((path) => existsSync(new URL(path, root)))) return
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root))
  execFileSync(execPath, [compiler, '-b'], { cwd: fileURLToPath(root), stdio: 'inherit' })
}
