import { exactStamp, stamp } from '../../../core/clock/index.ts'
import {
  isRefused,
  refuse,
  type CaseId,
  type PersonId,
  type Recorded,
  type Refused,
} from '../../../core/kernel/index.ts'
import type { Policy } from '../../../core/policy/index.ts'
import {
  actNamed,
  deadlines,
  decide,
  evolve,
  lawful,
  nextLook,
  openCase,
  passing,
  recorded,
  rolesOn,
  type Case,
  type CaseEvent,
  type Context,
  type Deadline,
} from '../../../core/process/index.ts'
import type { Line, LineProblem } from './lines.ts'
import { people } from './people.ts'
import { vocabulary, type Doing, type Word } from './vocabulary.ts'

export interface Reminder {
  readonly at: string
  readonly deadline: string
  readonly kind: 'soon' | 'late'
}

/** What became of a case under a policy. */
export interface Simulated {
  /** The instant of the last line; deadlines stand as they do then. */
  readonly until: string
  readonly deadlines: readonly Deadline[]
  readonly reminders: readonly Reminder[]
  /** What the process did not allow; the simulation went on without it. */
  readonly refused: readonly LineProblem[]
}

const id: CaseId = 'c-000000000000'
/** Between two lines: more than ten years of daily reminders. */
const mostLooks = 5000

/**
 * Replays dated events under a policy, as the product itself would: every act is decided on, and between them the
 * scheduler looks when it has to. The first line is the report.
 */
export function simulate(policy: Policy, lines: readonly Line[]): Simulated {
  const refused: LineProblem[] = []
  const reminders: Reminder[] = []
  let c: Case | null = null
  let now = lines[0]?.at ?? Temporal.Instant.from('1970-01-01T00:00Z')
  for (const line of lines) {
    for (const record of c === null ? [] : timePassing(c, policy, now, line.at)) {
      c = evolve(c, record)
      const { event, at } = record
      if (event.type === 'DeadlineReminded') reminders.push({ at, deadline: event.deadline, kind: event.kind })
    }
    now = line.at
    const next: Played = c === null ? begun(policy, line) : played(c, policy, line)
    c = next.c
    if (next.refused !== undefined) refused.push(problemOf(line, next.refused))
  }
  return { until: stamp(now), deadlines: c === null ? [] : deadlines(c, policy, now), reminders, refused }
}

interface Played {
  readonly c: Case | null
  readonly refused?: Refused
}

function begun(policy: Policy, line: Line): Played {
  if (line.kind !== 'report') return { c: null }
  const { disclosed = null, publishOn, public: isPublic, exploit, attacks } = line.fields
  const events = openCase(
    {
      case: id,
      policyVersion: '1',
      via: 'form',
      report: { title: 'Simulated', project: 'simulated', versions: '', impact: '', steps: '' },
      reporter: people.reporter,
      terms: true,
      public: isPublic || exploit || attacks ? { how: 'simulated', evidence: '', exploit, attacks } : null,
      intent: publishOn === undefined ? null : { publishOn, note: 'simulated' },
      disclosed,
      reopens: null,
    },
    policy,
    line.at,
  )
  if (isRefused(events)) return { c: null, refused: events }
  const at = exactStamp(line.at)
  const records = events.map((event, index) => ({ stream: id, version: index + 1, at, by: people.reporter, event }))
  return { c: records.reduce<Case | null>(evolve, null) }
}

/** What the product records by itself from one instant up to another. */
function* timePassing(
  start: Case,
  policy: Policy,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Generator<Recorded<CaseEvent>> {
  let c = start
  let now = from
  for (let looks = 0; looks < mostLooks; looks++) {
    const next = nextLook(c, policy, now)
    if (next === null) return
    const then = Temporal.Instant.from(next)
    if (Temporal.Instant.compare(then, now) <= 0 || Temporal.Instant.compare(then, to) >= 0) return
    now = then
    for (const record of recorded(c, passing(c, policy, now), { by: 'product', now })) {
      c = evolve(c, record)
      yield record
    }
  }
}

function played(start: Case, policy: Policy, line: Line): Played {
  let c = start
  for (const doing of doingsOf(line, c, policy)) {
    const by = 'happens' in doing ? ('product' as const) : people[doing.by]
    const events =
      'happens' in doing ? lawful(c, [doing.happens], '-') : decided(c, policy, doing, people[doing.by], line.at)
    if (isRefused(events)) return { c, refused: events }
    c = recorded(c, events, { by, now: line.at }).reduce(evolve, c)
  }
  return { c }
}

function doingsOf(line: Line, c: Case, policy: Policy): readonly Doing[] {
  if (line.kind === 'act') return [line]
  if (line.kind !== 'word') return []
  const word: Word = vocabulary[line.word]
  return word.doings(line.fields as never, c, policy, stamp(line.at))
}

function decided(
  c: Case,
  policy: Policy,
  doing: Extract<Doing, { act: unknown }>,
  by: PersonId,
  now: Temporal.Instant,
) {
  const { fields: schema, clause } = actNamed(doing.act)
  const parsed = schema.safeParse(doing.fields)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return refuse('wrong_value', clause, `"${issue?.path.join('.')}" ${issue?.message}`, 'Give another value')
  }
  const fields = parsed.data as Record<string, unknown>
  const members = [people.member]
  const context: Context = {
    policy,
    policyAt: () => undefined,
    now,
    by,
    roles: rolesOn(c, by, members),
    members,
    names: {},
    caseAt: () => 'unknown',
    together: [c],
    list: policy.release.list.address,
    community: policy.name,
    repositories: new Map(),
    address: 'https://security.example.org',
    fresh: { case: 'c-000000000001', release: 'r-000000000000', person: 'p-000000000001' },
  }
  return decide(c, { act: doing.act, fields }, context)
}

function problemOf({ line }: Line, { code, clause, says, instead }: Refused): LineProblem {
  return { line, column: 1, code, says: `${says} (${clause})`, hint: instead }
}
