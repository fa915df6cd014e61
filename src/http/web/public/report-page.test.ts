import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { whole } from '../../../../tests/kit/case.ts'
import { prepared } from '../../../../tests/kit/voyage.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { act, deliverDue, report, viewCase } from '../../../app/index.ts'
import { isRefused, type CaseId, type PersonId } from '../../../core/kernel/index.ts'
import type { CaseActName } from '../../../core/process/index.ts'
import { gate } from '../../gate/index.ts'
import { webVoice } from '../voice.tsx'
import { lostLinkRoutes, reporterRoutes, reportFormRoutes } from './index.ts'

let here: TestWorld
let app: Hono
let somebody: Visitor
let ada: PersonId
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, [...lostLinkRoutes, ...reportFormRoutes, ...reporterRoutes], [webVoice])
  somebody = visitor(app)
  ada = here.members[0]!
})
beforeEach(async () => {
  await deliverDue(here.world)
  here.sent.length = 0
})
afterAll(() => here.close())

interface Told {
  readonly id: CaseId
  readonly path: string
}

async function reported(fields: Readonly<Record<string, string>> = {}): Promise<Told> {
  const told = { title: 'A flaw', impact: 'It stops.', name: 'Rey Reef', ...fields }
  const answer = await report(here.world, told, 'form')
  if (!('secret' in answer)) throw new Error('no report')
  await deliverDue(here.world)
  here.sent.length = 0
  return { id: answer.case, path: `/report/${answer.secret}` }
}

async function does(id: CaseId, name: CaseActName, fields: object): Promise<void> {
  const done = await act(here.world, ada, { case: id, act: name, fields: { ...fields } })
  if (!('events' in done)) throw new Error(JSON.stringify(done))
}

async function caseNow(id: CaseId) {
  const view = await viewCase(here.world, ada, id)
  if (isRefused(view)) throw new Error(view.code)
  return view.case
}

const text = async (path: string) => (await somebody.get(path)).text()

/** The mails since, with the link in each. */
async function mails(): Promise<{ to: string; link: string; subject: string; text: string }[]> {
  await deliverDue(here.world)
  return here.sent.map((mail) => ({
    to: String(mail.to[0]),
    link: /\/report\/[\w-]{43}/.exec(mail.text)?.[0] ?? '',
    subject: mail.subject,
    text: mail.text,
  }))
}

describe('once it is public', () => {
  it('says where, what was published in plain words, and whether they are named', async () => {
    const { id, path } = await reported()
    await prepared(here, id, { cve: 'CVE-2026-31001' })
    await does(id, 'draftAnnouncement', {})
    expect(await text(path)).not.toContain('id="published"')
    await does(id, 'sendAnnouncement', { despite: 'users are at risk now' })
    const page = await text(path)
    expect(page).toContain('<a href="http://127.0.0.1:8080/advisories/CVE-2026-31001">')
    expect(page).toMatch(/What it is called[^]*Anchor accepts unsigned bundles[^]*Fixed in[^]*1\.2\.4/)
    expect(page).toContain('The advisory does not name you: you have not said that you want it.')
    await somebody.post(`${path}/chooseCredit`, { named: 'yes', as: 'R. Reef' })
    expect(await text(path)).toContain('The advisory thanks R. Reef, as you chose.')
    await somebody.post(`${path}/chooseCredit`, { named: '', as: 'R. Reef' })
    expect(await text(path)).toContain('The advisory does not name you, as you chose.')
  })
})

describe('a co-reporter', () => {
  it('gets a link of their own by mail, sees the report, and writes under their own name', async () => {
    const { id, path } = await reported()
    const named = { name: 'Una Uhl', email: 'una@example.org' }
    expect((await somebody.post(`${path}/nameCoReporter`, named)).status).toBe(303)
    expect(await text(path)).toContain('They get a link of their own by mail.')
    const [mail] = await mails()
    expect(mail).toMatchObject({ to: 'una@example.org', subject: expect.stringContaining('co-reporter') as string })
    expect(mail?.text).not.toMatch(/A flaw|Rey Reef|Una Uhl/)
    const theirs = mail?.link ?? ''
    expect(theirs).not.toBe(path)
    expect(await text(theirs)).toContain('It stops.')
    await somebody.post(`${theirs}/post`, { text: 'I saw it in 1.2, too.' })
    expect(await text(theirs)).toMatch(/<strong>You<\/strong>[^]*I saw it in 1\.2, too\./)
    expect(await text(path)).toMatch(
      /<strong>Una Uhl<\/strong> <span class="soft">reported it, too[^]*I saw it in 1\.2/,
    )
    expect((await caseNow(id)).posts).toMatchObject([{ by: (await caseNow(id)).coReporters[0], room: 'everyone' }])
  })

  it('is asked for the embargo terms, and answers for themselves alone', async () => {
    const { id, path } = await reported({ terms: 'yes' })
    await somebody.post(`${path}/nameCoReporter`, { name: 'Una Uhl', email: 'una@example.org' })
    const link = (await mails())[0]?.link ?? ''
    expect(await text(path)).not.toContain('You have not accepted the embargo terms yet.')
    expect(await text(link)).toContain('You have not accepted the embargo terms yet.')
    await somebody.post(`${link}/confirmEmbargo`)
    const { coReporters, shadow } = await caseNow(id)
    expect(shadow.consent[coReporters[0] ?? '']).toBe('signatory')
  })

  it('is let in by nobody twice, and loses the link at once when their access ends', async () => {
    const { id, path } = await reported()
    const named = { name: 'Una Uhl', email: 'Una@example.org' }
    await somebody.post(`${path}/nameCoReporter`, named)
    const link = (await mails())[0]?.link ?? ''
    const again = await somebody.post(`${path}/nameCoReporter`, { ...named, email: 'una@example.org' })
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining('has a link to this report already'),
    ])
    const [una] = (await caseNow(id)).coReporters
    expect((await somebody.post(`${path}/removeCoReporter`, { person: una ?? '' })).status).toBe(303)
    expect((await somebody.get(link)).status).toBe(404)
    expect((await somebody.get(path)).status).toBe(200)
  })

  it('comes back with what was typed where the address is none', async () => {
    const { path } = await reported()
    const answer = await somebody.post(`${path}/nameCoReporter`, { name: 'Una Uhl', email: 'una' })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('value="Una Uhl"')])
  })
})

describe('a message of one’s own', () => {
  it('is corrected, and keeps what it said; nobody else’s is', async () => {
    const { id, path } = await reported()
    await does(id, 'post', { room: 'everyone', text: 'We have it.' })
    await somebody.post(`${path}/post`, { text: 'In 1.2' })
    const page = await text(path)
    expect(page).toContain('aria-label="Edit message 2"')
    expect(page).not.toContain('aria-label="Edit message 1"')
    expect((await somebody.post(`${path}/editPost`, { post: '2', text: 'In 1.3' })).status).toBe(303)
    expect(await text(path)).toMatch(/In 1\.3[^]*Edited[^]*In 1\.2/)
    const refused = await somebody.post(`${path}/editPost`, { post: '1', text: 'We have nothing.' })
    expect(refused.status).toBe(422)
  })

  it('of the team’s room is as if there were none', async () => {
    const { id, path } = await reported()
    await does(id, 'post', { room: 'team', text: 'Between us.' })
    const refused = await somebody.post(`${path}/editPost`, { post: '1', text: 'x' })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('The thread has no message 1.'),
    ])
  })
})

describe('the draft of the advisory', () => {
  it('is the committee’s until they share it; then it is read and commented on', async () => {
    const { id, path } = await reported()
    await does(id, 'reviseAdvisory', { basedOn: 0, document: whole })
    await does(id, 'commentOnAdvisory', { revision: 1, room: 'everyone', text: 'Not shown yet.' })
    expect(await text(path)).not.toContain(whole.title)
    const early = await somebody.post(`${path}/commentOnAdvisory`, { revision: '1', room: 'everyone', text: 'x' })
    expect(early.status).toBe(422)
    await does(id, 'shareAdvisory', { revision: 1, note: 'Is this right?' })
    const page = await text(path)
    for (const words of [whole.title, 'Is this right?', 'Not shown yet.']) expect(page).toContain(words)
    const fields = { revision: '1', room: 'everyone', text: 'Version 1.1 is affected, too.' }
    expect((await somebody.post(`${path}/commentOnAdvisory`, fields)).status).toBe(303)
    expect((await caseNow(id)).advisoryComments.at(-1)).toMatchObject({ revision: 1, text: fields.text })
    // What comes after is the committee's again.
    await does(id, 'reviseAdvisory', { basedOn: 1, document: { ...whole, title: 'A later thought' } })
    expect(await text(path)).not.toContain('A later thought')
  })
})

describe('a lost link', () => {
  it('is sent again to the address on record, for each report, and works beside the old one', async () => {
    const [one, two] = [await reported({ email: 'Robin@example.org' }), await reported({ email: 'robin@example.org' })]
    const answer = await somebody.post('/report/lost', { email: 'robin@EXAMPLE.org' })
    expect(answer.status).toBe(200)
    const sent = await mails()
    expect(sent.map(({ to }) => to)).toEqual(['robin@example.org', 'robin@example.org'])
    for (const { link, text: words } of sent) {
      expect((await somebody.get(link)).status).toBe(200)
      expect(words).not.toMatch(/A flaw|Rey/)
    }
    expect(new Set(sent.map(({ link }) => link)).size).toBe(2)
    for (const { path } of [one, two]) expect((await somebody.get(path)).status).toBe(200)
  })

  it('answers the same, byte by byte, where nobody reported with it, and writes to nobody', async () => {
    await reported({ email: 'known@example.org' })
    const [known, unknown] = [
      await somebody.post('/report/lost', { email: 'known@example.org' }),
      await somebody.post('/report/lost', { email: 'nobody@example.org' }),
    ]
    const withoutTime = async (answer: Response) => (await answer.text()).replace(/<time[^]*?<\/time>/g, '')
    expect(await withoutTime(unknown)).toBe(await withoutTime(known))
    expect((await mails()).map(({ to }) => to)).toEqual(['known@example.org'])
  })

  it('is for reports alone: no member is written to, whoever asks', async () => {
    await somebody.post('/report/lost', { email: 'ada@example.org' })
    expect(await mails()).toEqual([])
  })

  it('is asked for so often and no more, whatever was reported meanwhile', async () => {
    const form = { title: 'A flaw', impact: 'x', email: 'a@example.org' }
    for (let nth = 0; nth < 4; nth += 1) expect((await somebody.post('/report', form)).status).toBe(303)
    const asked = []
    for (let nth = 0; nth < 5; nth += 1) asked.push(await somebody.post('/report/lost', { email: 'a@example.org' }))
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
  })
})

describe('what a reporter is promised', () => {
  const condition = 'If it is a vulnerability, this is the plan'

  it('before anybody has judged the report, depends on what it is; afterwards it does not', async () => {
    const { id, path } = await reported()
    expect(await text(path)).toContain(condition)
    await does(id, 'acceptReport', {})
    const page = await text(path)
    expect(page).toContain('Engineers who know the code work on it')
    expect(page).not.toContain(condition)
  })

  it('is nothing where it is no vulnerability: nor are they asked to keep it private', async () => {
    const { id, path } = await reported()
    expect(await text(path)).toContain('You have not accepted the embargo terms yet.')
    await does(id, 'rejectReport', { reason: 'It is meant to be so.' })
    const page = await text(path)
    expect(page).toContain('Nothing is planned at the moment.')
    expect(page).not.toContain('You have not accepted the embargo terms yet.')
  })

  it('comes with the other report where it is a duplicate, which stays to be kept private', async () => {
    const [{ id: other }, { id, path }] = [await reported(), await reported()]
    await does(id, 'markDuplicate', { of: other, reason: 'the same' })
    const page = await text(path)
    expect(page).toContain('The fix and the advisory come with the other report.')
    expect(page).toContain('You have not accepted the embargo terms yet.')
    expect(page).not.toContain(other)
  })

  it('stands beside what they told, all of it', async () => {
    const { path } = await reported({ project: 'cosign', versions: 'up to 2.2.0' })
    expect(await text(path)).toMatch(/Project: cosign\s*Versions: up to 2\.2\.0/)
  })
})
