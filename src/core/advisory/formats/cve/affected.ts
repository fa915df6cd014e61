import { AffectedPackage, AffectedRange } from '../../affected.ts'
import { version as plainVersion } from '../../fields.ts'
import { ecosystemOf, splitPurl } from '../names/index.ts'
import type { Reading } from '../reading.ts'
import type { CnaContainer } from './record.ts'
import { unnamed } from './write.ts'

type Affected = CnaContainer['affected'][number]
type Entry = NonNullable<Affected['versions']>[number]

/** One affected product of a record, as the advisory's package. */
export function affectedOf(part: Affected, at: string, from: Reading<object>): AffectedPackage[] {
  const { vendor, product, packageName, collectionURL, packageURL, repo, versions, defaultStatus } = part
  if (vendor === unnamed && product === unnamed && versions === undefined && packageURL === undefined) return []
  const purlType = packageURL === undefined ? '' : (/^pkg:([^/]+)/.exec(packageURL)?.[1] ?? '')
  const collected = collectionURL === undefined ? '' : ecosystemOf('collection', collectionURL)
  const ecosystem = collected === '' ? ecosystemOf('purl', purlType) : collected
  const name = packageName ?? (product === undefined || product === unnamed ? '' : product)
  if (vendor !== undefined && vendor !== unnamed) from.lost(`${at}/vendor`, 'an advisory names packages, not vendors')
  if (product !== undefined && product !== name && product !== unnamed)
    from.lost(`${at}/product`, 'the package’s name stands')
  if (collectionURL !== undefined && ecosystem === '')
    from.lost(`${at}/collectionURL`, 'no ecosystem is known at this address')
  if (defaultStatus === 'affected')
    from.lost(`${at}/defaultStatus`, 'an advisory lists what is affected; it cannot say “all others”')
  const ranges: AffectedRange[] = []
  const single: string[] = []
  ;(versions ?? []).forEach((entry, index) => {
    const here = `${at}/versions/${index}`
    if (entry.status !== 'affected') from.lost(here, 'an advisory lists what is affected, and this is not')
    else if (entry.lessThan === undefined && entry.lessThanOrEqual === undefined) {
      single.push(...from.kept(plainVersion, entry.version, here))
      if (entry.versionType !== undefined) from.seen(`${here}/versionType`)
    } else ranges.push(...rangeOf(entry, repo, here, from))
  })
  if (repo !== undefined && !ranges.some(({ type }) => type === 'GIT'))
    from.lost(`${at}/repo`, 'only git ranges have a repository')
  const named = { ecosystem, name, ...(packageURL === undefined ? {} : { purl: splitPurl(packageURL).purl }) }
  return from.kept(
    AffectedPackage,
    { package: named, ranges, ...(single.length === 0 ? {} : { versions: single }) },
    at,
  )
}

function rangeOf(entry: Entry, repo: string | undefined, at: string, from: Reading<object>): AffectedRange[] {
  const { version, lessThan, lessThanOrEqual, versionType, changes = [] } = entry
  const [change] = changes
  const fixedWithin = change?.status === 'unaffected' ? change.at : undefined
  changes.forEach((_, index) => {
    if (index > 0 || fixedWithin === undefined)
      from.lost(`${at}/changes/${index}`, 'a range of an advisory has one end')
  })
  const fixed = fixedWithin ?? (lessThan === '*' ? undefined : lessThan)
  const end = lessThanOrEqual === undefined || fixedWithin !== undefined ? { fixed } : { lastAffected: lessThanOrEqual }
  const bounds = { introduced: version, ...(Object.values(end)[0] === undefined ? {} : end) }
  if (versionType === 'git' && repo !== undefined) return from.kept(AffectedRange, { type: 'GIT', repo, ...bounds }, at)
  const semantic = AffectedRange.safeParse({ type: 'SEMVER', ...bounds })
  if (versionType === 'semver' && semantic.success) return [semantic.data]
  return from.kept(AffectedRange, { type: 'ECOSYSTEM', ...bounds }, at)
}
