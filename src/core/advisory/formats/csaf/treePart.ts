import { z } from 'zod'
import { list, notEmpty } from '../parts.ts'
import * as parts from './parts.ts'

const { some, productId } = parts

const relations = [
  'default_component_of',
  'external_component_of',
  'installed_on',
  'installed_with',
  'optional_component_of',
] as const

/** Section 3.2.2: the products that the document speaks of. */
export function productTreeOf(csaf: parts.CsafVersion) {
  const full = parts.fullName(csaf)
  const paths =
    csaf === '2.0'
      ? {
          relationships: list(
            z.strictObject({
              category: z.enum(relations),
              full_product_name: full,
              product_reference: productId,
              relates_to_product_reference: productId,
            }),
          ).exactOptional(),
        }
      : {
          product_paths: list(
            z.strictObject({
              beginning_product_reference: productId,
              full_product_name: full,
              subpaths: list(z.strictObject({ category: z.enum(relations), next_product_reference: productId })),
            }),
          ).exactOptional(),
        }
  return notEmpty(
    z.strictObject({
      branches: parts.branches(csaf).exactOptional(),
      full_product_names: list(full).exactOptional(),
      product_groups: list(
        z.strictObject({
          group_id: productId,
          product_ids: list(productId, { least: 2, distinct: true }),
          summary: some.exactOptional(),
        }),
      ).exactOptional(),
      ...paths,
    }),
  )
}
