import { lengthInWords, minuteOf, secondsBetween } from '../clock/index.ts'

/** What a retrospective is drafted from (T2); everything in it goes to a public list. */
export interface RetrospectiveFacts {
  readonly community: string
  readonly project: string
  /** `null` where nothing was released. */
  readonly version: string | null
  readonly vulnerabilities: readonly { readonly id: string; readonly title: string }[]
  /** Only people who may be named, and what they did, as a phrase: `reported it`. */
  readonly people: readonly { readonly name: string; readonly did: string }[]
  /** How many more took part and aren't named. */
  readonly unnamed: number
  /** In any order. `what` says what happened, in the past tense and without names. */
  readonly timeline: readonly { readonly at: Temporal.Instant; readonly what: string }[]
  /** In seconds; `null` where it isn't known. Exposure runs from being public or exploited to the fixed release. */
  readonly figures: { readonly untilFix: number | null; readonly exposure: number | null }
  /** Links to the changes that brought the problem in. */
  readonly introducedBy: readonly string[]
  readonly deadlines: readonly RetrospectiveDeadline[]
}

export interface RetrospectiveDeadline {
  readonly clause: string
  /** As a phrase: `fix team brought together`. */
  readonly what: string
  readonly due: Temporal.Instant
  /** `null` where it hasn't happened. */
  readonly done: Temporal.Instant | null
}

/** What only people can write; the draft asks, in brackets. T1: what and how, not who. */
const questions = [
  ['What helped', 'What made it easier to find, fix or release this?'],
  ['What got in the way', 'What made it harder or slower, and how did it come about?'],
  ['What we will change', 'What will we do differently in the response, the release, or the code?'],
] as const

/**
 * The retrospective as a plain-text mail, drafted from the case's record (T2): who took part, the timeline, the
 * changes that introduced the problem, how the deadlines went. The critique is left to people, as open questions.
 */
export function draftRetrospective(facts: RetrospectiveFacts): string {
  const release = facts.version === null ? facts.project : `${facts.project} ${facts.version}`
  const parts = [
    `Hello ${facts.community} Community,`,
    `this is the retrospective of the security response for ${release}. It is blameless: it asks what happened ` +
      'and how, so that the next response goes better.',
    section(
      'What it was about',
      facts.vulnerabilities.map(({ id, title }) => `* ${id}: ${title}`),
    ),
    section('In figures', figuresOf(facts)),
    section('Who took part', peopleOf(facts)),
    section('Timeline (UTC)', timelineOf(facts)),
    section('Deadlines', facts.deadlines.map(deadlineOf)),
    section(
      'What introduced it',
      facts.introducedBy.map((url) => `* ${url}`),
    ),
    ...questions.map(([heading, question]) => section(heading, [open(question)])),
    'Your own feedback is welcome on this list, critical feedback above all.',
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** The questions that a text still leaves open. */
export function openQuestions(text: string): string[] {
  return questions.map(([, question]) => question).filter((question) => text.includes(open(question)))
}

function open(question: string): string {
  return `[${question}]`
}

/** Falls away when there is nothing to say. */
function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${heading}**\n\n${lines.join('\n')}`
}

function figuresOf({ figures }: RetrospectiveFacts): string[] {
  const lines: string[] = []
  if (figures.untilFix !== null) {
    lines.push(`* From disclosure to a fixed release: ${lengthInWords(figures.untilFix)}`)
  }
  if (figures.exposure !== null) {
    const length = figures.exposure <= 0 ? 'none, the fix was there first' : lengthInWords(figures.exposure)
    lines.push(`* Known in public before users could install the fix: ${length}`)
  }
  return lines
}

function peopleOf({ people, unnamed }: RetrospectiveFacts): string[] {
  const named = people.map(({ name, did }) => `* ${name}: ${did}`)
  if (unnamed === 0) return named
  const others = unnamed === 1 ? '1 person' : `${unnamed} people`
  return [...named, `* ${others}${named.length > 0 ? ' more' : ''}, not named here`]
}

function timelineOf({ timeline }: RetrospectiveFacts): string[] {
  return [...timeline]
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at))
    .map(({ at, what }) => `* ${minuteOf(at)}  ${what}`)
}

function deadlineOf({ clause, what, due, done }: RetrospectiveDeadline): string {
  const line = `* ${clause}, ${what}: planned for ${minuteOf(due)} UTC`
  if (done === null) return `${line}, still open`
  const late = secondsBetween(due, done)
  // What is agreed to the minute cannot be done before it (R3, R6): within that minute is in time.
  return late < 60 ? `${line}, in time (${minuteOf(done)})` : `${line}, took ${lengthInWords(late)} longer`
}
