import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killWhileMailComes } from './mail.ts'

/** `npm run torture` does it many times. */
test('mail that was acknowledged is a case, once, however its taker was killed', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-mail-'))
  try {
    const { acknowledged, ...faults } = await killWhileMailComes(join(folder, 'data'), 3)
    expect(faults).toEqual({ lost: 0, twice: 0 })
    expect(acknowledged).toBeGreaterThanOrEqual(15)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
