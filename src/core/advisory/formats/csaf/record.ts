import { z } from 'zod'
import { list } from '../parts.ts'
import type { Csaf } from './document.ts'
import { documentOf } from './documentPart.ts'
import type { CsafVersion } from './parts.ts'
import { referenceProblems } from './references.ts'
import { productTreeOf } from './treePart.ts'
import { vulnerabilityOf } from './vulnerabilityPart.ts'

export const draftSchema = 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json'

function csafOf(csaf: CsafVersion) {
  return z
    .strictObject({
      ...(csaf === '2.1' ? { $schema: z.literal(draftSchema) } : {}),
      document: documentOf(csaf),
      product_tree: productTreeOf(csaf).exactOptional(),
      vulnerabilities: list(vulnerabilityOf(csaf)).exactOptional(),
    })
    .superRefine((record, context) => {
      for (const { path, message, code } of referenceProblems(record as unknown as Csaf)) {
        context.addIssue({ code: 'custom', path: [...path], message, params: { code } })
      }
    })
}

const schemas: Partial<Record<CsafVersion, ReturnType<typeof csafOf>>> = {}

/**
 * CSAF 2.0 (OASIS, https://docs.oasis-open.org/csaf/csaf/v2.0/) or the draft of 2.1; the reference validator knows the
 * rules beyond. Made when it is first asked for: it is large, and most processes never do.
 */
export function csafSchema(csaf: CsafVersion) {
  return (schemas[csaf] ??= csafOf(csaf))
}
