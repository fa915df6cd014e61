import { AffectedPackage, AffectedRange } from '../../affected.ts'
import { version as plainVersion } from '../../fields.ts'
import { ecosystemOf, fromVers, splitPurl } from '../names/index.ts'
import { isEcosystem } from '../osv/index.ts'
import type { Reading } from '../reading.ts'
import type { Branch, Product } from './parts.ts'
import type { Csaf, Vulnerability } from './document.ts'
import { gitNamespace, unnamed } from './tree.ts'

interface Leaf {
  readonly product: Product
  readonly at: string
  /** From the outermost branch to the product's own. */
  readonly way: readonly Branch[]
}

/** The packages that a vulnerability affects, out of the product tree. */
export function packagesOf(from: Reading<Csaf>, source: Csaf): AffectedPackage[] {
  const status = source.vulnerabilities?.[0]?.product_status ?? {}
  const affected = new Set(affectedStatuses.flatMap((name) => status[name] ?? []))
  const fixed = new Set(fixedStatuses.flatMap((name) => status[name] ?? []))
  for (const name of [...affectedStatuses, ...fixedStatuses]) from.seen(`/vulnerabilities/0/product_status/${name}`)
  const leaves = leavesOf(from.record)
  const all: Found[] = []
  for (const leaf of leaves) {
    const { product_id: id } = leaf.product
    if (affected.has(id)) place(leaf, all, from)
    else if (fixed.has(id)) endOf(leaf, all, from)
    else if (Object.keys(status).length > 0) from.lost(leaf.at, 'an advisory names what is affected, and this is not')
    else place(leaf, all, from)
  }
  return all.flatMap(({ ecosystem, name, purl, ranges, versions, at }) =>
    from.kept(
      AffectedPackage,
      {
        package: { ecosystem, name, ...(purl === undefined ? {} : { purl }) },
        ranges,
        ...(versions.length === 0 ? {} : { versions }),
      },
      at,
    ),
  )
}

const affectedStatuses: readonly (keyof NonNullable<Vulnerability['product_status']>)[] = [
  'known_affected',
  'first_affected',
  'last_affected',
]
const fixedStatuses = ['fixed', 'first_fixed'] as const

interface Found {
  /** The branch that stands for the package, which tells it from others of the same name. */
  readonly key: string
  readonly ecosystem: string
  readonly name: string
  purl: string | undefined
  readonly ranges: AffectedRange[]
  readonly versions: string[]
  readonly at: string
}

function leavesOf({ product_tree: tree }: Csaf): Leaf[] {
  const found: Leaf[] = []
  const walk = (branches: readonly Branch[], at: string, way: readonly Branch[]) => {
    branches.forEach((branch, index) => {
      const here = `${at}/${index}`
      if (branch.product !== undefined) found.push({ product: branch.product, at: here, way: [...way, branch] })
      walk(branch.branches ?? [], `${here}/branches`, [...way, branch])
    })
  }
  walk(tree?.branches ?? [], '/product_tree/branches', [])
  tree?.full_product_names?.forEach((product, index) => {
    found.push({ product, at: `/product_tree/full_product_names/${index}`, way: [] })
  })
  return found
}

/** Which package a leaf is of. The product's full name repeats what its branches say. */
function foundFor({ product, at, way }: Leaf, all: Found[], from: Reading<Csaf>): Found {
  const helper = product.product_identification_helper
  const given = helper?.purl ?? helper?.purls?.[0]
  const purl = given === undefined ? undefined : splitPurl(given).purl
  const [, type = ''] = /^pkg:([^/]+)\//.exec(purl ?? '') ?? []
  let ecosystem = ecosystemOf('purl', type)
  let name = ''
  let key = at
  way.forEach(({ category, name: called }, depth) => {
    const here = at
      .split('/')
      .slice(0, 4 + depth * 2)
      .join('/')
    if (category === 'product_family' && isEcosystem(called)) ecosystem = called
    else if (category === 'product_family' && way.length > depth + 1 && ecosystem === '') ecosystem = called
    else if (category === 'product_name') {
      name = called === unnamed ? '' : called
      key = here
    }
  })
  const full = product.name
  if (name === '' && way.every(({ category }) => category !== 'product_name')) name = full
  from.seen(`${at}/product/name`, `${at}/product/product_id`, `${at}/product_id`)
  const known = all.find((one) => one.key === key)
  const found = known ?? { key, ecosystem, name, purl, ranges: [], versions: [], at }
  if (known === undefined) all.push(found)
  return found
}

function place(leaf: Leaf, all: Found[], from: Reading<Csaf>): void {
  const found = foundFor(leaf, all, from)
  const last = leaf.way.at(-1)
  const helper = leaf.product.product_identification_helper
  for (const { category, name } of leaf.way) {
    if (!placed.has(category)) from.lost(leaf.at, `an advisory has no place for ${category} ${name}`)
  }
  if (last?.category === 'product_version') {
    found.versions.push(...from.kept(plainVersion, last.name, leaf.at))
    return
  }
  if (last?.category !== 'product_version_range') {
    const version = helper?.purl === undefined ? undefined : splitPurl(helper.purl).version
    if (version !== undefined) found.versions.push(...from.kept(plainVersion, version, leaf.at))
    return
  }
  const interval = fromVers(last.name)
  if (interval === undefined) {
    from.lost(`${leaf.at}/name`, 'this is no single interval in the notation vers')
    return
  }
  const { type, introduced, fixed, lastAffected } = interval
  const uri = helper?.x_generic_uris?.find(({ namespace }) => namespace === gitNamespace)?.uri
  const range = {
    type,
    ...(type === 'GIT' ? { repo: uri } : {}),
    introduced,
    ...(fixed === undefined ? {} : { fixed }),
    ...(lastAffected === undefined ? {} : { lastAffected }),
  }
  found.ranges.push(...from.kept(AffectedRange, range, leaf.at))
}

const placed = new Set(['vendor', 'product_family', 'product_name', 'product_version', 'product_version_range'])

/** A fixed version is the end of a range, or it is lost: an advisory has no other place for it. */
function endOf(leaf: Leaf, all: Found[], from: Reading<Csaf>): void {
  const key = leaf.way.findLastIndex(({ category }) => category === 'product_name')
  const name = leaf.way[key]?.name
  const version = leaf.way.at(-1)?.name
  const known = all.find((one) => one.name === (name === unnamed ? '' : name) && leaf.at.startsWith(`${one.key}/`))
  const ends = known?.ranges.some(({ fixed }) => fixed === version) ?? false
  if (ends) from.seen(leaf.at)
  else from.lost(leaf.at, 'no range of the package ends with this fixed version')
}
