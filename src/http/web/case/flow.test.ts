import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hono } from 'hono'
import type { CaseId, PersonId } from '../../../core/kernel/index.ts'
import { caseActNames } from '../../../core/process/index.ts'
import { act, report, viewCase, type CaseView } from '../../../app/index.ts'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { caseAt, commit } from '../../../../tests/kit/stages.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { sentOf } from '../../../../tests/kit/sheetSent.ts'
import { sheetOf } from './advisory/sheet.ts'
import { caseRoutes } from './index.ts'

let here: TestWorld
let app: Hono
let ada: AtABrowser
let ben: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, caseRoutes, [webVoice])
  await signInAgain()
})
afterAll(() => here?.close())

/** Building a case winds the clock, and sessions end by it. */
async function signInAgain(): Promise<void> {
  ada = await atABrowser(app, here.world, member(0))
  ben = await atABrowser(app, here.world, member(1))
}

function member(place: number): PersonId {
  const found = here.members[place]
  if (found === undefined) throw new Error(`no member ${place}`)
  return found
}

async function seen(id: CaseId): Promise<CaseView> {
  const view = await viewCase(here.world, member(0), id)
  if ('refused' in view) throw new Error(view.code)
  return view
}

/** What a form of the page would send unseen. */
function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
}

describe('from triage to the fix team', () => {
  let id: CaseId
  let at: string
  beforeAll(async () => {
    id = (await caseAt(here, 'early')).case
    at = `/cases/${id}`
  })

  it('shows what is next, by when and why, the report, and every act', async () => {
    const { status, text } = await ada.get(at)
    expect(status).toBe(200)
    for (const words of ['Try to replicate it', 'cosign verify says it is fine', 'within 24 hours of disclosure']) {
      expect(text).toContain(words)
    }
    expect(text).toContain('held by nobody')
    expect(text).toContain(`${at}/do/moveDeadline`)
  })

  it('carries out a step and says what was recorded', async () => {
    const form = await ada.get(`${at}/do/assessReplication?back=overview`)
    expect(form.text).toContain('How, and with which result')
    const done = await ada.post(`${at}/do/assessReplication`, { back: 'overview', replicated: 'yes', how: 'as told' })
    expect(done.status).toBe(303)
    expect(done.to).toMatch(new RegExp(`^${at}\\?done=\\d+$`))
    expect((await ada.get(done.to ?? '')).text).toContain('Replicated: yes: as told.')
    // The address puts no words in anybody else's mouth.
    expect((await ben.get(done.to ?? '')).text).not.toContain('class="flash"')
  })

  it('keeps what was typed, and says the clause and the way out, when the process refuses', async () => {
    const answer = await ada.post(`${at}/do/markDuplicate`, { of: id, reason: 'looks <the> same' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('A case cannot be its own duplicate.')
    expect(answer.text).toContain('Name the other case.')
    expect(answer.text).toContain('looks &lt;the&gt; same')
  })

  it('links what is wrong to its field', async () => {
    const answer = await ada.post(`${at}/do/assessReplication`, { replicated: 'perhaps', how: '' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('2 things need another look')
    expect(answer.text).toContain('href="#field-assessReplication-how">How, and with which result: must not be empty')
    expect(answer.text).toContain('Replicated: choose one of: yes, partly, no')
    expect(answer.text).toContain('id="field-assessReplication-how"')
  })

  it('takes no answer for no "no"', async () => {
    await ada.post(`${at}/do/proposeEmbargo`, { until: '2030-01-07T16:00', reason: 'more time' })
    const form = await ada.get(`${at}/do/answerEmbargo`)
    const asked = hidden(form.text, 'asked')
    expect(asked).toBe('accept')
    const answer = await ada.post(`${at}/do/answerEmbargo`, { asked, note: 'well' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Accept: choose yes or no')
    expect((await seen(id)).case.embargo.proposed).toHaveLength(1)
    const rejected = await ada.post(`${at}/do/answerEmbargo`, { asked, accept: 'no', note: 'well' })
    expect(rejected.status).toBe(303)
    expect((await seen(id)).case.embargo.proposed).toEqual([])
  })

  it('tells by name whoever is named', async () => {
    const answer = await ada.post(`${at}/do/post`, { room: 'team', text: 'Can you look, @Ben Buoy?' })
    expect(answer.to).toMatch(/thread\?done=\d+#post-1$/)
    const [post] = (await seen(id)).case.posts
    expect(post?.mentions).toEqual([member(1)])
    expect((await ben.get(`${at}/thread`)).text).toContain('Can you look, <b class="mention">@Ben Buoy</b>?')
  })

  it('shows an invited engineer the terms and nothing of the case', async () => {
    await ada.post(`${at}/do/acceptReport`, { note: '' })
    const invited = await ada.post(`${at}/people/invite`, {
      name: 'Max Mast',
      email: 'max@example.org',
      affiliation: '',
      why: 'maintains it',
    })
    expect(invited.status).toBe(303)
    const person = (await seen(id)).case.fixTeam[0]?.person ?? 'p-'
    const max = await atABrowser(app, here.world, person)
    const invitation = await max.get(at)
    expect(invitation.status).toBe(200)
    const refused = await max.post(`${at}/do/acceptInvitation`, {})
    expect(refused.status).toBe(422)
    for (const { text } of [invitation, refused]) {
      expect(text).toContain('I accept the embargo terms')
      expect(text).not.toMatch(/empty certificate chain|Rey Reef|Ada Anchor|Triage|Embargoed/)
    }
    expect((await max.get(`${at}/thread`)).status).toBe(403)
    expect((await max.get(`${at}/do/post`)).status).toBe(403)
    expect((await max.post(`${at}/do/acceptInvitation`, { terms: 'yes' })).status).toBe(303)
    expect((await max.get(at)).text).toContain('empty certificate chain')
    expect((await max.get(`${at}/do/decideSeverity`)).to).toBe(`${at}/severity#decide`)
    expect((await max.post(`${at}/do/decideSeverity`, { class: 'low', reason: 'x' })).status).toBe(403)
  })

  it('keeps what was typed for an engineer who cannot be invited', async () => {
    const answer = await ada.post(`${at}/people/invite`, { name: 'Zed Zephyr', email: 'nowhere', why: 'knows it' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('value="Zed Zephyr"')
    expect(answer.text).toContain('href="#field-inviteToFixTeam-email"')
  })

  it('answers somebody who is not on the case as if there were none', async () => {
    const other = await caseAt(here, 'invited')
    const stranger = await atABrowser(app, here.world, other.engineer ?? 'p-')
    for (const path of ['', '/thread', '/do/acceptReport']) {
      const answer = await stranger.get(`${at}${path}`)
      const none = await stranger.get(`/cases/c-000000000000${path}`)
      expect(answer.status).toBe(404)
      expect(answer.text.replaceAll(id, '')).toBe(none.text.replaceAll('c-000000000000', ''))
    }
  })
})

describe('the advisory', () => {
  let id: CaseId
  let at: string
  beforeAll(async () => {
    id = (await caseAt(here, 'full')).case
    await signInAgain()
    at = `/cases/${id}`
  })
  const newest = async () => {
    const found = (await seen(id)).case.advisory.at(-1)
    if (found === undefined) throw new Error('no advisory')
    return found
  }
  const written = async (title: string): Promise<Record<string, string>> => ({
    ...(sentOf(sheetOf({ ...(await newest()).document, title })) as Record<string, string>),
    note: `called it ${title}`,
  })

  it('is saved from the form as a new revision, and shows what changed', async () => {
    const saved = await ada.post(`${at}/do/reviseAdvisory`, { basedOn: '1', ...(await written('A new title')) })
    expect(saved.status).toBe(303)
    expect((await newest()).revision).toBe(2)
    const diff = await ada.get(`${at}/advisory/2`)
    expect(diff.text).toContain('Changed since revision 1')
    expect(diff.text).toMatch(/Removed: .*cosign accepts bundles/)
    expect((await ada.get(`${at}/advisory/7`)).status).toBe(404)
  })

  it('keeps the text of whoever was overtaken, with both changes beside it', async () => {
    const answer = await ben.post(`${at}/do/reviseAdvisory`, { basedOn: '1', ...(await written('Ben’s own title')) })
    expect(answer.status).toBe(409)
    for (const words of ['What they changed', 'What your text would change now', 'value="Ben’s own title"']) {
      expect(answer.text).toContain(words)
    }
    expect(hidden(answer.text, 'basedOn')).toBe('2')
    expect((await newest()).document.title).toBe('A new title')
  })

  it('says what is wrong where it stands in the form', async () => {
    const sent = { basedOn: '2', ...(await written('x')), 'affected-0-fixed': 'soon', 'affected-0-type': 'SEMVER' }
    const answer = await ada.post(`${at}/do/reviseAdvisory`, sent)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('href="#field-reviseAdvisory-affected-0-fixed"')
    expect(answer.text).toContain('id="field-reviseAdvisory-affected-0-fixed"')
    expect(answer.text).toContain('value="soon"')
  })

  it('shows what was written as readers would see it, and saves nothing', async () => {
    const sent = { basedOn: '2', ...(await written('A third title')), timeline: '2026-03-02 Reported to the project' }
    const named = { 'credit-7-name': 'Quiet Helper', 'credit-7-type': 'ANALYST' }
    const answer = await ada.post(`${at}/advisory/preview`, { ...sent, ...named })
    expect(answer.status).toBe(200)
    const [, preview = ''] = /data-preview-of="advisory">(.*)<h2 id="edit">/s.exec(answer.text) ?? []
    for (const words of ['A third title', 'Am I affected?', 'Reported to the project', 'Mon 2 Mar 2026']) {
      expect(preview).toContain(words)
    }
    // Named to readers is only who agreed; the form keeps the name.
    expect(preview).not.toContain('Quiet Helper')
    expect(answer.text).toContain('value="Quiet Helper"')
    expect(answer.text).toContain('value="A third title"')
    expect((await newest()).revision).toBe(2)
    const wrong = await ada.post(`${at}/advisory/preview`, { ...sent, references: 'FIX nowhere' })
    expect(wrong.status).toBe(200)
    expect(wrong.text).toContain('id="field-reviseAdvisory-references-error"')
    expect(wrong.text).toContain('The preview goes on')
    expect(await ada.get(`${at}/advisory/preview`)).toMatchObject({ status: 303, to: `${at}/advisory#edit` })
  })

  it('takes comments on a revision, which stand beside it and below the newest', async () => {
    const text = 'Say which versions, @Ben Buoy.'
    const sent = await ada.post(`${at}/do/commentOnAdvisory`, { revision: '1', part: 'affected', room: 'team', text })
    expect(sent.status).toBe(303)
    expect((await seen(id)).case.advisoryComments).toMatchObject([{ mentions: [member(1)], part: 'affected' }])
    for (const path of ['/advisory', '/advisory/1']) {
      const page = await ben.get(`${at}${path}`)
      expect(page.text).toContain('Say which versions, @Ben Buoy.')
      expect(page.text).toContain('on revision 1, affected packages')
    }
    expect((await ben.get(`${at}/advisory/2`)).text).not.toContain('Say which versions')
    const none = await ada.post(`${at}/do/commentOnAdvisory`, { revision: '1', text: '' })
    expect(none.status).toBe(400)
    expect(none.text).toContain('href="#field-commentOnAdvisory-text"')
  })

  it('saves what contradicts itself, and says by row and field what that is', async () => {
    const rows = { 'affected-0-introduced': '2.0.0', 'affected-0-fixed': '1.9.0', 'affected-0-ecosystem': 'Golang' }
    const sent = { basedOn: '2', ...(await written('x')), ...rows }
    expect((await ada.post(`${at}/do/reviseAdvisory`, sent)).status).toBe(303)
    const { text } = await ada.get(`${at}/advisory`)
    expect(text).toContain('Row 1, Ecosystem: OSV knows no ecosystem “Golang”. Did you mean Go?')
    expect(text).toContain('Row 1, Fixed in: 1.9.0 comes before 2.0.0, where the range begins.')
  })
})

describe('release day', () => {
  let id: CaseId
  let at: string
  beforeAll(async () => {
    id = (await caseAt(here, 'late')).case
    await signInAgain()
    at = `/cases/${id}`
  })

  it('shows the mail to the letter and asks once, with what is missing', async () => {
    const page = await ada.get(`${at}/do/sendAnnouncement`)
    expect(page.text).toContain('To: announce@example.org')
    expect(page.text).toContain('Not all checks have passed for: cosign-darwin-arm64.')
    const early = await ada.post(`${at}/do/sendAnnouncement`, { draft: hidden(page.text, 'draft') })
    expect(early.status).toBe(422)
    expect((await seen(id)).case.announcement?.state).toBe('drafted')
  })

  it('does not save a draft over a newer one unseen', async () => {
    const form = await ben.get(`${at}/announcement`)
    const basedOn = hidden(form.text, 'basedOn')
    const mine = { basedOn, subject: 'Ada’s subject', body: 'Ada’s text' }
    expect((await ada.post(`${at}/do/draftAnnouncement`, mine)).status).toBe(303)
    const answer = await ben.post(`${at}/do/draftAnnouncement`, { basedOn, subject: 'Ben’s', body: 'Ben’s text' })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Ben’s text</textarea>')
    expect(answer.text).toContain('Ada Anchor saved draft 2 meanwhile')
    expect((await seen(id)).case.announcement?.subject).toBe('Ada’s subject')
    // What stands in the form now is based on what was just shown.
    expect(hidden(answer.text, 'basedOn')).toBe('2')
  })

  it('does not send another draft than the one that was looked at', async () => {
    const fields = { draft: '1', despite: 'users wait' }
    const answer = await ada.post(`${at}/do/sendAnnouncement`, fields)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('A newer draft was saved meanwhile.')
  })

  it('goes on with a reason, and the chat posts wait for the list’s link', async () => {
    const sent = await ada.post(`${at}/do/sendAnnouncement`, { draft: '2', despite: 'users wait' })
    expect(sent.status).toBe(303)
    expect((await ada.get(sent.to ?? '')).text).toContain('on its way')
    expect((await seen(id)).case.announcement?.state).toBe('released')
  })

  it('names the commit that was merged', async () => {
    expect((await ada.get(`${at}/release`)).text).toContain(commit)
  })
})

it('a page does not grow with its thread or its record', async () => {
  const { case: id } = await caseAt(here, 'early')
  const sizes = async () => {
    const paths = ['', '/people', '/thread?after=0', '/record?page=1']
    const pages = await Promise.all(paths.map((path) => ada.get(`/cases/${id}${path}`)))
    return pages.map(({ text }) => text.length)
  }
  const write = async (count: number) => {
    for (let post = 0; post < count; post += 1) await ada.post(`/cases/${id}/do/post`, { room: 'team', text: 'again' })
  }
  await write(100)
  const before = await sizes()
  await write(100)
  const after = await sizes()
  after.forEach((size, page) => expect(Math.abs(size - (before[page] ?? 0)), String(page)).toBeLessThan(1000))
  const first = await ada.get(`/cases/${id}/thread?after=0`)
  expect(first.text).toContain('id="post-1"')
  expect((await ada.get(`/cases/${id}/thread`)).text).toContain('id="post-200"')
}, 60_000)

it('every act has an address to be read and one to be carried out, which the gate asks the table for', () => {
  for (const name of caseActNames) {
    const path = `/cases/:case/do/${name}`
    const found = caseRoutes.filter((route) => route.path === path)
    expect(found.map(({ method }) => method).sort()).toEqual(['get', 'post'])
    expect(found.find(({ method }) => method === 'post')?.act).toBe(name)
  }
})

/** What is sent needs a text first. */
const without: Readonly<Partial<Record<string, string>>> = {
  sendAnnouncement: 'The announcement has no draft.',
  sendRetrospective: 'The retrospective has no draft.',
  reserveCve: 'no account with CVE Services',
  publishCve: 'nothing is public under this id yet',
  rejectCve: 'There is no CVE id on record.',
}

it('every act’s form can be opened', async () => {
  const { case: id } = await caseAt(here, 'full')
  await signInAgain()
  for (const name of caseActNames) {
    const page = await ada.get(`/cases/${id}/do/${name}`)
    if (without[name] !== undefined) expect(page.text, name).toContain(without[name])
    else if (page.to === null) expect(page.text, name).toContain(`action="/cases/${id}/do/${name}"`)
    else expect((await ada.get(page.to.replace(/#.*/, ''))).status, name).toBe(200)
  }
})

it('says that a reporter has not accepted the embargo, until they have', async () => {
  const told = await report(here.world, { title: 'A leak', impact: 'It leaks.', name: 'Rey Reef' }, 'form')
  if (!('case' in told)) throw new Error('no report')
  const at = `/cases/${told.case}`
  const says = 'has not accepted the embargo'
  for (const path of [at, `${at}/people`]) expect((await ada.get(path)).text, path).toContain(says)
  const { reporter } = (await seen(told.case)).case
  if (reporter === null) throw new Error('no reporter')
  await act(here.world, reporter, { case: told.case, act: 'confirmEmbargo', fields: {}, through: 'link' })
  for (const path of [at, `${at}/people`]) expect((await ada.get(path)).text, path).not.toContain(says)
})
