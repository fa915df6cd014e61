import { after, minuteOf, stamp } from '../../core/clock/index.ts'
import { facts } from './facts.ts'
import type { MemberName } from './people.ts'
import { advisoryOf, type Plot, type Telling } from './plot.ts'
import type { Stage, Story } from './stage.ts'
import { isUnusual } from './times.ts'

/** The chapters that most cases go through; each begins at the instant it is given. */

export async function* received(stage: Stage, plot: Plot, at: Temporal.Instant): Story<Telling> {
  yield at
  const { case: id, secret } = await stage.reports(plot.reporter, plot.report)
  return { ...plot, id, secret, fixer: null }
}

/** C2: duties, the two verdicts, acceptance; the reporter hears of it. */
export async function* triaged(stage: Stage, told: Telling, at: Temporal.Instant): Story {
  const { id, lead, second } = told
  yield at
  await stage.does(lead, id, 'post', {
    room: 'everyone',
    text: 'Thank you for the report. We have it, and are trying it out now; you will hear from us here.',
  })
  const holders = { triage: lead, infra: lead, disclosure: second, release: second }
  for (const [duty, member] of Object.entries(holders)) {
    await stage.does(lead, id, 'assignDuty', { duty, to: stage.members[member] })
  }
  await stage.does(lead, id, 'assessReplication', { replicated: 'yes', how: told.replicated })
  await stage.does(lead, id, 'assessOrigin', { origin: 'ours', note: told.where })
  await stage.does(lead, id, 'acceptReport')
  await stage.does(lead, id, 'post', { room: 'everyone', text: 'We could replicate it and take it on. Thank you!' })
}

/** F1, F2: the engineer is invited, and accepts the terms a few hours later; V3–V5: advisory and workspace. */
export async function* teamed(stage: Stage, told: Telling, at: Temporal.Instant): Story<Telling> {
  const { id, lead, engineer } = told
  yield at
  const fixer = await stage.invites(lead, id, engineer, told.why)
  await stage.does(lead, id, 'reviseAdvisory', { basedOn: 0, document: advisoryOf(told, 'draft'), note: 'first draft' })
  yield after(at, 'PT3H')
  await stage.acts(fixer, id, 'acceptInvitation', { terms: true })
  await stage.does(lead, id, 'linkWorkspace', { url: `https://git.example.org/private/${id}` })
  return { ...told, fixer }
}

/** V1, V2: one proposal, the committee's call, the CVE id; the advisory says it all. */
export async function* assessed(stage: Stage, told: Telling, at: Temporal.Instant): Story {
  const { id, lead, vector, fact } = told
  const { cve, ghsa, repository } = facts[fact]
  yield at
  if (told.fixer !== null) {
    const asked = 'Does this name everybody who has to upgrade? I would say it in one sentence.'
    await stage.acts(told.fixer, id, 'commentOnAdvisory', { revision: 1, part: 'summary', text: asked })
    await stage.acts(told.fixer, id, 'proposeSeverity', { vector, note: 'What I get after reading the code.' })
  }
  await stage.does(lead, id, 'decideSeverity', { vector })
  await stage.does(lead, id, 'requestCve', { from: 'github', evidence: `asked for with the draft advisory ${ghsa}` })
  await stage.does(lead, id, 'linkAdvisory', { url: `${repository}/security/advisories/${ghsa}` })
  yield after(at, 'PT20H')
  await stage.does(lead, id, 'recordCve', { id: cve, evidence: `assigned in ${ghsa}` })
  const document = advisoryOf(told, 'whole')
  await stage.does(lead, id, 'reviseAdvisory', { basedOn: 1, document, note: 'details, impact and what users can do' })
}

/** R1, V7: the fix is there and complete; the release has its name, the committee its plan. */
export async function* completed(stage: Stage, told: Telling, at: Temporal.Instant, release?: string): Story<string> {
  const { id, second, fact, fixer } = told
  const { fix } = facts[fact]
  yield at
  if (fixer !== null) {
    await stage.acts(fixer, id, 'notePush', { commit: fix, note: 'with a test that fails without it' })
    await stage.acts(fixer, id, 'noteFix', { kind: 'fix', evidence: `commit ${fix.slice(0, 12)} in the workspace` })
    await stage.acts(fixer, id, 'completeFix', {
      commit: fix,
      note: 'Ready from our side: please look at the wording.',
    })
    await stage.acts(fixer, id, 'approveFix', { commit: fix, evidence: 'reviewed in the workspace' })
  }
  const { events } = await stage.does(second, id, 'joinRelease', { ...told.release, release: release ?? '' })
  const joined = events.find(({ type }) => type === 'ReleaseJoined')
  return joined?.type === 'ReleaseJoined' ? joined.release : ''
}

/** R1: whom to tell what. The second case of a release needs its own plan: it may have other audiences. */
export async function* planned(stage: Stage, told: Telling, at: Temporal.Instant, tell: Temporal.Instant): Story {
  const { id, second } = told
  const by = stage.members[second]
  yield at
  await stage.does(second, id, 'planMessage', {
    audience: 'reporter',
    channel: 'the thread',
    message: 'The day and hour of the release.',
    when: stamp(after(at, 'PT1H')),
    by,
  })
  await stage.does(second, id, 'planMessage', {
    audience: 'users',
    channel: 'the list',
    message: 'The announcement, with what to do before upgrading.',
    when: stamp(tell),
    by,
  })
  await stage.does(second, id, 'adoptPlan')
  yield after(at, 'PT1H')
  const hour = `${minuteOf(tell)} UTC`
  await stage.does(second, id, 'post', { room: 'everyone', text: `The release is announced on ${hour}. Thank you!` })
  await stage.does(second, id, 'carryOutMessage', { entry: 1, evidence: 'in the thread' })
}

/** V8: the committee proposes, the fix team agrees. */
export async function* agreed(stage: Stage, told: Telling, at: Temporal.Instant, day: ReleaseDay): Story {
  yield at
  const reason = day.reason ?? (isUnusual(day.announcement) ? 'Users should not wait until Monday for it.' : '')
  await stage.does(told.second, told.id, 'proposeRelease', {
    announcement: stamp(day.announcement),
    opening: stamp(day.opening),
    reason,
  })
  if (told.fixer === null) return
  yield after(at, 'PT2H')
  await stage.acts(told.fixer, told.id, 'agreeRelease')
}

export interface ReleaseDay {
  readonly opening: Temporal.Instant
  readonly announcement: Temporal.Instant
  readonly reason?: string
}

/** R3, R4: the merge at the agreed opening; then artefacts, of which so many checks are done. */
export async function* opened(stage: Stage, told: Telling, at: Temporal.Instant, done: number): Story {
  const { id, second, fact, release } = told
  const { fix, repository } = facts[fact]
  yield at
  await stage.does(second, id, 'recordMerge', { repository, commit: fix, evidence: `${repository}/commit/${fix}` })
  yield after(at, 'PT20M')
  const names = ['linux-amd64', 'darwin-arm64'].map((platform) => `${release.project}-${platform}`)
  for (const name of names) {
    await stage.does(second, id, 'listArtefact', {
      name,
      url: `https://downloads.example.org/${release.project}/${release.version}/${name}`,
    })
  }
  const checks = names.flatMap((_, index) => Object.entries(looks).map((look) => ({ artefact: index + 1, look })))
  for (const { artefact, look } of checks.slice(0, done)) {
    const [check, evidence] = look
    await stage.does(second, id, 'checkArtefact', { artefact, check, passed: true, evidence })
  }
}

const looks = {
  listed: 'stands on the release page',
  signature: 'verified with the release key’s certificate',
  fetched: 'fetched from its public address; the hash is the one in the checksums file',
  ran: 'started on a clean machine; says its version',
}
export const allChecks = 8

/** R5–R8: drafted in time, sent at its hour, the archive's link to the chat channels. */
export async function* announced(stage: Stage, told: Telling, at: Temporal.Instant): Story {
  const { id, second, lead, fact } = told
  const { ghsa, repository } = facts[fact]
  yield at.subtract({ minutes: 15 })
  await stage.does(second, id, 'draftAnnouncement')
  yield at
  await stage.does(second, id, 'sendAnnouncement')
  await stage.delivers()
  yield at.add({ minutes: 20 })
  await stage.does(second, id, 'recordListLink', { url: `https://lists.example.org/announce/${id}` })
  for (const channel of ['general', 'development']) {
    await stage.does(second, id, 'recordChatPost', { channel, evidence: 'posted, with the link to the list' })
  }
  const evidence = `${repository}/security/advisories/${ghsa}`
  await stage.does(lead, id, 'noteRepositoryAdvisory', { published: true, evidence })
  await stage.does(second, id, 'carryOutMessage', { entry: 2, evidence: 'the archived message' })
}

/** What the people put in place of the draft's three questions. */
const lessons = [
  'The report came with commands that worked at once, and the engineer who knew the code was there on the first day.',
  'The first draft of the advisory waited for the severity; it could have been written beside it.',
  'We draft the advisory on the first evening, and write a test that fails before the fix is begun.',
]

/** T1–T3: written and sent, answers asked and given, closed. */
export async function* lookedBack(stage: Stage, told: Telling, at: Temporal.Instant): Story {
  const { id, second, lead, fixer } = told
  yield at
  const { events } = await stage.does(second, id, 'draftRetrospective')
  const draft = events[0]
  if (draft?.type !== 'RetrospectiveDrafted') return
  const answers = [...lessons]
  const body = draft.body.replaceAll(/^\[.*\]$/gm, (asked) => answers.shift() ?? asked)
  await stage.does(second, id, 'draftRetrospective', { subject: draft.subject, body })
  await stage.does(second, id, 'sendRetrospective')
  await stage.delivers()
  yield after(at, 'PT5H')
  if (fixer !== null) {
    const text = 'The terms were clear and the thread was enough. Next time we should write the test first.'
    await stage.acts(fixer, id, 'giveFeedback', { text, consents: true })
  }
  const quiet = (Object.keys(stage.members) as MemberName[]).filter((name) => name !== lead)
  await stage.does(lead, id, 'giveFeedback', {
    text: 'Holding triage and infra in one hand was too much on the first evening; two people next time.',
    consents: false,
  })
  for (const member of quiet) await stage.does(member, id, 'declineFeedback')
  yield after(at, 'PT24H')
  await stage.does(lead, id, 'closeCase', { note: 'Thank you, all.' })
}
