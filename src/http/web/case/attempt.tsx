import type { CaseActName } from '../../../core/process/index.ts'
import { ErrorSummary, Notice } from '../components/index.ts'
import { labelAbove } from './complaints.ts'
import { idOf, type Seen } from './seen.ts'
import { clauseOf } from './text.tsx'

/** Above a form that did not go through: what stands in the way and the way out. Everything typed is below. */
export function Complaint({ seen, act }: { readonly seen: Seen; readonly act: CaseActName }) {
  const { attempt } = seen
  if (attempt?.problem === undefined || attempt.act !== act) return <></>
  const { fields = [], says, instead, clause } = attempt.problem
  if (fields.length > 0) {
    const named = fields.map(({ field, says: wrong }) => ({
      field: idOf(act, field),
      says: `${labelAbove(act, field)}: ${wrong}`,
    }))
    return <ErrorSummary problems={named} />
  }
  return <Notice tone="refusal" says={says} instead={instead} clause={clauseOf(clause)} />
}
