import type { Actor, PersonId, Recorded } from '../../kernel/index.ts'
import type { CaseEvent, CaseEventType, EventOf } from '../events.ts'
import { reachedBy } from '../milestones.ts'
import type { Case } from '../state.ts'
import { cast } from '../vultron/index.ts'
import { announcingChanges } from './announcing.ts'
import { correspondenceChanges } from './correspondence.ts'
import { cveChanges } from './cve.ts'
import { developmentChanges } from './development.ts'
import { disclosureChanges } from './disclosure.ts'
import { opened } from './opening.ts'
import { regroupChanges } from './regroup.ts'
import { releaseChanges } from './release.ts'
import { scheduleChanges } from './schedule.ts'
import type { Change, Changes } from './table.ts'
import { triageChanges } from './triage.ts'

const changes: Changes<CaseEventType> = {
  ...disclosureChanges,
  ...triageChanges,
  ...scheduleChanges,
  ...developmentChanges,
  ...correspondenceChanges,
  ...cveChanges,
  ...releaseChanges,
  ...announcingChanges,
  ...regroupChanges,
}

/**
 * The case after one more event. Throws `ImpossibleRecord` when the record could not have been written by this
 * product: a gap in versions, a first event that opens nothing, a step that Vultron's tables forbid.
 */
export function evolve(before: Case | null, record: Recorded<CaseEvent>): Case {
  const c = before ?? first(record)
  if (record.version !== c.version + 1) throw new ImpossibleRecord('gap', record)
  const shadow = cast(c.shadow, record.event)
  if ('forbidden' in shadow) throw new ImpossibleRecord('forbidden', record, shadow.says)
  const lastAct = record.by === 'product' ? c.lastAct : record.at
  const tookPart = withActor(c.tookPart, record.by)
  return { ...c, ...changed(c, record), shadow, version: record.version, updated: record.at, lastAct, tookPart }
}

function withActor(people: readonly PersonId[], by: Actor): readonly PersonId[] {
  return by === 'product' || people.includes(by) ? people : [...people, by]
}

/** All of a case's records folded; `null` for none. */
export function fold(records: readonly Recorded<CaseEvent>[]): Case | null {
  return records.reduce<Case | null>(evolve, null)
}

function first(record: Recorded<CaseEvent>): Case {
  if (record.event.type !== 'CaseOpened') throw new ImpossibleRecord('not_opened', record)
  return opened(record as Recorded<EventOf<'CaseOpened'>>)
}

function changed(c: Case, record: Recorded<CaseEvent>): Partial<Case> {
  // The table gives each type its own function; the union of types cannot be told apart by an index alone.
  const change = changes[record.event.type] as Change<CaseEventType>
  const noted = { at: record.at, by: record.by }
  return { ...change(c, record.event, noted), ...draftOutdated(c, record.event.type), ...judged(c, record.event) }
}

/** Deadlines may have lengths of their own for a severity; what was met by then keeps its own. */
function judged(c: Case, event: CaseEvent): Partial<Case> {
  if (event.type !== 'SeverityDecided') return {}
  return { judged: [...c.judged, { class: event.class, score: event.score, after: reachedBy(c) }] }
}

/** What the announcement's text is written from (R5): once one of these changes, the draft may say what is not so. */
const namedInAnnouncement: readonly CaseEventType[] = [
  'SeverityDecided',
  'CveRecorded',
  'CveOrderDone',
  'AdvisoryRevised',
  'ReleaseJoined',
  'ReleaseLeft',
  'ArtefactListed',
]

function draftOutdated(c: Case, type: CaseEventType): Partial<Case> {
  if (c.announcement?.state !== 'drafted' || !namedInAnnouncement.includes(type)) return {}
  return { announcement: { ...c.announcement, outdated: true } }
}

export class ImpossibleRecord extends Error {
  override readonly name = 'ImpossibleRecord'
  readonly code: 'gap' | 'not_opened' | 'forbidden'
  constructor(code: ImpossibleRecord['code'], record: Recorded<CaseEvent>, detail = '') {
    super(`${record.stream}/${record.version} (${record.event.type}) cannot follow: ${code} ${detail}`.trimEnd())
    this.code = code
  }
}
