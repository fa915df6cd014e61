import type { AffectedPackage, AffectedRange } from '../affected.ts'
import type { PackageName } from './packages.ts'

/** OSV's events of a range (https://ossf.github.io/osv-schema/#affectedrangesevents-fields). */
export type RangeEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly last_affected: string }
  | { readonly limit: string }

export interface EventRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT'
  readonly events: readonly RangeEvent[]
}

/** A package with what is affected of it: the shape of an entry of OSV's `affected`. */
export interface PackageVersions {
  readonly package: PackageName
  readonly ranges: readonly EventRange[]
  readonly versions: readonly string[]
}

/** An entry of our document in OSV's terms: one range for each interval. */
export function packageVersions({ package: named, ranges, versions = [] }: AffectedPackage): PackageVersions {
  return { package: named, ranges: ranges.map(eventRange), versions }
}

interface OsvEntry {
  readonly package?: PackageName | undefined
  readonly ranges?: readonly EventRange[] | undefined
  readonly versions?: readonly string[] | undefined
}

/** The entries of an OSV record; those without a package tell of commits only. */
export function osvPackages({ affected }: { readonly affected?: readonly OsvEntry[] | null | undefined }) {
  return (affected ?? []).map(
    ({ package: named = { ecosystem: '', name: '' }, ranges = [], versions = [] }): PackageVersions => ({
      package: named,
      ranges,
      versions,
    }),
  )
}

function eventRange({ type, introduced, fixed, lastAffected }: AffectedRange): EventRange {
  const events: RangeEvent[] = [{ introduced }]
  if (fixed !== undefined) events.push({ fixed })
  if (lastAffected !== undefined) events.push({ last_affected: lastAffected })
  return { type, events }
}

/** The version that an event is about. */
export function versionAt(event: RangeEvent): string {
  if ('introduced' in event) return event.introduced
  if ('fixed' in event) return event.fixed
  return 'limit' in event ? event.limit : event.last_affected
}
