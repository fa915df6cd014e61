import { schemeFor } from './ecosystems.ts'
import { versionAt, type EventRange, type PackageVersions } from './events.ts'
import type { VersionScheme } from './schemes/index.ts'
import { standingOf } from './standing.ts'
import type { Doubt, Verdict } from './verdict.ts'
import { eventsInWords, packageInWords } from './words.ts'

/** How the version stands to one range, or to the list of single versions. */
type Finding = { readonly why: string } & (
  | { readonly kind: 'inside' | 'outside' }
  | { readonly kind: 'past'; readonly fixed: string }
  | { readonly kind: 'unclear'; readonly doubt: Doubt }
)

/** A range of versions, with the order that holds in it. */
interface Ordered {
  readonly range: EventRange
  readonly scheme: VersionScheme
}

/** The answer for one package. One range that holds the version is enough; one that is unclear leaves a doubt. */
export function answerFor(entries: readonly PackageVersions[], named: PackageVersions, version: string): Verdict {
  const findings = entries.flatMap((entry) => findingsIn(entry, version))
  const ordered = entries.flatMap(orderedRanges)
  const { ecosystem, name } = named.package
  const shared = {
    package: { ecosystem, name },
    version,
    because: findings.map(({ why }) => why),
    rule: ordered[0]?.scheme.rule ?? null,
  }
  const it = `${version} of ${packageInWords(named.package)}`
  if (findings.some(({ kind }) => kind === 'inside')) {
    const fixedIn = nextFixes(version, entries, ordered)
    const then = fixedIn.length === 0 ? 'No fixed version is written down.' : `The fix is in ${fixedIn.join(' or ')}.`
    return { ...shared, answer: 'affected', doubt: null, fixedIn, says: `${it} is affected. ${then}` }
  }
  const unclear = findings.find((finding) => finding.kind === 'unclear')
  if (unclear?.kind === 'unclear') {
    const says = `It cannot be told whether ${it} is affected: ${unclear.why}.`
    return { ...shared, answer: 'cannot_tell', doubt: unclear.doubt, fixedIn: [], says }
  }
  const fixedIn = [...new Set(findings.flatMap((finding) => (finding.kind === 'past' ? [finding.fixed] : [])))]
  if (fixedIn.length > 0) {
    const says = `${it} is not affected: it was fixed in ${fixedIn.join(' and ')}.`
    return { ...shared, answer: 'fixed', doubt: null, fixedIn, says }
  }
  return { ...shared, answer: 'not_affected', doubt: null, fixedIn: [], says: `${it} is not affected.` }
}

function orderedRanges({ package: { ecosystem }, ranges }: PackageVersions): readonly Ordered[] {
  return ranges.flatMap((range) => (range.type === 'GIT' ? [] : [{ range, scheme: schemeFor(ecosystem, range.type) }]))
}

function findingsIn(entry: PackageVersions, version: string): readonly Finding[] {
  const { ranges, versions } = entry
  if (ranges.length === 0 && versions.length === 0) {
    return [{ kind: 'unclear', doubt: 'nothing_written', why: 'the affected versions are not written down' }]
  }
  if (isListed(version, entry)) return [{ kind: 'inside', why: `${version} is listed as affected` }]
  const count = versions.length === 1 ? 'the one version' : `the ${versions.length} versions`
  const list: Finding[] =
    versions.length === 0 ? [] : [{ kind: 'outside', why: `${version} is not among ${count} listed as affected` }]
  if (isCommit(version)) return [...list, ...commitFindings(ranges, version)]
  const ordered = orderedRanges(entry)
  if (ordered.length === 0 && ranges.length > 0) return [...list, onlyCommits]
  return [...list, ...ordered.map((one) => rangeFinding(one, version))]
}

const onlyCommits: Finding = {
  kind: 'unclear',
  doubt: 'commits_only',
  why: 'the affected versions are written down as git commits only; ask for a commit',
}

/** Equal in the order of its ecosystem, or letter by letter. */
function isListed(version: string, { package: { ecosystem }, ranges, versions }: PackageVersions): boolean {
  if (versions.includes(version)) return true
  const scheme = schemeFor(ecosystem, ranges.some(({ type }) => type === 'SEMVER') ? 'SEMVER' : 'ECOSYSTEM')
  const reads = (one: string) => scheme.problem(one) === undefined
  return reads(version) && versions.some((one) => reads(one) && scheme.compare(one, version) === 0)
}

function rangeFinding({ range, scheme }: Ordered, version: string): Finding {
  const problem = scheme.problem(version)
  if (problem !== undefined) {
    return { kind: 'unclear', doubt: 'unreadable_version', why: `${version} ${problem}` }
  }
  const words = eventsInWords(range)
  const standing = standingOf(version, range, scheme)
  switch (standing.kind) {
    case 'inside':
      return { kind: 'inside', why: `${version} is in the range “${words}”` }
    case 'past':
      return { kind: 'past', fixed: standing.fixed, why: `${version} comes after the range “${words}”` }
    case 'outside':
      return { kind: 'outside', why: `${version} is not in the range “${words}”` }
    case 'unclear':
      return { kind: 'unclear', doubt: standing.doubt, why: standing.says }
  }
}

function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

/** Which commits lie between two others only their repository knows: here, those that are named themselves. */
function commitFindings(ranges: readonly EventRange[], commit: string): readonly Finding[] {
  const git = ranges.filter(({ type }) => type === 'GIT')
  if (git.length === 0) {
    const why = 'the affected versions are written down as versions, and this is a commit'
    return [{ kind: 'unclear', doubt: 'unreadable_version', why }]
  }
  return git.map((range): Finding => {
    const named = range.events.find((event) => versionAt(event) === commit)
    const isEverything = range.events.every((event) => 'introduced' in event && event.introduced === '0')
    const short = commit.slice(0, 12)
    if (named === undefined && !isEverything) {
      const why = `whether ${short} lies in “${eventsInWords(range)}” only the repository’s history tells`
      return { kind: 'unclear', doubt: 'commits_only', why }
    }
    if (named !== undefined && 'fixed' in named) return { kind: 'past', fixed: commit, why: `${short} is the fix` }
    if (named !== undefined && 'limit' in named) return { kind: 'outside', why: `the range ends before ${short}` }
    return { kind: 'inside', why: `${short} is in the range “${eventsInWords(range)}”` }
  })
}

/** For each order: the smallest fixed version above this one that no range holds and no list names. */
function nextFixes(version: string, entries: readonly PackageVersions[], ordered: readonly Ordered[]): string[] {
  const found = [...new Set(ordered.map(({ scheme }) => scheme))].flatMap((scheme) => {
    if (scheme.problem(version) !== undefined) return []
    const ranges = ordered.filter((one) => one.scheme === scheme).map(({ range }) => range)
    const candidates = ranges
      .flatMap(({ events }) => events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])))
      .filter((fixed) => scheme.problem(fixed) === undefined && scheme.compare(version, fixed) < 0)
      .toSorted((one, other) => scheme.compare(one, other))
    const isFree = (fixed: string) =>
      ranges.every((range) => standingOf(fixed, range, scheme).kind !== 'inside') &&
      !entries.some((entry) => isListed(fixed, entry))
    const [next] = candidates.filter(isFree)
    return next === undefined ? [] : [next]
  })
  return [...new Set(found)]
}
