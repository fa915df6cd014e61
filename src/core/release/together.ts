import { isRefused, refuse, type Refused } from '../kernel/index.ts'
import { actNamed, decide, lawful, type Case, type CaseEvent, type Command, type Context } from '../process/index.ts'

/** What a command does to each case that it concerns. */
export type Together = readonly { readonly case: Case; readonly events: readonly CaseEvent[] }[]

/**
 * A command on a case, carried out on all cases of its release where the act is a shared one (merge, artefacts,
 * announcement), and on the other case that a merge names: all of them or none. `contextOf` gives what the person is on
 * each case.
 */
export function decideTogether(c: Case, command: Command, contextOf: (one: Case) => Context): Together | Refused {
  const context = contextOf(c)
  const concerned = actNamed(command.act).shared === true ? context.together : [c]
  const decided: { case: Case; events: readonly CaseEvent[] }[] = []
  for (const one of concerned) {
    const events = decide(one, command, contextOf(one))
    if (isRefused(events)) return one.id === c.id ? events : elsewhere(one, events)
    decided.push({ case: one, events })
  }
  const other = actNamed(command.act).inOther?.(c, command.fields, context)
  if (other === undefined) return decided
  if (isRefused(other)) return other
  const events = lawful(other.case, other.events, actNamed(command.act).clause)
  return isRefused(events) ? events : [...decided, { case: other.case, events }]
}

function elsewhere(one: Case, refused: Refused): Refused {
  return refuse(
    refused.code,
    refused.clause,
    `Case ${one.id}, which shares this release: ${refused.says}`,
    `${refused.instead} Or take that case out of the release.`,
  )
}
