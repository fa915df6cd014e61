import type { Recorded } from '../../core/kernel/index.ts'
import type { Policy } from '../../core/policy/index.ts'
import { inWords, type CaseEvent } from '../../core/process/index.ts'

/** What somebody did, as a sentence: who, and what. One that begins with the actor needs no name before it. */
export function sentenceOf(
  { by, event }: Pick<Recorded<CaseEvent>, 'by' | 'event'>,
  nameOf: (person: string | null) => string,
  policy: Policy,
): { readonly clause: string; readonly who: string; readonly says: string } {
  const { clause, says } = inWords(event, nameOf, policy)
  const who = nameOf(by)
  const own = says.startsWith(`${who} `)
  return { clause, who: own ? who : `${who}:`, says: own ? says.slice(who.length + 1) : says }
}
