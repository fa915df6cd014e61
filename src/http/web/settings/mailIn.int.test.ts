import { afterAll, beforeAll, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let ada: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  ada = await atABrowser(gate(here.world, webRoutes, [webVoice]), here.world, here.members[0]!)
})
afterAll(() => here.close())

/** The labels of the form for mail that comes in, as they are read. */
async function labels(): Promise<readonly string[]> {
  const { text } = await ada.get('/settings')
  const [, form = ''] = /action="\/settings\/mail-in"(.*?)<\/form>/s.exec(text) ?? []
  return [...form.matchAll(/<label[^>]*>(.*?)<\/label>/gs)].map(([, one = '']) => one.replaceAll(/<[^>]*>/g, '').trim())
}

test('what a mailbox cannot do without is not called optional, and the page says why it is not open', async () => {
  expect(await labels()).toEqual([
    'IMAP server (optional)',
    'User (needed for a mailbox)',
    'Password (needed for a mailbox)',
    'Port (optional)',
    'Encryption',
    'Folder (optional)',
    'Listen for it (optional)',
    'At port (needed to listen)',
    'Answers to notices come in as mail (optional)',
  ])
  const mailbox = { host: '127.0.0.1', security: 'none', user: 'security', password: 'tide' }
  expect((await ada.post('/settings/mail-in', mailbox)).status).toBe(303)
  // The one that is set stays where none is typed.
  expect((await labels()).slice(1, 3)).toEqual(['User (needed for a mailbox)', 'Password (optional)'])
  expect((await ada.get('/settings')).text).toContain('Looks into security at 127.0.0.1: it opens within seconds.')
  const told = { state: { ok: false, code: 'too_slow' }, by: 'x', at: here.world.machine.now().toString() }
  await here.world.store.commit({ settings: [{ name: 'mail-in', value: JSON.stringify({ mailbox: told }) }] })
  expect((await ada.get('/settings')).text).toContain(
    'not open: the server answers too slowly, or never to the end. It is tried again.',
  )
})
