import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenOf } from '../../../tests/kit/api.ts'
import { runLine } from '../../../tests/kit/io.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { chooseMails } from '../../app/index.ts'
import { apiRoutes, apiVoice } from '../../http/api/index.ts'
import { gate } from '../../http/gate/index.ts'
import { ownKeyCommands } from './key.ts'

let here: TestWorld
let token: string
beforeAll(async () => {
  here = await testWorld()
  token = await tokenOf(here.world, here.members[1]!)
})
afterAll(() => here.close())

function key(line: readonly string[], file = '') {
  const app = gate(here.world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
  return runLine(ownKeyCommands, ['key', ...line], {
    env: { TOCSIN_TOKEN: token },
    fetch: async (url, init) => app.request(new URL(url).pathname, init),
    files: { 'key.asc': file },
  })
}

test('a key is given and shown on the command line, and exchanged by no token', async () => {
  const { openpgp, machine } = here.world
  const [first, second] = await Promise.all(
    ['ben@example.org', 'eve@example.org'].map(async (email) =>
      openpgp.publicKey(await openpgp.makeKey({ name: 'Ben', email }, machine.now())),
    ),
  )
  expect(await key(['show'])).toMatchObject({ exit: 0, out: 'no key: mail to you carries links only\n' })
  expect(await key(['give', 'key.asc'], 'hello')).toMatchObject({
    exit: 1,
    err: expect.stringContaining('openpgp: is no'),
  })
  expect(await key(['give', 'key.asc'], first?.armored)).toMatchObject({ exit: 0 })
  const shown = `${first?.fingerprint}  ben@example.org  never ends  good  encrypted\n`
  expect(await key(['show'])).toMatchObject({ exit: 0, out: shown })
  expect(await key(['give', 'key.asc'], second?.armored)).toMatchObject({
    exit: 1,
    err: expect.stringContaining('not_by_token'),
  })
  expect(JSON.parse((await key(['show', '--json'])).out)).toMatchObject({
    fingerprint: first?.fingerprint,
    offered: null,
  })
  expect(await key(['give'])).toMatchObject({ exit: 2 })
})

test('a token has mail encrypted again, and ends no encryption', async () => {
  const said = (err: string) => ({ exit: 1, err: expect.stringContaining(err) })
  expect(await key(['mails', 'links'])).toMatchObject(said('not_by_token'))
  await chooseMails(here.world, here.members[1]!, { mails: 'links' })
  expect(await key(['mails', 'links'])).toMatchObject(said('nothing_changes'))
  const encrypted = await key(['mails', 'encrypted', '--json'])
  expect([encrypted.exit, JSON.parse(encrypted.out).mails]).toEqual([0, 'encrypted'])
  expect(await key(['mails', 'never'])).toMatchObject({ exit: 2 })
})
