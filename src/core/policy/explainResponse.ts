import type { Clock, Policy } from './schema.ts'
import type { Sentence } from './sentence.ts'
import { capital, counted, durationInWords, everyInWords, joined, milestoneWords } from './words.ts'

const reportWays = { form: 'a web form', mail: 'mail', api: 'the API' }
const cveSources = { cna: 'a CNA', github: 'GitHub', mitre: 'MITRE’s form' }
const checks = { listed: 'published', signature: 'correctly signed', fetched: 'reachable', ran: 'working' }
const audiences = {
  reporter: 'the reporter',
  'fix-team': 'the fix team',
  upstream: 'upstream projects',
  distributors: 'distributors',
  users: 'users',
}
const asked = { committee: 'the committee', 'fix-team': 'the fix team' }

/** D1–D3 in sentences. */
export function explainDisclosure({ disclosure: d }: Policy): Sentence[] {
  const ways = joined(
    d.private.ways.map((way) => reportWays[way]),
    'or',
  )
  return [
    { clause: d.private.clause, says: `Suspected vulnerabilities are reported in private, by ${ways}.` },
    {
      clause: d.embargo.clause,
      says: `A private report is under embargo; the proposed end is ${durationInWords(d.embargo.endsAfter)} after disclosure. Everyone accepts the terms before seeing anything.`,
    },
    { clause: d.public.clause, says: 'A report of something already public alerts every member at once.' },
    {
      clause: d.intent.clause,
      says: 'A reporter who intends to publish before a fix is asked to handle it privately; if they decline, everything is due as soon as possible.',
    },
  ]
}

/** S1–S8 in sentences, one for each clock. */
export function explainSchedule({ schedule: s }: Policy): Sentence[] {
  return [
    {
      clause: s.move.clause,
      says: 'Deadlines are suggestions: the committee may move any of them, with a reason on record.',
    },
    {
      clause: s.asap.clause,
      says: `Once it is public or exploited, everything is due as soon as possible: within ${durationInWords(s.asap.within)}.`,
    },
    { clause: s.upstream.clause, says: upstream(s.clocks) },
    ...s.clocks.map((clock) => ({ clause: clock.clause, says: deadline(clock) })),
    {
      clause: s.slowDown.clause,
      says: `With a CVSS score below ${s.slowDown.scoreBelow.toFixed(1)}, or a risk assessed as ${s.slowDown.orAssessed}, the fix team may slow down${slowed(s.clocks)}.`,
    },
    {
      clause: s.remind.clause,
      says: `A reminder goes out ${durationInWords(s.remind.before)} before a deadline, and ${everyInWords(s.remind.againEvery)} while it is late.`,
    },
  ]
}

function deadline({ title, countsFrom, opens, due, done, duty, underAsap }: Clock): string {
  const [, reached] = milestoneWords[done]
  const [from] = milestoneWords[countsFrom]
  const window =
    opens === undefined
      ? `within ${durationInWords(due)} of ${from}`
      : `between ${durationInWords(opens)} and ${durationInWords(due)} after ${from}`
  const calm = underAsap === 'unchanged' ? ' It stays as it is when everything else becomes urgent.' : ''
  return `${title}: ${reached} ${window}. The holder of ${duty} is reminded.${calm}`
}

function upstream(clocks: readonly Clock[]): string {
  const following = clocks.filter((clock) => clock.followsUpstream).map((clock) => clock.title)
  if (following.length === 0) return 'An upstream project’s disclosure date moves no deadline.'
  return `Where the fix relies on an upstream project’s disclosure, these are never due before its date: ${joined(following)}.`
}

function slowed(clocks: readonly Clock[]): string {
  const slow = clocks.filter((clock) => clock.maySlowDown).map((clock) => clock.title)
  return slow.length === 0 ? ', but no deadline allows it' : `: ${joined(slow)}`
}

/** F1–F3 in sentences. */
export function explainFixTeam({ fixTeam: f }: Policy): Sentence[] {
  return [
    {
      clause: f.identify.clause,
      says: `The committee finds the engineers who know the code, with the help of ${joined(f.identify.from, 'or')}.`,
    },
    { clause: f.invite.clause, says: 'They are invited into the case and accept the embargo terms before seeing it.' },
    { clause: f.access.clause, says: 'They see this case only, and only while it lasts.' },
  ]
}

/** V1–V8 in sentences. */
export function explainDevelopment({ development: v }: Policy): Sentence[] {
  const { severity, cve, releaseDay: day } = v
  const score =
    severity.versions.length === 0
      ? 'Severity is a class without a score.'
      : `Severity is a CVSS score (${joined(severity.versions, 'or')}; usually ${severity.preferred}).`
  return [
    {
      clause: severity.clause,
      says: `${score} Anyone on the case proposes, the committee decides; the class may differ, with a reason.`,
    },
    {
      clause: cve.clause,
      says: `The CVE id comes from ${joined(
        cve.from.map((source) => cveSources[source]),
        'or',
      )}.`,
    },
    {
      clause: v.advisory.clause,
      says: `The advisory is created here: ${v.advisory.where}. It is edited as more is known.`,
    },
    { clause: v.collaborators.clause, says: 'Its collaborators are the fix team.' },
    { clause: v.workspace.clause, says: `The fix is developed in a ${v.workspace.kind}.` },
    { clause: v.conversation.clause, says: 'The case is discussed in its own thread and nowhere else.' },
    { clause: v.complete.clause, says: 'The fix team tells the committee when the fix is complete.' },
    {
      clause: day.clause,
      says: `Fix team and committee agree on the release day; recommended is ${day.time} ${day.zone} on ${joined(day.weekdays.map(capital), 'or')}. Within ${durationInWords(day.grace)} after an agreed instant counts as on time.`,
    },
  ]
}

/** R1–R8 in sentences. */
export function explainRelease({ release: r }: Policy): Sentence[] {
  const channels = r.chat.channels.map(({ workspace, channel }) => `${channel} (${workspace})`)
  return [
    {
      clause: r.plan.clause,
      says: `Once ${milestoneWords[r.plan.opensWhen][1]}, the committee plans what to tell ${joined(r.plan.audiences.map((who) => audiences[who]))}.`,
    },
    { clause: r.approval.clause, says: `Each change needs ${counted(r.approval.least, 'approval')} by the fix team.` },
    {
      clause: r.merge.clause,
      says: `On release day the committee merges the fix in public, usually ${durationInWords(r.merge.usualBefore)} and at most ${durationInWords(r.merge.mostBefore)} before the announcement.`,
    },
    {
      clause: r.artefacts.clause,
      says: `Every artefact is checked before the announcement: it must be ${joined(r.artefacts.checks.map((check) => checks[check]))}.`,
    },
    { clause: r.announce.clause, says: `The announcement says: ${joined(r.announce.says)}.` },
    { clause: r.list.clause, says: `It goes to ${r.list.address}.` },
    {
      clause: r.chat.clause,
      says:
        channels.length === 0
          ? 'It is not posted in any chat channel.'
          : `As soon as the list's copy has a link, that link is posted in ${joined(channels)}.`,
    },
    { clause: r.template.clause, says: `It follows a template, with the subject “${r.template.subject}”.` },
  ]
}

/** T1–T3 in sentences; when it is due is a clock of the schedule. */
export function explainRetrospective({ retrospective: t }: Policy): Sentence[] {
  return [
    { clause: t.write.clause, says: 'The retrospective is blameless: it asks what and how, not who.' },
    { clause: t.send.clause, says: `It is sent to ${t.send.to} and includes ${joined(t.send.includes)}.` },
    {
      clause: t.feedback.clause,
      says: `${capital(joined(t.feedback.ask.map((who) => asked[who])))} ${t.feedback.ask.length === 1 ? 'is' : 'are'} asked for feedback of their own.`,
    },
  ]
}
