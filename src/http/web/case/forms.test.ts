import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hono } from 'hono'
import type { CaseId, PersonId } from '../../../core/kernel/index.ts'
import { slots } from '../../../core/clock/index.ts'
import { act, report } from '../../../app/index.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { caseAt, doing } from '../../../../tests/kit/stages.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { caseRoutes } from './index.ts'

let here: TestWorld
let app: Hono
let ada: AtABrowser
let person: PersonId
let early: CaseId
let full: CaseId
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, caseRoutes, [webVoice])
  person = here.members[0] ?? 'p-'
  full = (await caseAt(here, 'full')).case
  early = (await caseAt(here, 'early')).case
  ada = await atABrowser(app, here.world, person)
})
afterAll(() => here?.close())

const release = { project: 'cosign', version: 'v2.2.4', newestVulnerable: 'v2.2.3' }

describe('the release that a case joins', () => {
  it('is chosen from those that are being prepared; no other id is taken', async () => {
    const done = await act(here.world, person, { case: full, act: 'joinRelease', fields: release })
    const [joined] = 'events' in done ? done.events : []
    const id = joined?.type === 'ReleaseJoined' ? joined.release : ''
    const form = await ada.get(`/cases/${early}/do/joinRelease`)
    expect(form.text).toContain(`<option value="${id}">cosign v2.2.4, with one other case</option>`)
    expect(form.text).toContain('>one of its own</option>')
    const unknown = await ada.post(`/cases/${early}/do/joinRelease`, { ...release, release: 'r-000000000000' })
    expect(unknown.status).toBe(422)
    expect(unknown.text).toContain('There is no release with this id')
    expect(unknown.text).toContain(`<option value="${id}">`)
    expect((await ada.post(`/cases/${early}/do/joinRelease`, { ...release, release: id })).status).toBe(303)
    expect((await ada.get(`/cases/${early}/do/joinRelease`)).text).toContain('cosign v2.2.4, as it is')
  })
})

describe('a form has beside it what it is about', () => {
  it('the report, where triage is asked about it', async () => {
    for (const name of ['assessReplication', 'acceptReport', 'rejectReport']) {
      const { text } = await ada.get(`/cases/${early}/do/${name}`)
      expect(text, name).toMatch(/Read the report again.*an empty list passes the loop/s)
    }
    expect((await ada.get(`/cases/${early}/do/moveDeadline`)).text).not.toContain('Read the report again')
  })

  it('the plan that is adopted', async () => {
    expect((await ada.get(`/cases/${full}/do/adoptPlan`)).text).toContain('the announcement list')
    expect((await ada.get(`/cases/${early}/do/adoptPlan`)).text).toContain('Nothing is planned yet')
  })

  it('what has to be there first, and where it is made', async () => {
    const { text } = await ada.get(`/cases/${early}/do/checkArtefact`)
    expect(text).toContain('No artefact is listed yet.')
    expect(text).toContain(`href="/cases/${early}/do/listArtefact"`)
    expect((await ada.get(`/cases/${full}/do/carryOutMessage`)).text).not.toContain('No message is planned yet.')
  })

  it('whoever opens it for a duty that nobody holds, to take it; nobody for one that somebody holds', async () => {
    const free = await ada.get(`/cases/${full}/do/assignDuty?duty=release`)
    expect(free.text).toContain(`<option value="${person}" selected="">Ada Anchor</option>`)
    const held = await ada.get(`/cases/${full}/do/assignDuty?duty=infra`)
    expect(held.text).not.toContain('selected="">')
  })

  it('the newest revision, for whoever shares the draft', async () => {
    expect((await ada.get(`/cases/${full}/do/shareAdvisory`)).text).toMatch(/value="1"[^>]*name="revision"/)
  })

  it('where it is public, as the reporter said', async () => {
    const told = { title: 'A flaw', impact: 'It stops.', public: 'yes', publicWhere: 'https://blog.example.org/1' }
    const reported = await report(here.world, told, 'form')
    if (!('case' in reported)) throw new Error('no report')
    const page = await ada.get(`/cases/${reported.case}`)
    expect(page.text).toMatch(/Public at<\/dt>\s*<dd[^]{0,80}https:\/\/blog\.example\.org\/1/)
  })
})

describe('what is missing', () => {
  it('says what can be gone on without, and that this takes a reason', async () => {
    const merge = await ada.get(`/cases/${full}/do/recordMerge`)
    expect(merge.text).toContain('can go on in spite of that, with a reason on record')
    const announcement = await ada.get(`/cases/${full}/announcement`)
    expect(announcement.text).toContain('What is marked as needed has to be done first.')
  })
})

describe('the advisory', () => {
  it('is written before it is revised', async () => {
    const [before, after] = await Promise.all([ada.get(`/cases/${early}`), ada.get(`/cases/${full}`)])
    expect(before.text).toContain('Write the advisory')
    expect(before.text).not.toContain('Revise the advisory')
    expect(after.text).toContain('Revise the advisory')
  })

  it('reads as Markdown, and nothing else becomes markup', async () => {
    const details = '# Why\n\n- **one**\n\n<script>alert(1)</script>\n\n[fix](https://example.org/1) [x](javascript:y)'
    const document = { title: 'A title', details }
    const fields = { basedOn: '1', document, note: '' }
    expect(await act(here.world, person, { case: full, act: 'reviseAdvisory', fields })).toHaveProperty('version')
    const { text } = await ada.get(`/cases/${full}/advisory`)
    for (const html of ['<h3>Why</h3>', '<strong>one</strong>', 'rel="noopener nofollow ugc">fix</a>']) {
      expect(text).toContain(html)
    }
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('href="javascript:')
  })

  it('names the row, the line and the field as the form calls them', async () => {
    const wrong = {
      basedOn: '2',
      title: 'A title',
      references: 'WEB https://example.org/1\nFIX nowhere',
      'affected-0-name': '',
      'affected-1-ecosystem': 'Go',
      'affected-1-name': 'example.org/a',
      'affected-1-type': 'SEMVER',
      'affected-1-fixed': 'soon',
      'credit-0-name': 'Rey Reef',
      'credit-0-type': 'BOSS',
    }
    const { status, text } = await ada.post(`/cases/${full}/do/reviseAdvisory`, wrong)
    expect(status).toBe(400)
    expect(text).toMatch(/>Affected packages, row 2, Fixed in: /)
    expect(text).toMatch(/>Credits, row 1, Name: /)
    expect(text).toMatch(/>References: line 2: /)
    const summary = /<section class="problems".*?<\/section>/s.exec(text)?.[0] ?? ''
    expect(summary.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/document\.|\[\d\]|affected-\d/)
  })
})

describe('R1, V8: a plan whose release day has moved', () => {
  it('says which messages are dated for the former one, and where they would go', async () => {
    const { case: id, engineer = 'p-' } = await caseAt(here, 'full')
    const page = async () => (await ada.get(`/cases/${id}/release`)).text
    const days = slots(
      { time: '16:00', zone: 'UTC', weekdays: ['thursday'] },
      here.world.machine.now().add({ hours: 24 * 7 }),
      here.world.machine.now().add({ hours: 24 * 21 }),
      2,
    )
    for (const day of days) {
      expect(await page()).not.toContain('for the former release day')
      await doing(here, person, id, 'proposeRelease', { announcement: String(day), reason: 'a test fails' })
      await doing(here, engineer, id, 'agreeRelease', { side: 'fix-team' })
    }
    expect(await page()).toContain('The release day was moved.')
    expect(await page()).toContain('for the former release day')
    const form = await ada.get(`/cases/${id}/do/moveMessages?how=along`)
    expect(form.text).toContain('Moved along')
    expect(form.text).toContain('They stay where they are')
    expect((await ada.post(`/cases/${id}/do/moveMessages`, { how: 'along' })).status).toBe(303)
    expect(await page()).not.toContain('for the former release day')
  })
})
