import type { Clock, Policy } from './schema.ts'
import type { Sentence } from './sentence.ts'
import { ended } from './explainCommittee.ts'
import { floodsOf, type FloodAnswer, type Floods } from './floods.ts'
import { severityClasses } from './parts.ts'
import { capital, counted, durationInWords, everyInWords, joined, milestoneWords } from './words.ts'

const reportWays = { form: 'a web form', mail: 'mail', api: 'the API', platform: 'a reporting platform' }
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

const earlyEnds = {
  'user-interaction': 'an attack needs a user to take part',
  'simple-mitigation': 'there is a simple mitigation',
}

/** What a parameter that may be left out adds. */
function when<Value>(value: Value | undefined, says: (value: Value) => Sentence): Sentence[] {
  return value === undefined ? [] : [says(value)]
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

/** `high or critical` */
function fromClass(least: (typeof severityClasses)[number]): string {
  return joined(severityClasses.slice(severityClasses.indexOf(least)), 'or')
}

const confirming = {
  never: (work: number, from: number) =>
    `A report by a stranger is taken as it is, however many come (a flood would be ${from} within an hour, a proof ${work} bits).`,
  always: (work: number, from: number) =>
    `A report by a stranger is confirmed, by mail or by a proof of work of ${work} bits (a flood would be ${from} within an hour).`,
  'when-busy': (work: number, from: number) =>
    `From ${from} reports by strangers within an hour on, each is confirmed, by mail or by a proof of work of ${work} bits.`,
}

function explainFloods(policy: Policy): Sentence[] {
  const said = policy.disclosure.floods
  const { clause, strangers, reproducer, blocks, files, answers } = floodsOf(policy)
  const sentences: readonly (readonly [part: keyof Omit<Floods, 'clause'>, says: string])[] = [
    ['strangers', confirming[strangers.confirm](strangers.work, strangers.busyFrom)],
    [
      'reproducer',
      `A reporter who is asked for a reproducer has ${durationInWords(reproducer.answerWithin)} and is reminded; only a member sets the report aside.`,
    ],
    [
      'blocks',
      `A sender or network can be blocked for ${durationInWords(blocks.lastFor)}, with a reason; whoever is blocked can appeal.`,
    ],
    ['files', `Files of reports that nobody has accepted yet may have ${files.unaccepted} MB together.`],
    ['answers', `Answers to begin with: ${joined(answers.map(inShort))}.`],
  ]
  return sentences.map(([one, says]) => ({
    clause,
    says: said?.[one] === undefined ? says.replace(/\.$/, ' (as usual).') : says,
  }))
}

function inShort({ title, verdict }: FloodAnswer): string {
  return `“${title}” (${found[verdict]})`
}

const found: Readonly<Record<FloodAnswer['verdict'], string>> = {
  invalid: 'no vulnerability',
  duplicate: 'a duplicate',
  'needs-reproducer': 'asks for a reproducer',
  'not-reproducible': 'could not be reproduced',
}

/** D1–D3 in sentences. */
export function explainDisclosure(policy: Policy): Sentence[] {
  const { disclosure: d } = policy
  const ways = joined(
    d.private.ways.map((way) => reportWays[way]),
    'or',
  )
  return [
    { clause: d.private.clause, says: `Suspected vulnerabilities are reported in private, by ${ways}.` },
    ...when(d.private.publishedAfterwards, (published) => ({
      clause: d.private.clause,
      says: published
        ? 'Every report is published once it is dealt with.'
        : 'Reports are not published when they are dealt with.',
    })),
    {
      clause: d.embargo.clause,
      says: `A private report is under embargo; the proposed end is ${durationInWords(d.embargo.endsAfter)} after disclosure. Everyone accepts the terms before seeing anything.`,
    },
    { clause: d.embargo.clause, says: `The terms: ${ended(oneLine(d.embargo.terms))}` },
    ...when(d.embargo.mayEndBeforeFix, (causes) => ({
      clause: d.embargo.clause,
      says: `The committee may disclose before there is a fix where ${joined(
        causes.map((cause) => earlyEnds[cause]),
        'or',
      )}.`,
    })),
    { clause: d.public.clause, says: 'A report of something already public alerts every member at once.' },
    {
      clause: d.intent.clause,
      says: 'A reporter who intends to publish before a fix is asked to handle it privately; if they decline, everything is due as soon as possible.',
    },
    ...explainFloods(policy),
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
      says: `With ${s.slowDown.scoreBelow === undefined ? '' : `a CVSS score below ${s.slowDown.scoreBelow.toFixed(1)}, or `}a risk assessed as ${s.slowDown.orAssessed}, the fix team may slow down${slowed(s.clocks)}. Once the severity has risen, that holds no more.`,
    },
    ...when(s.quiet, ({ clause, limits }) => ({
      clause,
      says: `The holder of triage is reminded of a case on which nobody acts: ${joined(
        limits.map(({ classes, after }) => `${joined(classes, 'or')} for longer than ${durationInWords(after)}`),
      )}.`,
    })),
    {
      clause: s.remind.clause,
      says: `A reminder goes out ${durationInWords(s.remind.before)} before a deadline, and ${everyInWords(s.remind.againEvery)} while it is late.`,
    },
  ]
}

function deadline({ title, countsFrom, opens, due, done, duty, underAsap, counts, bySeverity }: Clock): string {
  const [, reached] = milestoneWords[done]
  const [from] = milestoneWords[countsFrom]
  const length = (text: string) =>
    counts === 'business-days' ? durationInWords(text).replace(/days?/, 'business $&') : durationInWords(text)
  const within = (start: string | undefined, end: string) =>
    start === undefined ? `within ${length(end)} of` : `between ${length(start)} and ${length(end)} after`
  const severities = (bySeverity ?? []).map((one) => {
    return `${joined(one.classes, 'or')} ${within(one.opens ?? opens, one.due).replace(/ (?:of|after)$/, '')}`
  })
  const window = `${within(opens, due)} ${from}${severities.length === 0 ? '' : ` (${severities.join('; ')})`}`
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

const reporters = {
  'may-join': 'The reporter may join them.',
  'if-private': 'The reporter may join them if they reported in private.',
  never: 'The reporter does not join them.',
}

/** F1–F3 in sentences. */
export function explainFixTeam({ fixTeam: f }: Policy): Sentence[] {
  return [
    {
      clause: f.identify.clause,
      says: `The committee finds the engineers who know the code, with the help of ${joined(f.identify.from, 'or')}.`,
    },
    ...when(f.identify.bestGuess, (whom) => ({ clause: f.identify.clause, says: `When in doubt: ${whom}.` })),
    { clause: f.invite.clause, says: 'They are invited into the case and accept the embargo terms before seeing it.' },
    ...when(f.invite.outsiders, (outsiders) => ({
      clause: f.invite.clause,
      says:
        outsiders === 'invited'
          ? 'People outside those files are invited in the same way.'
          : 'People outside those files come in once the committee has approved it.',
    })),
    { clause: f.access.clause, says: 'They see this case only, and only while it lasts.' },
    ...when(f.access.reporter, (reporter) => ({ clause: f.access.clause, says: reporters[reporter] })),
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
    ...when(severity.ssvc, (tables) => ({
      clause: severity.clause,
      says:
        tables.length === 0
          ? 'No decision is recorded by SSVC.'
          : `What to do about it is looked up in SSVC’s ${tables.length === 1 ? 'table' : 'tables'} ${joined(tables, 'or')}.`,
    })),
    {
      clause: cve.clause,
      says: `The CVE id comes from ${joined(
        cve.from.map((source) => cveSources[source]),
        'or',
      )}${cve.form === undefined ? '' : ` (${cve.form})`}.`,
    },
    {
      clause: v.advisory.clause,
      says: `The advisory is created here: ${v.advisory.where}. It is edited as more is known.`,
    },
    { clause: v.collaborators.clause, says: 'Its collaborators are the fix team.' },
    { clause: v.workspace.clause, says: `The fix is developed in a ${v.workspace.kind}.` },
    ...when(v.workspace.semiPublicBelow, (below) => ({
      clause: v.workspace.clause,
      says: `With a score below ${below.toFixed(1)} it may be developed in public, without a word of what it means for security.`,
    })),
    ...when(v.workspace.checks, (where) => ({
      clause: v.workspace.clause,
      says: where === 'local' ? 'Its checks run on people’s own machines.' : 'Its checks run at the forge.',
    })),
    { clause: v.conversation.clause, says: 'The case is discussed in its own thread and nowhere else.' },
    { clause: v.complete.clause, says: 'The fix team tells the committee when the fix is complete.' },
    ...when(v.complete.means, (means) => ({ clause: v.complete.clause, says: `Complete means: ${ended(means)}` })),
    {
      clause: day.clause,
      says: `Fix team and committee agree on the release day; recommended is ${day.time} ${day.zone} on ${joined(day.weekdays.map(capital), 'or')}. Within ${durationInWords(day.grace)} after an agreed instant counts as on time.${day.showIn.length === 0 ? '' : ` The time is also shown in ${joined(day.showIn)}.`}`,
    },
    ...when(day.regular, ({ every, extraFrom }) => ({
      clause: day.clause,
      says: `Regular releases come ${everyInWords(every)}; ${fromClass(extraFrom)} gets a release of its own, anything else waits for the next one.`,
    })),
  ]
}

/** R1–R8 in sentences. */
export function explainRelease({ release: r }: Policy): Sentence[] {
  const channels = r.chat.channels.map(({ workspace, channel, from }) => {
    return `${channel} (${workspace}${from === undefined ? '' : `; ${fromClass(from)} only`})`
  })
  return [
    {
      clause: r.plan.clause,
      says: `Once ${milestoneWords[r.plan.opensWhen][1]}, the committee plans what to tell ${joined(r.plan.audiences.map((who) => audiences[who]))}.`,
    },
    ...distributors(r.distributors),
    ...when(r.preAnnouncement, ({ clause, before, subject }) => ({
      clause,
      says: `${capital(durationInWords(before))} before, the public is told that a release is coming and nothing of what it fixes, with the subject “${subject.trim()}”.`,
    })),
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

function distributors(told: Policy['release']['distributors']): Sentence[] {
  if (told === undefined) return []
  const { clause, list, notices, from, members, ifBroken } = told
  const times = notices.map(({ opens, due }) => {
    const latest = /^PT?0[A-Z]$/.test(due) ? 'before the announcement' : `at least ${durationInWords(due)} ahead`
    return opens === undefined ? latest : `${latest}, at most ${durationInWords(opens)} ahead`
  })
  const whose = from === 'none' ? '' : ` of what is ${fromClass(from)}`
  return [
    { clause, says: `Distributors (${list}) are told in private${whose}: ${times.join('; then ')}.` },
    ...when(members, (who) => ({ clause, says: `Who may be on that list: ${ended(who)}` })),
    ...when(ifBroken, (then) => ({ clause, says: `If one of them breaks the embargo: ${ended(then)}` })),
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
