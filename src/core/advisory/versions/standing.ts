import { versionAt, type EventRange, type RangeEvent } from './events.ts'
import type { VersionScheme } from './schemes/index.ts'

/** How a version stands to one range. */
export type Standing =
  | { readonly kind: 'inside' }
  | { readonly kind: 'outside' }
  /** After the version that carries the fix. */
  | { readonly kind: 'past'; readonly fixed: string }
  | { readonly kind: 'unclear'; readonly doubt: 'unreadable_range' | 'release_missing'; readonly says: string }

/**
 * OSV's evaluation (https://ossf.github.io/osv-schema/#evaluation) for a version that the scheme reads: events in the
 * order of their versions, equal ones as they are written; limits bound the whole range; `0` is before everything.
 */
export function standingOf(version: string, { events }: EventRange, scheme: VersionScheme): Standing {
  for (const event of events) {
    const at = versionAt(event)
    if (isOpen(at)) continue
    const problem = scheme.problem(at)
    if (problem !== undefined) return { kind: 'unclear', doubt: 'unreadable_range', says: `${at} ${problem}` }
    const blurred = scheme.blurred?.(version, at)
    if (blurred !== undefined) {
      return {
        kind: 'unclear',
        doubt: 'release_missing',
        says: `${version} and ${at} cannot be told apart: ${blurred}`,
      }
    }
  }
  const limits = events.flatMap((event) => ('limit' in event ? [event.limit] : []))
  const past = (bound: string) => bound !== '*' && (bound === '0' || scheme.compare(version, bound) >= 0)
  if (limits.length > 0 && limits.every(past)) return { kind: 'outside' }
  return walk(version, inOrder(events, scheme), scheme)
}

function walk(version: string, events: readonly RangeEvent[], scheme: VersionScheme): Standing {
  let standing: Standing = { kind: 'outside' }
  for (const event of events) {
    const at = versionAt(event)
    const after = at === '0' ? 1 : scheme.compare(version, at)
    if ('introduced' in event && after >= 0) standing = { kind: 'inside' }
    else if (standing.kind !== 'inside') continue
    else if ('fixed' in event && after >= 0) standing = { kind: 'past', fixed: event.fixed }
    else if ('last_affected' in event && after > 0) standing = { kind: 'outside' }
  }
  return standing
}

function inOrder(events: readonly RangeEvent[], scheme: VersionScheme): readonly RangeEvent[] {
  const place = (one: string, other: string) => {
    if (one === '0' || other === '0') return Number(other === '0') - Number(one === '0')
    return scheme.compare(one, other)
  }
  return events.filter((event) => !('limit' in event)).toSorted((one, other) => place(versionAt(one), versionAt(other)))
}

/** OSV: `0` is before every version, `*` after. */
function isOpen(version: string): boolean {
  return version === '0' || version === '*'
}
