import type { PersonId } from '../../kernel/index.ts'
import { recorded } from '../recorded.ts'
import { embargoEnd, embargoSet } from '../embargoDates.ts'
import type { CaseEvent } from '../events.ts'
import { evolve } from '../evolve/index.ts'
import { isReporter } from '../reporters.ts'
import type { Case } from '../state.ts'
import { holds } from '../vultron/index.ts'
import type { Context } from '../act.ts'

/**
 * What an absorbed case records when the embargo of the one that it went into changes: closing a case does not end its
 * embargo (Vultron), and its reporter still keeps it and is told by their own page until when.
 */
export function following(
  absorbed: Case,
  events: readonly CaseEvent[],
  when: Pick<Context, 'by' | 'now'>,
): readonly CaseEvent[] {
  let c = absorbed
  return events.flatMap((event) => {
    const next = answerTo(c, event)
    c = recorded(c, next, when).reduce(evolve, c)
    return next
  })
}

/** Never the words of the other case's people: this case's reporter reads what is recorded here. */
const becamePublic = 'the case that it was merged into became public'

function answerTo(c: Case, event: CaseEvent): CaseEvent[] {
  const signatories = Object.keys(c.shadow.consent).filter((person) => !isReporter(c, person as PersonId))
  switch (event.type) {
    case 'EmbargoAccepted':
      return embargoSet(c, event.until, 'the date of the case that it was merged into', signatories)
    case 'EmbargoEnded':
      return embargoEnd(c, 'the embargo of the case that it was merged into has ended')
    case 'BecamePublic': {
      const { since } = event
      if (holds(c.shadow.cs, 'P')) return []
      return [...embargoEnd(c, becamePublic), { type: 'BecamePublic', since, how: becamePublic, evidence: '' }]
    }
    default:
      return []
  }
}
