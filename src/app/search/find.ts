import { exactStamp } from '../../core/clock/index.ts'
import { membersOf } from '../../core/community/index.ts'
import { isRefused, refuse, type CaseId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { soughtIn, wantedBy, type Sought } from '../../core/search/index.ts'
import { lookedThrough, seenIn, shownInList, type Listed } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { lookedAt, planOf } from './plan.ts'

export interface SearchRequest {
  /** As it was typed, filters like `severity:high` among the words. */
  readonly text: string
  /** Filters of a form: they go before those that were typed. */
  readonly filters?: Omit<Sought, 'text'>
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

export interface Found {
  readonly cases: readonly Listed[]
  /** Where the next page begins; `null`: this was the last. */
  readonly next: string | null
  /** True: so many cases have the rarest word that only the newest of them were looked at; told to members. */
  readonly cut: boolean
  /** How many events the index has not taken in yet; 0 for somebody without a seat, whom other cases do not concern. */
  readonly waiting: number
  /** How it was understood. */
  readonly sought: Sought
}

/**
 * The cases that a person may read and that have all of what is sought, the best first. A fixed number of queries. What
 * is rare counts more; but for somebody without a seat nothing counts that they may not read, since how often a word
 * occurs would tell them of other cases; nor is it in a page's length, or in where the next one begins.
 */
export async function findCases(world: World, person: PersonId, request: SearchRequest): Promise<Found | Refused> {
  const sought = soughtIn(request.text, request.filters)
  if (isRefused(sought)) return sought
  const wanted = wantedBy(sought)
  if (isRefused(wanted)) return wanted
  const { phase, overdue } = sought
  if (wanted.length === 0 && phase === undefined && overdue !== true && sought.open === undefined)
    return nothingSought()
  // Both are true of open cases only, and there are few of those.
  const open = phase === undefined ? (overdue === true ? true : (sought.open ?? 'all')) : phase !== 'closed'
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? 30), 1), 200)
  const place = placeIn(request.after, wanted.length)
  const isMember = membersOf(await theCommunity(world), world.machine.now()).includes(person)
  const plan = await planOf(world, isMember ? person : null, wanted, open)
  const { found, looked } = await world.store.search({
    person,
    open,
    ...(phase === undefined ? {} : { phase }),
    ...(overdue === true ? { dueBefore: exactStamp(world.machine.now()) } : {}),
    wanted: plan.wanted.map((one, index) => ({ ...one, times: place?.times[index] ?? one.times })),
    first: plan.first,
    within: lookedAt,
    limit: isMember ? limit + 1 : lookedThrough,
    ...(place === undefined ? {} : { after: place }),
  })
  const { waiting } = await world.store.indexState()
  const theirs = isMember ? found : await seenIn(world, person, found, true)
  const shown = theirs.slice(0, limit)
  const last = shown.at(-1)
  const times = plan.wanted.map((one, index) => place?.times[index] ?? one.times)
  const more = theirs.length > limit && last !== undefined
  return {
    cases: await shownInList(world, person, shown),
    next: more ? `${last.score}~${last.updated}~${last.case}~${times.join('.')}` : null,
    cut: isMember && looked >= lookedAt,
    waiting: isMember ? waiting : 0,
    sought,
  }
}

function nothingSought(): Refused {
  return refuse(
    'nothing_sought',
    '-',
    'There is nothing to look for.',
    'Give a word, the beginning of one (three letters), an id, a package, a name, or a filter.',
  )
}

/** Where a page begins, as `next` of the page before told it; anything else begins at the start. */
function placeIn(after: string | undefined, words: number) {
  const form = /^(\d{1,6})~(\d{4}-\d\d-\d\dT[\d:.]{5,18}Z)~(c-[0-9a-z]{12})~((?:\d{1,2}\.)*\d{1,2})?$/
  const [, score, updated, id, factors = ''] = form.exec(after ?? '') ?? []
  if (score === undefined || updated === undefined || id === undefined) return undefined
  const times = factors === '' ? [] : factors.split('.').map(Number)
  return times.length === words ? { score: Number(score), updated, case: id as CaseId, times } : undefined
}
