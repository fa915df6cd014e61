import type { ProblemCode } from '../problems.ts'
import type { Branch } from './parts.ts'
import type { Csaf } from './document.ts'

interface Found {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly code: ProblemCode
}

/**
 * What no schema sees: ids that are defined twice (6.1.2, 6.1.5), used but never defined (6.1.1, 6.1.4), and products
 * that are made of themselves (6.1.3), which would send a reader in circles.
 */
export function referenceProblems(record: Csaf): Found[] {
  const tree = record.product_tree ?? {}
  const defined = new Map<string, readonly (string | number)[]>()
  const found: Found[] = []
  const define = (id: string, path: readonly (string | number)[], message: string) => {
    if (defined.has(id)) found.push({ path, message, code: 'duplicate_id' })
    defined.set(id, path)
  }
  const walk = (branches: readonly Branch[], path: readonly (string | number)[]) => {
    branches.forEach((branch, index) => {
      const here = [...path, index]
      if (branch.product !== undefined) {
        define(branch.product.product_id, [...here, 'product', 'product_id'], 'must be an id that no other product has')
      }
      walk(branch.branches ?? [], [...here, 'branches'])
    })
  }
  walk(tree.branches ?? [], ['product_tree', 'branches'])
  tree.full_product_names?.forEach(({ product_id: id }, index) =>
    define(id, ['product_tree', 'full_product_names', index, 'product_id'], 'must be an id that no other product has'),
  )
  tree.relationships?.forEach(({ full_product_name: { product_id: id } }, index) => {
    const path = ['product_tree', 'relationships', index, 'full_product_name', 'product_id']
    define(id, path, 'must be an id that no other product has')
  })
  const products = new Set(defined.keys())
  tree.product_groups?.forEach(({ group_id: id }, index) =>
    define(
      `group ${id}`,
      ['product_tree', 'product_groups', index, 'group_id'],
      'must be an id that no other group has',
    ),
  )
  if ('product_paths' in tree) return found
  found.push(...cycles(record))
  record.vulnerabilities?.forEach((vulnerability, index) => {
    for (const [status, ids = []] of Object.entries(vulnerability.product_status ?? {})) {
      ids.forEach((id, nth) => {
        if (products.has(id)) return
        const path = ['vulnerabilities', index, 'product_status', status, nth]
        found.push({ path, message: 'must be the id of a product in the tree', code: 'unknown_id' })
      })
    }
  })
  return found
}

/** A product that comes about by a relationship must not be part of itself, however long the way. */
function cycles({ product_tree: tree }: Csaf): Found[] {
  const made = new Map<string, readonly string[]>(
    (tree?.relationships ?? []).map((one) => [
      one.full_product_name.product_id,
      [one.product_reference, one.relates_to_product_reference],
    ]),
  )
  const safe = new Set<string>()
  const leadsBack = (start: string): boolean => {
    const seen = new Set<string>()
    const open = [...(made.get(start) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true
      if (seen.has(next) || safe.has(next)) continue
      seen.add(next)
      open.push(...(made.get(next) ?? []))
    }
    safe.add(start)
    return false
  }
  return (tree?.relationships ?? []).flatMap((one, index) =>
    leadsBack(one.full_product_name.product_id)
      ? [
          {
            path: ['product_tree', 'relationships', index],
            message: 'must not make a product out of itself',
            code: 'cyclic' as const,
          },
        ]
      : [],
  )
}
