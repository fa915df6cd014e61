import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../../../../tests/kit/api.ts'
import { gitClone } from '../../../../tests/kit/clones.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { reported, teamed, type Reported } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { caseRoutes } from './index.ts'

let here: TestWorld
let told: Reported
let engineer: PersonId
let ada: AtABrowser
let max: AtABrowser
let suggestions: string

beforeAll(async () => {
  here = await testWorld()
  told = await reported(here, { impact: 'pkg/verify/entry.go is never called, and docs/none.md says so' })
  engineer = await teamed(here, told.id)
  const root = join(here.data, 'repositories')
  gitClone(root, 'anchor', {
    'pkg/verify/entry.go': 'package verify\n',
    'pkg/OWNERS': 'approvers: [dov]\nreviewers: [ben@example.org, eli]\n',
    CODEOWNERS: '* @acme/everyone\n/cmd/ <b>\n',
    MAINTAINERS: 'Dov Dinghy <dov@example.org> @dov (Boatyard)\nMax Mast <max@example.org>\n',
  })
  mkdirSync(join(root, 'harbour.git'))
  writeFileSync(join(root, 'harbour.git', 'HEAD'), 'nothing\n')
  const app = gate(here.world, caseRoutes, [webVoice]) as Hono
  ada = await atABrowser(app, here.world, here.members[0] ?? 'p-')
  max = await atABrowser(app, here.world, engineer)
  suggestions = `/cases/${told.id}/people/suggest`
})
afterAll(() => here?.close())

test('a member asks by paths, and each engineer comes with the lines that name them', async () => {
  const before = await ada.get(`/cases/${told.id}/people`)
  // What the report names stands in the form already.
  expect(before.text).toMatch(/<textarea[^>]*>pkg\/verify\/entry\.go\ndocs\/none\.md<\/textarea>/)
  const { status, text } = await ada.post(suggestions, {
    project: 'anchor',
    paths: 'pkg/verify/entry.go\r\nold/gone.go',
  })
  expect(status).toBe(200)
  expect(text).toContain('Dov Dinghy')
  expect(text).toContain('(pkg/OWNERS, line 1)')
  expect(text).toContain('approves changes')
  expect(text).toContain('Not there: old/gone.go.')
  expect(text).toContain('A team: the forge knows who is in it.')
  expect(text).toContain('CODEOWNERS, line 2: this line is not understood')
  // Known here by the address.
  expect(text).toMatch(/Ben Buoy <span[^>]*>on the committee/)
  expect(text).toMatch(/Max Mast <span[^>]*>on the fix team/)
})

test('one act invites whose address is known; a handle is asked for one; the suggestions stay', async () => {
  const asked = {
    suggested: 'yes',
    project: 'anchor',
    paths: 'pkg/verify/entry.go',
    affiliation: 'Boatyard',
    why: 'OWNERS',
  }
  const invite = `/cases/${told.id}/people/invite`
  const done = await ada.post(invite, { ...asked, name: 'Dov Dinghy', email: 'dov@example.org' })
  expect(done.status).toBe(200)
  expect(done.text).toContain('Dov Dinghy is invited.')
  expect(done.text).toMatch(/Dov Dinghy <span[^>]*>invited/)
  expect(done.text).toContain('pkg/OWNERS, line 2')
  const refused = await ada.post(invite, { ...asked, name: 'eli', email: '' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('must be an e-mail address')
  expect(refused.text).toContain('value="eli"')
})

test('what stands in the way is said, and what was typed stays', async () => {
  const outside = await ada.post(suggestions, { project: 'anchor', paths: '../etc/passwd' })
  expect([outside.status, outside.text.includes('must be a path inside the repository')]).toEqual([400, true])
  expect(outside.text).toContain('>../etc/passwd</textarea>')
  const none = await ada.post(suggestions, { project: 'cosign', paths: 'a' })
  expect([none.status, none.text.includes('There is no clone of cosign on this server.')]).toEqual([422, true])
  const broken = await ada.post(suggestions, { project: 'harbour', paths: '' })
  expect([broken.status, broken.text.includes('The clone of harbour cannot be used')]).toEqual([422, true])
  const unknown = await ada.post(suggestions, { project: 'ankor', paths: '' })
  expect(unknown.text).toContain('Did you mean anchor?')
  expect((await ada.get(suggestions)).to).toBe(`/cases/${told.id}/people#suggest`)
})

test('members alone: an engineer is told that it is not theirs, and finds no form for it', async () => {
  expect((await max.post(suggestions, { project: 'anchor', paths: '' })).status).toBe(403)
  expect((await max.get(`/cases/${told.id}/people`)).text).not.toContain('people/suggest')
})

test('the API answers with the same; without paths, by those that report and advisory name and that exist', async () => {
  const client = await apiClient(here, here.members[0] ?? 'p-')
  const at = `/api/cases/${told.id}/fix-team/suggestions`
  const { status, body } = await client.post(at, {})
  expect(status).toBe(200)
  expect(body).toMatchObject({
    project: 'anchor',
    committed: '2026-03-02T09:00:00Z',
    paths: [{ path: 'pkg/verify/entry.go', kind: 'file' }],
    unread: [{ file: 'CODEOWNERS', line: 2 }],
  })
  expect(body.people.map(({ handle, email }: Record<string, string>) => handle || email)).toEqual([
    'dov',
    'ben@example.org',
    'eli',
    'acme/everyone',
    'max@example.org',
  ])
  const folder = await client.post(at, { paths: ['pkg/'] })
  expect(folder.body.paths).toEqual([{ path: 'pkg/', kind: 'folder' }])
  expect((await client.post(at, { paths: ['a/../b'] })).body).toMatchObject({ code: 'bad_input' })
  expect((await client.post(at, { paths: Array(21).fill('a') })).body).toMatchObject({ code: 'bad_input' })
  const other = await apiClient(here, engineer)
  expect((await other.post(at, {})).body).toMatchObject({ code: 'not_allowed' })
})
