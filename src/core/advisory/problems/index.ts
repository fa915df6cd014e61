import type { AdvisoryDocument } from '../document.ts'
import { packageProblems } from './packages.ts'
import { rowInWords } from './place.ts'
import type { AdvisoryProblem } from './problem.ts'
import { rangeProblems } from './ranges.ts'

export { rowInWords } from './place.ts'
export { problemCodes, type AdvisoryProblem } from './problem.ts'

/** What contradicts itself in a document, in the order of its rows. A draft with problems can be saved. */
export function problemsIn(document: AdvisoryDocument): AdvisoryProblem[] {
  const named = document.affected.flatMap((part, index) => packageProblems(part, `affected[${index}]`))
  const row = (field: string) => /^affected\[(\d+)\](?:\.ranges\[(\d+)\])?/.exec(field) ?? []
  return [...named, ...rangeProblems(document)]
    .toSorted((one, other) => {
      const [, entry = 0, range = -1] = row(one.field)
      const [, otherEntry = 0, otherRange = -1] = row(other.field)
      return Number(entry) - Number(otherEntry) || Number(range) - Number(otherRange)
    })
    .map((found) => ({ ...found, where: rowInWords(document, found.field) }))
}
