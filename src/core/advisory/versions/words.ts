import type { AffectedPackage, AffectedRange } from '../affected.ts'
import type { EventRange } from './events.ts'
import type { PackageName } from './packages.ts'

/** An interval of affected versions as people say it: `1.2.0 or newer, before 1.4.2`. */
export function rangeInWords(range: AffectedRange): string {
  const { type, introduced, fixed, lastAffected } = range
  return intervalInWords(type, introduced, fixed, lastAffected)
}

/** All intervals of a range of events, in the order in which they are written. */
export function eventsInWords({ type, events }: EventRange): string {
  const intervals: { introduced: string; fixed?: string; last?: string }[] = []
  const limits: string[] = []
  for (const event of events) {
    const open = intervals.at(-1)
    if ('introduced' in event) intervals.push({ introduced: event.introduced })
    else if ('limit' in event) limits.push(`before ${shown(type, event.limit)}`)
    else if (open !== undefined && 'fixed' in event) open.fixed = event.fixed
    else if (open !== undefined && 'last_affected' in event) open.last = event.last_affected
  }
  const words = intervals.map(({ introduced, fixed, last }) => intervalInWords(type, introduced, fixed, last))
  return [words.join('; '), ...limits].join(', at most ')
}

function intervalInWords(type: AffectedRange['type'], introduced: string, fixed?: string, last?: string): string {
  const from = shown(type, introduced)
  const whole = introduced === '0'
  const unit = type === 'GIT' ? 'commits' : 'versions'
  if (fixed !== undefined) {
    const end = shown(type, fixed)
    return whole ? `all ${unit} before ${end}` : `${from} or newer, before ${end}`
  }
  if (last !== undefined) {
    const end = shown(type, last)
    return whole ? `all ${unit} up to ${end}` : `${from} to ${end}`
  }
  return whole ? `all ${unit}` : `${from} and everything newer`
}

/** Commits by their first twelve digits. */
function shown(type: AffectedRange['type'], at: string): string {
  return type === 'GIT' ? at.slice(0, 12) : at
}

/** The versions that a reader should upgrade to; git commits are nothing that one installs. */
export function fixedVersions({ ranges }: AffectedPackage): readonly string[] {
  return [...new Set(ranges.flatMap(({ type, fixed }) => (type === 'GIT' || fixed === undefined ? [] : [fixed])))]
}

/** `cosign (Go)`. */
export function packageInWords({ name, ecosystem }: PackageName): string {
  if (name === '') return ecosystem === '' ? 'a package without a name' : ecosystem
  return ecosystem === '' ? name : `${name} (${ecosystem})`
}
