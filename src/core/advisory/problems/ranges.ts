import type { AdvisoryDocument } from '../document.ts'
import type { AffectedRange } from '../affected.ts'
import { isOrdered, rangeInWords, schemeFor, type VersionScheme } from '../versions/index.ts'
import type { Found } from './problem.ts'

type Ends = 'introduced' | 'fixed' | 'lastAffected'
const ends: readonly Ends[] = ['introduced', 'fixed', 'lastAffected']

/** An interval that can be placed among others of its package. */
interface Interval {
  readonly range: AffectedRange
  readonly field: string
}

/** What is wrong with the ranges of all entries; intervals of one package are held against each other. */
export function rangeProblems({ affected }: AdvisoryDocument): Found[] {
  const found: Found[] = []
  const together = new Map<string, { scheme: VersionScheme; intervals: Interval[] }>()
  affected.forEach(({ package: { ecosystem, name }, ranges, versions = [] }, entry) => {
    const at = `affected[${entry}]`
    if (isOrdered(ecosystem)) found.push(...unreadable(versions, schemeFor(ecosystem, 'ECOSYSTEM'), `${at}.versions`))
    ranges.forEach((range, index) => {
      const field = `${at}.ranges[${index}]`
      if (range.type === 'GIT') {
        found.push(...emptyGit(range, field))
        return
      }
      const scheme = schemeFor(ecosystem, range.type)
      const wrong = unreadableEnds(range, scheme, field, isOrdered(ecosystem) || range.type === 'SEMVER')
      found.push(...wrong.problems)
      if (!wrong.placeable) return
      const turned = turnedRound(range, scheme, field)
      if (turned !== undefined) {
        found.push(turned)
        return
      }
      const key = JSON.stringify([ecosystem, name, scheme.name])
      const group = together.get(key) ?? { scheme, intervals: [] }
      group.intervals.push({ range, field })
      together.set(key, group)
    })
  })
  return [...found, ...[...together.values()].flatMap(({ scheme, intervals }) => against(intervals, scheme))]
}

/** Only the first few: one wrong ecosystem makes thousands of versions unreadable. */
function unreadable(versions: readonly string[], scheme: VersionScheme, field: string): Found[] {
  const wrong = versions.filter((version) => scheme.problem(version) !== undefined)
  const [first, ...more] = wrong
  if (first === undefined) return []
  const others = more.length === 0 ? '' : `, nor are ${more.length} more`
  const says = `${first} ${scheme.problem(first) ?? ''}${others}`
  return [{ code: 'version_unreadable', field, says, instead: 'Write versions as their ecosystem does.' }]
}

function unreadableEnds(range: AffectedRange, scheme: VersionScheme, field: string, judged: boolean) {
  const wrong = ends.flatMap((end) => {
    const version = range[end]
    const problem = version === undefined || version === '0' ? undefined : scheme.problem(version)
    return problem === undefined ? [] : [{ end, says: `${version} ${problem}` }]
  })
  const problems = wrong.map(({ end, says }): Found => {
    const instead = 'Write the version as its ecosystem does, or correct the ecosystem.'
    return { code: 'version_unreadable', field: `${field}.${end}`, says, instead }
  })
  return { placeable: wrong.length === 0, problems: judged ? problems : [] }
}

function emptyGit(range: AffectedRange, field: string): Found[] {
  if (range.fixed === undefined || range.fixed !== range.introduced) return []
  const says = 'the commit that brought the problem in cannot be the one that fixes it'
  return [{ code: 'range_is_empty', field: `${field}.fixed`, says, instead: 'Name the commit that carries the fix.' }]
}

function turnedRound(range: AffectedRange, scheme: VersionScheme, field: string): Found | undefined {
  const end = range.fixed === undefined ? 'lastAffected' : 'fixed'
  const last = range[end]
  if (last === undefined) return undefined
  const stands = place(scheme)(last, range.introduced)
  if (stands > 0 || (stands === 0 && end === 'lastAffected')) return undefined
  const says =
    stands === 0
      ? `the range ends where it begins, at ${last}: it holds no version`
      : `${last} comes before ${range.introduced}, where the range begins`
  const code = stands === 0 ? 'range_is_empty' : 'range_ends_before_it_begins'
  return { code, field: `${field}.${end}`, says, instead: 'Exchange the two, or correct the one that is wrong.' }
}

/** `0` is before every version (OSV). */
function place(scheme: VersionScheme) {
  return (one: string, other: string) =>
    one === '0' || other === '0' ? Number(other === '0') - Number(one === '0') : scheme.compare(one, other)
}

function against(intervals: readonly Interval[], scheme: VersionScheme): Found[] {
  const compare = place(scheme)
  const endless = intervals.flatMap((one) => neverEnding(one, intervals, compare))
  const unended = new Set(endless.map(({ field }) => field))
  return [
    ...endless,
    ...overlaps(
      intervals.filter(({ field }) => !unended.has(`${field}.fixed`)),
      compare,
    ),
  ]
}

type Compare = (one: string, other: string) => number

/** A version that carries the fix and a range that holds everything after it contradict each other. */
function neverEnding({ range, field }: Interval, all: readonly Interval[], compare: Compare): Found[] {
  if (range.fixed !== undefined || range.lastAffected !== undefined) return []
  const fixed = all.flatMap((one) => one.range.fixed ?? []).find((at) => compare(at, range.introduced) > 0)
  if (fixed === undefined) return []
  const says = `the range “${rangeInWords(range)}” never ends, although ${fixed} carries the fix`
  const instead = `End it with the fixed version (${fixed}?) or with the last affected one.`
  return [{ code: 'range_never_ends', field: `${field}.fixed`, says, instead }]
}

/** In the order of their beginnings, each interval has to begin after all before it have ended. */
function overlaps(intervals: readonly Interval[], compare: Compare): Found[] {
  const found: Found[] = []
  let furthest: Interval | undefined
  const sorted = intervals.toSorted((one, other) => compare(one.range.introduced, other.range.introduced))
  for (const one of sorted) {
    if (furthest !== undefined && !isBeyond(one.range.introduced, furthest.range, compare)) {
      const says = `the range “${rangeInWords(one.range)}” overlaps “${rangeInWords(furthest.range)}”`
      const instead = 'Make one range of the two, or let one end before the other begins.'
      found.push({ code: 'ranges_overlap', field: `${one.field}.introduced`, says, instead })
    }
    if (furthest === undefined || endsLater(one.range, furthest.range, compare)) furthest = one
  }
  return found
}

function isBeyond(version: string, { fixed, lastAffected }: AffectedRange, compare: Compare): boolean {
  if (fixed !== undefined) return compare(version, fixed) >= 0
  return lastAffected !== undefined && compare(version, lastAffected) > 0
}

function endsLater(one: AffectedRange, other: AffectedRange, compare: Compare): boolean {
  const end = (range: AffectedRange) => range.fixed ?? range.lastAffected
  const [mine, theirs] = [end(one), end(other)]
  if (theirs === undefined) return false
  if (mine === undefined) return true
  const stands = compare(mine, theirs)
  return stands > 0 || (stands === 0 && one.lastAffected !== undefined)
}
