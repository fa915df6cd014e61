import { afterAll, beforeAll, expect, test } from 'vitest'
import { runLine } from '../../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openPgpCommands } from './openpgp.ts'

let here: TestWorld
let fresh: TestWorld
beforeAll(async () => {
  here = await testWorld()
  fresh = await testWorld({ found: false })
})
afterAll(async () => {
  await here.close()
  await fresh.close()
})

const on = ({ world }: TestWorld, line: readonly string[], files = {}) =>
  runLine(
    openPgpCommands(async () => ({ world, close: async () => undefined })),
    ['openpgp', ...line],
    { files },
  )

test('the committee’s key is printed, exchanged for one that is imported, and revoked', async () => {
  const first = await on(here, ['key'])
  expect(first).toMatchObject({ exit: 0, out: expect.stringContaining('BEGIN PGP PUBLIC KEY BLOCK') })
  const { openpgp, machine } = here.world
  const own = await openpgp.makeKey({ name: 'Anchorage', email: 'security@example.org' }, machine.now())
  const { fingerprint } = await openpgp.publicKey(own)
  expect(await on(here, ['import', 'own.asc'], { 'own.asc': own })).toMatchObject({ exit: 0, out: `${fingerprint}\n` })
  expect((await on(here, ['key'])).err).toBe(`${fingerprint}\n`)
  expect(await on(here, ['revoke'])).toMatchObject({ exit: 2 })
  expect(await on(here, ['revoke', '--because', 'bored'])).toMatchObject({ exit: 2 })
  const revoked = await on(here, ['revoke', '--because', 'superseded'])
  expect([revoked.exit, revoked.out]).toEqual([0, expect.stringMatching(/^[0-9A-F]{40}\n$/)])
  expect([`${fingerprint}\n`, first.err]).not.toContain(revoked.out)
  expect((await on(here, ['key'])).err).toBe(revoked.out)
})

test('what is no private key, and what is not set up, is refused', async () => {
  const printed = (await on(here, ['key'])).out
  expect(await on(here, ['import', 'x'], { x: printed })).toMatchObject({
    exit: 1,
    err: expect.stringContaining('not_private'),
  })
  for (const line of [['key'], ['revoke', '--because', 'retired']]) {
    expect(await on(fresh, line)).toMatchObject({ exit: 1, err: expect.stringContaining('not_set_up') })
  }
})
