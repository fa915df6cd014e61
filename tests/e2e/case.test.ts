import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest'
import { verifyLog } from '../../src/app/index.ts'
import { facts } from '../../src/main/demo/facts.ts'
import { openHouse, type House } from './house.ts'
import { linkIn, type Arrived } from './postOffice.ts'
import type { Visitor } from './visitor.ts'

/**
 * One vulnerability goes the whole way of the policy, by people in a browser: from the printed set-up link to the
 * closed case. What it is about is a past one of cosign (GO-2023-2181); the people and all words are made up.
 */
const fact = facts['GO-2023-2181']
const announceTo = 'announce@example.org'
const ada = { name: 'Ada Anchor', email: 'ada@example.org' }
const ben = { name: 'Ben Buoy', email: 'ben@example.org' }
const fenna = { name: 'Fenna Fairway', email: 'fenna@example.org' }
const rey = { name: 'Rey Reef', email: 'rey@example.org' }

/** Words that stand in the case and must stand in no mail before the hour, and in no notice ever. */
const embargoed = [/endless/i, /registry/i, /cosign/i, /Reef/, /Fairway/, /unbounded/i, /46737/, /vfp6/]

let house: House
let admin: Visitor
let reporter: Visitor
let member: Visitor
let second: Visitor
let engineer: Visitor
beforeAll(async () => {
  house = await openHouse()
  admin = await house.visitor()
  reporter = await house.visitor({ javaScript: false })
  member = await house.visitor()
  second = await house.visitor()
  engineer = await house.visitor()
})
afterAll(() => house?.close())

// Each test goes on where the one before it ended.
let stopped = false
beforeEach((context) => {
  if (stopped) context.skip()
  onTestFailed(() => {
    stopped = true
  })
})

let id: string
let reporterLink: string
let disclosed: Temporal.Instant
let released: Temporal.Instant
let opening: Temporal.Instant
let announcement: Temporal.Instant
const seconds = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 1000
const now = (): Temporal.Instant => house.world.machine.now()
const isAbout = (due: string | null, start: Temporal.Instant, hours: number): void => {
  expect(due).toBe(start.add({ hours }).toString({ smallestUnit: 'second' }))
}

describe('setting up', () => {
  test('by the link that the start printed', async () => {
    await admin.follows(await house.setUpLink())
    expect(new URL(admin.page.url()).pathname).toBe('/set-up')
    const form = admin.page.getByRole('form', { name: 'Set-up' })
    await admin.fills(form, {
      'Name of the community': 'Anchorage',
      'Web address of this installation': house.address,
      'The committee’s mail address': 'security@example.org',
      'Announcements go to': announceTo,
      'Your name': 'Olive Operator',
      'Your e-mail': 'olive@example.org',
      'I am a member of the committee': false,
      'Its other members': `${ada.name} <${ada.email}> Harbour Works\n${ben.name} <${ben.email}>`,
      Projects: `cosign ${fact.repository}`,
      Server: '127.0.0.1',
      Port: String(house.mails.port),
      Encryption: 'None (this machine only)',
    })
    await admin.sends(form)
    expect(new URL(admin.page.url()).pathname).toBe('/today')
  })
})

describe('disclosure', () => {
  test('a report by the form, without JavaScript', async () => {
    await reporter.goes('/report')
    const form = reporter.page.getByRole('form', { name: 'Report' })
    await reporter.fills(form, {
      'In one line': 'cosign never ends on an endless list of signatures',
      'Which project?': 'cosign',
      'Which versions?': 'up to 2.2.0',
      'What can an attacker do?': 'A registry under their control keeps cosign busy for ever.',
      'How can we see it ourselves?': 'Serve an unbounded list of layers.',
      'Your name': rey.name,
      'Your e-mail': rey.email,
      'I handle this privately until the embargo ends': true,
    })
    const before = now()
    await reporter.clicks('Send the report')
    expect(await reporter.says('h1')).toBe('Thank you. We have it.')
    reporterLink = await reporter.page.getByRole('region', { name: 'Keep this link' }).getByRole('link').innerText()
    await reporter.goes(reporterLink)
    expect(await reporter.says('h1')).toBe('cosign never ends on an endless list of signatures')
    const at = await reporter.page
      .getByRole('region', { name: 'You and the committee' })
      .locator('time')
      .first()
      .getAttribute('datetime')
    disclosed = Temporal.Instant.from(at ?? '').round({ smallestUnit: 'second', roundingMode: 'floor' })
    expect(seconds(before, disclosed)).toBeGreaterThanOrEqual(-1)
    expect(seconds(disclosed, now())).toBeGreaterThanOrEqual(0)
  })

  test('every member hears of it by a mail that tells nothing, and signs in by mail', async () => {
    const told = await house.mails.next(ada.email, 'Something needs you')
    await house.mails.next(ben.email, 'Something needs you')
    await member.signsIn(ada.email, house.mails)
    await member.goes(linkIn(told, '/cases/'))
    id = new URL(member.page.url()).pathname.split('/')[2] ?? ''
    for (const one of [member, second, engineer, admin]) one.about(id)
    expect(await member.says('h1')).toBe('cosign never ends on an endless list of signatures')
  })

  test('every deadline stands where the policy puts it', async () => {
    isAbout((await member.deadline('Fix team')).due, disclosed, 24)
    isAbout((await member.deadline('Fix development')).due, disclosed, 7 * 24)
    isAbout((await member.deadline('Fix release day')).due, disclosed, 21 * 24)
    isAbout((await member.deadline('The embargo ends')).due, disclosed, 21 * 24)
    expect(await member.deadline('Retrospective')).toMatchObject({
      due: null,
      says: expect.stringContaining('not counting yet'),
    })
  })

  test('to everybody else it does not exist', async () => {
    expect(await admin.overview()).toBe(404)
    expect(await admin.tab('thread')).toBe(404)
    expect(await reporter.goes(`/cases/${id}`)).toBe(401)
    expect(await reporter.says('main')).not.toMatch(/endless/)
  })
})

describe('triage', () => {
  test('the reporter is answered, and reads it behind the link', async () => {
    await member.tab('thread')
    const form = member.page.getByRole('form', { name: 'Write in the thread' })
    await member.fills(form, { 'Who reads it': 'Everyone on the case', Message: 'Thank you, we are on it.' })
    await member.sends(form)
    const told = await house.mails.next(rey.email, 'news on your report')
    await reporter.goes(linkIn(told, '/report/'))
    expect(await reporter.says()).toContain('Thank you, we are on it.')
  })

  test('both verdicts, the acceptance, and all four duties', async () => {
    await member.does('Can it be replicated?', {
      Replicated: 'Yes',
      'How, and with which result': 'With a made-up registry.',
    })
    await member.does('Ours or upstream?', { 'The vulnerable code is': 'Ours', 'Where exactly': 'pkg/cosign' })
    await member.does('Accept the report')
    for (const duty of ['Triage', 'Infra']) await member.does('Hand over a duty', { Duty: duty, To: ada.name })
    for (const duty of ['Disclosure', 'Release']) await member.does('Hand over a duty', { Duty: duty, To: ben.name })
    await member.overview()
    expect(await (await member.fact('Replicated')).innerText()).toBe('Yes: With a made-up registry.')
    expect(await member.says(member.page.getByRole('list', { name: 'Duties and who holds them' }))).toMatch(
      /Ada Anchor.*Triage.*Ada Anchor.*Infra.*Ben Buoy.*Disclosure.*Ben Buoy.*Release/,
    )
  })

  test('the first deadline comes near, then passes, as the clock is wound on screen', async () => {
    await member.winds('1 hour', 13)
    await member.overview()
    expect((await member.deadline('Fix team')).says).toContain('in 10 h')
    await member.winds('1 day')
    await member.overview()
    expect((await member.deadline('Fix team')).says).toContain('late by 13 h')
    isAbout((await member.deadline('Fix team')).due, disclosed, 24)
    await house.mails.next(ben.email, 'Something needs you')
  })
})

describe('the fix team', () => {
  test('an engineer is invited, and sees the terms and nothing else before accepting them', async () => {
    await member.tab('people')
    const form = member.page.getByRole('form', { name: 'Invite an engineer' })
    await member.fills(form, { Name: fenna.name, 'E-mail': fenna.email, 'Why this person': 'maintains it' })
    await member.sends(form)
    const invitation = await house.mails.next(fenna.email, 'invited to a fix team')
    await engineer.follows(linkIn(invitation, '/sign-in/'))
    expect(await engineer.says('h1')).toBe('You are invited to a fix team')
    expect(await engineer.says()).not.toMatch(/endless|cosign|Reef/)
    expect(await engineer.tab('thread')).toBe(403)
    await engineer.overview()
    await engineer.fills(engineer.page, { 'I accept the embargo terms': true })
    await engineer.clicks('Accept and join')
    await engineer.accepted()
    await engineer.overview()
    expect(await engineer.says('h1')).toBe('cosign never ends on an endless list of signatures')
    expect((await engineer.deadline('Fix team')).says).toContain('done, late by 13 h')
  })
})

describe('developing the fix', () => {
  test('severity: proposed by the engineer, decided by the committee', async () => {
    await engineer.does('Propose a severity', {
      'CVSS vector': 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:H',
      Why: 'It stops.',
    })
    await member.does('Decide the severity', { 'CVSS vector': 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:L' })
    await member.overview()
    expect(await (await member.fact('Severity')).innerText()).toContain('3.1')
  })

  test('the CVE id: requested, then recorded', async () => {
    await member.does('Request a CVE', { 'Requested from': 'GitHub', Evidence: fact.ghsa })
    await member.does('Record the CVE id', { 'CVE id': fact.cve, Evidence: fact.ghsa })
  })

  test('the advisory, in two revisions', async () => {
    await revise({
      Title: 'cosign fetches signatures without end',
      Summary: 'A registry could keep cosign busy for ever.',
    })
    await revise({
      Details: 'All signatures that a registry lists were fetched, however many they were.',
      Impact: 'Verification never ends.',
      Upgrade: 'Install cosign v2.2.1.',
      Mitigations: 'Give verification a time limit.',
      References: `FIX ${fact.repository}/commit/${fact.fix}\nADVISORY ${fact.repository}/security/advisories/${fact.ghsa}`,
      Weaknesses: 'CWE-835',
      Aliases: fact.ghsa,
    })
    expect(await member.says(member.page.getByRole('region', { name: 'Revision 2' }))).toContain(
      'Verification never ends.',
    )
  })

  test('workspace, fix, completion, approval', async () => {
    await engineer.does('Link the private workspace', { Workspace: 'https://git.example.org/private/one' })
    await engineer.does('Note a push', { Commit: fact.fix })
    await engineer.does('A fix or mitigation is available', {
      'What is available': 'A fix',
      Evidence: 'in the workspace',
    })
    await engineer.does('The fix is complete', { 'Message to the committee': 'Ready.' })
    await engineer.does('Approve the fix', { Evidence: 'reviewed in the workspace' })
    await engineer.overview()
    expect((await engineer.deadline('Fix development')).says).toContain('done')
    expect((await engineer.deadline('Fix development')).says).not.toContain('late')
  })

  async function revise(answers: Record<string, string>): Promise<void> {
    await member.tab('advisory')
    const form = member.page.getByRole('form', { name: 'The advisory' })
    await member.fills(form, answers)
    if (answers['Title'] !== undefined) {
      for (const [place, one] of fact.affected.entries()) {
        const row = form.getByRole('group', { name: `Package, row ${place + 1}` })
        await member.fills(row, {
          Ecosystem: 'Go',
          Package: one.name,
          'Introduced in': '0',
          ...('fixed' in one ? { 'Fixed in': one.fixed } : {}),
        })
      }
    }
    await member.sends(form)
  }
})

describe('the release', () => {
  test('its name and the communication plan', async () => {
    await member.does('Name the release', { Version: 'v2.2.1', 'Newest vulnerable version': 'v2.2.0' })
    await member.does('Plan a message', {
      Audience: 'All users',
      Channel: 'the list',
      Message: 'the announcement',
      When: now().add({ hours: 48 }).toString({ smallestUnit: 'minute' }).replace('Z', ''),
    })
    await member.does('Adopt the communication plan')
  })

  test('the day: a recommended slot, agreed by both sides', async () => {
    await member.tab('release')
    await member.leaves(member.page.getByRole('table', { name: 'Recommended slots' }).getByRole('link').first())
    const form = member.page.getByRole('form', { name: 'Propose the release day' })
    announcement = Temporal.Instant.from(`${await form.getByLabel(/^Announcement/).inputValue()}Z`)
    opening = announcement.subtract({ hours: 2 })
    expect(announcement.toZonedDateTimeISO('UTC').toPlainTime().toString()).toBe('16:00:00')
    expect(announcement.toZonedDateTimeISO('UTC').dayOfWeek).toBeLessThan(5)
    await member.sends(form)
    await engineer.tab('release')
    await engineer.leaves(engineer.page.getByRole('link', { name: 'Agree for the fix team' }))
    await engineer.sends(engineer.page.getByRole('form', { name: 'Agree to the release day' }))
    await engineer.overview()
    isAbout((await engineer.deadline('Opening')).due, opening, 0)
    isAbout((await engineer.deadline('Announcement')).due, announcement, 0)
    isAbout((await engineer.deadline('The embargo ends')).due, opening, 0)
  })

  test('the merge: refused before its hour without a reason, recorded after', async () => {
    await merge()
    expect(await member.says('main')).toMatch(/The agreed opening is .* has not come yet/)
    await member.overview()
    await member.windsTo(opening)
    await merge()
    await member.accepted()
    await member.overview()
    expect((await member.deadline('The embargo ends')).says).toContain('done')
  })

  async function merge(): Promise<void> {
    await member.begins('Merge: open the fix')
    await member.fills(member.page, { Commit: fact.fix, Evidence: `${fact.repository}/commit/${fact.fix}` })
    await member.clicks('It is merged')
  }

  test('artefacts: listed, and every check of them done', async () => {
    const artefact = 'cosign-linux-amd64'
    await member.does('List an artefact', { Name: artefact, 'Public address': 'https://downloads.example.org/cosign' })
    for (const check of ['Listed', 'Signature verified', 'Fetched and hashed', 'Ran']) {
      await member.does('Check an artefact', { Check: check, 'It passed': 'Yes', Evidence: 'seen' })
    }
    released = now()
    await member.tab('release')
    expect(await member.says(member.page.getByRole('region', { name: 'Artefacts' }))).toContain('All verified')
  })
})

describe('the announcement', () => {
  test('drafted from the template, looked at, and not sent before its hour', async () => {
    await member.tab('announcement')
    await member.clicks('Write it from the template')
    await member.accepted()
    const mail = await member.says(member.page.getByRole('region', { name: 'As it will go' }))
    expect(mail).toContain(`To: ${announceTo}`)
    expect(mail).toContain(`${fact.cve} (CVSS score 3.1, low)`)
    await send()
    expect(await member.says('main')).toMatch(/The agreed announcement is .* has not come yet/)
    expect(house.mails.arrived.filter(({ to }) => to.includes(announceTo))).toEqual([])
    expect(await reporter.goes(`/advisories/${fact.cve}`)).toBe(404)
  })

  test('before its hour, no mail has carried an embargoed word', () => {
    expect(house.mails.arrived.length).toBeGreaterThan(8)
    expectNothingOf(house.mails.arrived)
  })

  test('sent at its hour, received as it was shown', async () => {
    await member.overview()
    await member.windsTo(announcement)
    await send()
    await member.accepted()
    const { mail, raw } = await house.mails.next(announceTo, 'Security release')
    expect(mail.subject).toBe('Security release of sigstore/cosign v2.2.1 is now available')
    await member.tab('announcement')
    expect(mail.messageId).toMatch(/^<announcement\.\S+@example\.org>$/)
    expect(mail.messageId).toBe(`<${await (await member.fact('Message-ID')).innerText()}>`)
    expect(mail.from?.value[0]?.address).toBe('security@example.org')
    for (const part of [
      fact.cve,
      'CVSS score 3.1, low',
      'v2.2.0',
      'Give verification a time limit.',
      'https://downloads.example.org/cosign',
      `/advisories/${fact.cve}`,
    ]) {
      expect(mail.text).toContain(part)
    }
    expect(raw).not.toMatch(/\{\{|<!--/)
  })

  async function send(): Promise<void> {
    await member.tab('announcement')
    await member.leaves(member.page.getByRole('link', { name: 'Look once more and send' }))
    await member.clicks('Send and publish')
  }

  test('the advisory is public, and says first who is affected and what to do', async () => {
    expect(await reporter.goes(`/advisories/${fact.cve}`)).toBe(200)
    expect(await reporter.page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(
      expect.arrayContaining(['Am I affected?', 'What do I do?']),
    )
    expect(await reporter.says('main')).toContain('Upgrade github.com/sigstore/cosign/v2')
    expect(await reporter.says()).not.toMatch(/Reef|Fairway|Anchor\b/)
  })

  const schema = new URL('../../../shared/schemas/osv.json', import.meta.url)
  // The official schema is read where it stands; it is no part of this repository.
  test.skipIf(!existsSync(schema))('its OSV record is what the official schema asks for', async () => {
    const answer = await fetch(`${house.address}/osv/${fact.cve}.json`)
    const record = (await answer.json()) as object
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
  })

  test('its OSV record says what is known of it', async () => {
    const answer = await fetch(`${house.address}/osv/${fact.cve}.json`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      id: fact.cve,
      aliases: [fact.ghsa],
      affected: fact.affected.map((one) => ({
        package: { ecosystem: 'Go', name: one.name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, ...('fixed' in one ? [{ fixed: one.fixed }] : [])] }],
      })),
    })
  })

  test('the link to the list’s archive, then both chat channels', async () => {
    await member.does('Link the list’s archived message', {
      'Archived message': 'https://lists.example.org/announce/1',
    })
    for (const channel of ['general', 'development']) {
      await member.does('Posted to chat', { Channel: `${channel} (sigstore.slack.com)`, Evidence: 'posted' })
    }
    await member.tab('announcement')
    expect(await member.says(member.page.getByRole('table', { name: 'Chat channels' }))).not.toContain(
      'Post and record it',
    )
  })
})

describe('looking back', () => {
  test('the last deadline counts from the announcement, and comes near', async () => {
    await member.overview()
    const { due } = await member.deadline('Retrospective')
    const announced = Temporal.Instant.from(due ?? '').subtract({ hours: 72 })
    expect(Math.abs(seconds(announcement, announced))).toBeLessThan(3700)
    await member.winds('1 day', 2)
    await member.signsIn(ada.email, house.mails)
    await engineer.signsIn(fenna.email, house.mails)
    await second.signsIn(ben.email, house.mails)
    await member.overview()
    expect((await member.deadline('Retrospective')).says).toMatch(/in 23 h/)
  })

  test('the retrospective: drafted from the record, answered, sent, received', async () => {
    await member.tab('retrospective')
    await member.clicks('Write it from the record')
    await member.accepted()
    const form = member.page.getByRole('form', { name: 'Your own wording' })
    const draft = await form.getByLabel('Text').inputValue()
    await member.fills(form, { Text: draft.replaceAll(/^\[.*\]$/gm, 'We answered within a day.') })
    await member.sends(form)
    await member.leaves(member.page.getByRole('link', { name: 'Look once more and send' }))
    await member.clicks('Send it')
    await member.accepted()
    const { mail } = await house.mails.next(announceTo, 'Retrospective')
    expect(mail.messageId).toMatch(/^<retrospective\.\S+@example\.org>$/)
    expect(mail.text).toContain('We answered within a day.')
    expect(mail.text).not.toMatch(/Reef|Fairway/)
    await member.overview()
    expect((await member.deadline('Retrospective')).says).toContain('done')
  })

  test('feedback: given in one’s own name, kept inside, declined', async () => {
    const asked = 'What went well, what got in the way, what we should try'
    await engineer.does('Give feedback on the process', {
      [asked]: 'The thread was enough.',
      'Send it to the list in my name': 'Yes',
    })
    await member.does('Give feedback on the process', {
      [asked]: 'Too late an invitation.',
      'Send it to the list in my name': 'No',
    })
    await second.does('No feedback from me')
    const { mail } = await house.mails.next(announceTo, /^Re: Retrospective/)
    expect(mail.text).toContain('The thread was enough.')
    expect(mail.replyTo?.value[0]?.address).toBe(fenna.email)
    expect(house.mails.arrived.filter(({ raw }) => raw.includes('Too late an invitation'))).toEqual([])
  })

  test('closed, with the two figures', async () => {
    await member.does('Close the case')
    await member.overview()
    expect(await member.says('main')).toContain('The case is closed')
    const untilFix = hoursIn(await (await member.fact('From disclosure to a fixed release')).innerText())
    const exposed = hoursIn(await (await member.fact('Users exposed to what is known')).innerText())
    expect(untilFix).toBeCloseTo(seconds(disclosed, released) / 3600, 0)
    expect(exposed).toBeLessThan(0.1)
    expect(await engineer.overview()).toBe(404)
  })

  test('nobody’s notice has ever carried a word of it', () => {
    expectNothingOf(house.mails.arrived.filter(({ to }) => !to.includes(announceTo)))
  })

  test('the log verifies', async () => {
    const { store, vault, machine } = house.world
    const { findings, events } = await verifyLog(store, vault, machine)
    expect(findings).toEqual([])
    expect(events).toBeGreaterThan(60)
  })
})

/** Whom a mail greets is no secret to them. */
function expectNothingOf(mails: readonly Arrived[]): void {
  for (const { raw } of mails) {
    for (const word of embargoed) expect(raw.replace(/^Hello .*,\r$/m, '')).not.toMatch(word)
  }
}

/** `3 days 22 hours`, `under a minute`. */
function hoursIn(words: string): number {
  const units = { day: 24, hour: 1, minute: 1 / 60 }
  return [...words.matchAll(/(\d+) (day|hour|minute)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  )
}
