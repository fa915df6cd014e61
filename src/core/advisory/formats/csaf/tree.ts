import type { AffectedPackage, AffectedRange } from '../../affected.ts'
import { purlAt, purlOf, splitPurl, toVers } from '../names/index.ts'
import type { Branch, CsafVersion, Product } from './parts.ts'

/** Stands where CSAF wants a name and a draft has none. */
export const unnamed = 'unnamed'
/** Whose address a repository of git ranges is. */
export const gitNamespace = 'https://git-scm.com'

export interface Tree {
  readonly branches: readonly Branch[]
  readonly affected: readonly string[]
  readonly fixed: readonly string[]
}

/**
 * Packages as a tree: vendor, ecosystem (as a product family), package, and below each its ranges, versions and fixed
 * versions. Ids count up, so that the same advisory always has the same.
 */
export function treeOf(packages: readonly AffectedPackage[], vendor: string, csaf: CsafVersion): Tree {
  const affected: string[] = []
  const fixed: string[] = []
  let count = 0
  const id = (into: string[]) => {
    count += 1
    into.push(`P${count}`)
    return `P${count}`
  }
  const families: { category: string; name: string; branches: Branch[] }[] = []
  const loose: Branch[] = []
  for (const part of packages) {
    const branch = branchOf(
      part,
      csaf,
      () => id(affected),
      () => id(fixed),
    )
    const { ecosystem } = part.package
    if (ecosystem === '') {
      loose.push(branch)
      continue
    }
    const last = families.at(-1)
    if (last?.name === ecosystem) last.branches.push(branch)
    else families.push({ category: 'product_family', name: ecosystem, branches: [branch] })
  }
  const below = [...families, ...loose]
  return {
    branches: below.length === 0 ? [] : [{ category: 'vendor', name: vendor, branches: below }],
    affected,
    fixed,
  }
}

function branchOf(part: AffectedPackage, csaf: CsafVersion, affectedId: () => string, fixedId: () => string): Branch {
  const { package: named, ranges, versions = [] } = part
  const name = named.name === '' ? unnamed : named.name
  const product = (suffix: string, id: string, purl: string | undefined, repo?: string): Product => {
    const urls = purl === undefined ? {} : csaf === '2.1' ? { purls: [purl] } : { purl }
    const uris = repo === undefined ? {} : { x_generic_uris: [{ namespace: gitNamespace, uri: repo }] }
    const helper = { ...urls, ...uris }
    return {
      name: suffix === '' ? name : `${name} ${suffix}`,
      product_id: id,
      ...(Object.keys(helper).length === 0 ? {} : { product_identification_helper: helper }),
    }
  }
  const made = purlOf(part)
  const purl = made === undefined || splitPurl(made).version === undefined ? made : undefined
  if (ranges.length === 0 && versions.length === 0) {
    return { category: 'product_name', name, product: product('', affectedId(), purl) }
  }
  const at = (version: string) => (purl === undefined ? undefined : purlAt(purl, version))
  const ends = [...new Set(ranges.flatMap((range) => (range.type === 'GIT' ? [] : (range.fixed ?? []))))]
  const range = (one: AffectedRange): Branch => {
    const text = toVers(one, named.ecosystem)
    return {
      category: 'product_version_range',
      name: text,
      product: product(text, affectedId(), purl, one.type === 'GIT' ? one.repo : undefined),
    }
  }
  const version = (text: string, id: string): Branch => ({
    category: 'product_version',
    name: text,
    product: product(text, id, at(text)),
  })
  const branches = [
    ...ranges.map(range),
    ...versions.map((text) => version(text, affectedId())),
    ...ends.filter((end) => !versions.includes(end)).map((text) => version(text, fixedId())),
  ]
  return { category: 'product_name', name, branches }
}
