import { exactStamp, isBefore } from '../../core/clock/index.ts'
import type { PersonId, Recorded } from '../../core/kernel/index.ts'
import type { CaseEvent, CaseEventType } from '../../core/process/index.ts'
import type { Visit } from '../ports/index.ts'
import type { World } from '../world.ts'
import { unread } from './threadSeen.ts'
import type { CaseView } from './view.ts'

/** Whoever has not looked for so long was gone: what comes then is a new visit. */
const away = { hours: 1 }
/** Within a visit, looks that show nothing new are noted this often. */
const noted = { minutes: 5 }

/** What others did since somebody's last visit, the newest first. */
export interface Since {
  /** When they left. */
  readonly left: string
  readonly happened: readonly Recorded<CaseEvent>[]
  /** New messages in the thread that they have not read either. */
  readonly messages: number
}

/**
 * What happened on a case since this person looked at it last; this look is kept, beside the case. `null`: they have
 * never been here before.
 */
export async function sinceLastVisit(world: World, person: PersonId, view: CaseView): Promise<Since | null> {
  const { id, version } = view.case
  const [last] = await world.store.visits(person, [id])
  const { before } = await visited(world, last, { person, place: id, upTo: version })
  if (before === null) return null
  const fresh = view.records.filter((one) => one.version > before.upTo)
  return { left: before.left, happened: tellable(fresh, person), messages: unreadIn(view, person, fresh) }
}

/** Keeps a look; what is answered says what the visit before it had seen. */
export async function visited(
  world: World,
  last: Visit | undefined,
  { person, place, upTo }: Pick<Visit, 'person' | 'place' | 'upTo'>,
): Promise<Visit> {
  const now = world.machine.now()
  const visit = nextVisit(last, { person, place, upTo, at: exactStamp(now), before: null }, now)
  if (visit !== last) await world.store.commit({ visits: [visit] })
  return visit
}

function nextVisit(last: Visit | undefined, look: Visit, now: Temporal.Instant): Visit {
  if (last === undefined) return look
  const { before, upTo, at } = last
  const lastLook = Temporal.Instant.from(at)
  const furthest = Math.max(upTo, look.upTo)
  if (isBefore(lastLook.add(away), now)) return { ...look, upTo: furthest, before: { upTo, left: at } }
  const isNoted = furthest === upTo && !isBefore(lastLook.add(noted), now)
  return isNoted ? last : { ...look, upTo: furthest, before }
}

/** The thread tells of these by itself, or they only remind of what stands among the next steps. */
const untold: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'Posted',
  'PostEdited',
  'FileAttached',
  'DeadlineReminded',
  'DutyReminded',
])

/** Of some records what somebody else did and no other page tells, the newest first. */
export function tellable(records: readonly Recorded<CaseEvent>[], person: PersonId): readonly Recorded<CaseEvent>[] {
  return records.filter(({ by, event: { type } }) => by !== person && !untold.has(type)).toReversed()
}

function unreadIn(view: CaseView, person: PersonId, fresh: readonly Recorded<CaseEvent>[]): number {
  const posted = new Set(fresh.flatMap(({ event }) => (event.type === 'Posted' ? [event.post] : [])))
  return unread(view, person).filter(({ post }) => posted.has(post)).length
}
