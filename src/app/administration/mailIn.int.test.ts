import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { theCommunity } from '../community/index.ts'
import { checkMailbox, configureMailIn } from './index.ts'

let here: TestWorld
beforeAll(async () => {
  here = await testWorld()
})
afterAll(() => here.close())

const form = { replies: 'on', protocol: 'lmtp', listenPort: '2400' }
const box = { host: '127.0.0.1', port: '', security: 'none', user: 'security', password: 'tide', folder: '' }
const settings = async () => (await theCommunity(here.world)).mailIn

test('an administrator says how mail comes in; an empty password stays, for the same user there only', async () => {
  const [ada, ben] = here.members
  expect(await configureMailIn(here.world, ben!, form)).toMatchObject({ code: 'not_allowed' })
  expect(await configureMailIn(here.world, ada!, { ...form, ...box })).toEqual({ done: true })
  const mailbox = {
    host: '127.0.0.1',
    port: 993,
    security: 'none',
    user: 'security',
    password: 'tide',
    folder: 'INBOX',
  }
  expect(await settings()).toEqual({ replies: true, listener: { protocol: 'lmtp', port: 2400 }, mailbox })
  expect(await configureMailIn(here.world, ada!, { ...box, password: '', port: '1143' })).toEqual({ done: true })
  expect(await settings()).toEqual({ replies: false, listener: null, mailbox: { ...mailbox, port: 1143 } })
  const other = { ...box, user: 'other', password: '' }
  expect(await configureMailIn(here.world, ada!, other)).toEqual({
    badInput: true,
    problems: [{ field: 'password', says: 'must not be empty' }],
  })
  expect(await configureMailIn(here.world, ada!, {})).toEqual({ done: true })
  expect(await settings()).toBeNull()
})

test('what is wrong is told by the form’s own names', async () => {
  const [ada] = here.members
  expect(await configureMailIn(here.world, ada!, { protocol: 'lmtp', listenPort: 'many' })).toMatchObject({
    problems: [{ field: 'listenPort' }],
  })
  expect(await configureMailIn(here.world, ada!, { ...box, host: 'mail.example.org' })).toMatchObject({
    problems: [{ field: 'security', says: expect.stringContaining('this machine') }],
  })
})

test('a mailbox that cannot be looked into says why by a code, to administrators', async () => {
  const [ada, ben] = here.members
  expect(await checkMailbox(here.world, ada!)).toMatchObject({ code: 'no_mailbox' })
  await configureMailIn(here.world, ada!, { ...box, port: '9' })
  expect(await checkMailbox(here.world, ada!)).toMatchObject({
    code: 'mailbox_failed',
    says: expect.stringContaining('ECONNREFUSED'),
  })
  expect(await checkMailbox(here.world, ben!)).toMatchObject({ code: 'not_allowed' })
})
