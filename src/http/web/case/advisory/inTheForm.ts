import type { Problem } from '../../../gate/index.ts'
import type { Sent } from '../seen.ts'
import { fieldAt, lineOf, outlineOf, sheetSent } from './reading.ts'

/** Says problems of the document where the form has the field. */
export function inTheForm(sent: Sent, problem: Problem): Problem {
  if (problem.fields === undefined) return problem
  const { places } = outlineOf(sheetSent(sent))
  return {
    ...problem,
    fields: problem.fields.map(({ field, says }) => ({
      field: fieldAt(field, places),
      says: `${lineOf(field)}${says}`,
    })),
  }
}
