import { can, permissions, type Act as ActName, type Role } from '../access/index.ts'
import { isRefused, refuse, type Refused } from '../kernel/index.ts'
import type { Context, Decision } from './act.ts'
import { actNamed, type CaseActName } from './acts/index.ts'
import type { CaseEvent } from './events.ts'
import type { Case } from './state.ts'
import { breaksEmbargo, cast } from './vultron/index.ts'

/** An order to a case: an act's name and its parsed fields. */
export interface Command {
  readonly act: CaseActName
  readonly fields: Readonly<Record<string, unknown>>
}

/** What may still be done to a closed case. */
const afterClosing: readonly ActName[] = [
  'reopenCase',
  'recordListLink',
  'recordChatPost',
  'chooseCredit',
  // Closing a case does not end its embargo (Vultron).
  'endEmbargo',
]

/**
 * An id outlives its case: an order may have failed, and one that is not used has to be rejected. That of a merged case
 * went with it.
 */
const withItsId: readonly ActName[] = ['publishCve', 'rejectCve', 'settleCve']

/** A merged case stays the room of whoever reported it, who goes on deciding about their own consent. */
const afterMerging: readonly ActName[] = ['post', 'editPost', 'confirmEmbargo']

/**
 * The process's answer to a command: the events that follow, or the refusal that names the clause and the way out.
 * Pure: everything it looks at is an argument. Whether the person may see the case at all is asked before.
 */
export function decide(c: Case, command: Command, context: Context): Decision {
  const found = actNamed(command.act)
  if (!can(context.roles, command.act)) return notYours(command.act, context.roles)
  const allowed = c.related.mergedInto === null ? [...afterClosing, ...withItsId] : [...afterClosing, ...afterMerging]
  if (c.closed !== null && !allowed.includes(command.act)) {
    return refuse(
      'closed',
      found.clause,
      `The case was closed on ${c.closed.at}; closed is final.`,
      'Reopen it as a new, linked case.',
    )
  }
  const events = found.decide(c, command.fields, context)
  return isRefused(events) ? events : lawful(c, events, found.clause)
}

/** What the access table does not give to somebody in these roles on the case: whose act it is instead. */
export function notYours(act: CaseActName, roles: readonly Role[]): Refused {
  const { clause, title } = actNamed(act)
  return refuse(
    'not_yours_to_do',
    clause,
    `"${title}" is for ${thoseWho(act)} to do.`,
    can(roles, 'post') ? 'Suggest it in the thread.' : 'Ask whoever let you know of the case.',
  )
}

const named: Partial<Record<Role, string>> = {
  member: 'the committee',
  fixer: 'the fix team',
  reporter: 'the reporter',
  invited: 'whoever is invited',
}

/** `the committee or the fix team` */
function thoseWho(act: CaseActName): string {
  const allowed: readonly Role[] = permissions[act]
  return allowed.flatMap((role) => named[role] ?? []).join(' or ')
}

/** Vultron's tables have the last word: what they forbid is refused, whatever an act decided. */
export function lawful(c: Case, events: readonly CaseEvent[], clause: string): readonly CaseEvent[] | Refused {
  let shadow = c.shadow
  for (const event of events) {
    const next = cast(shadow, event)
    if ('forbidden' in next) {
      return refuse(
        'protocol_forbids',
        clause,
        `This cannot follow: ${next.says} (Vultron).`,
        'See what is next on the case page.',
      )
    }
    shadow = next
  }
  if (breaksEmbargo(shadow)) {
    return refuse('embargo_stands', clause, 'What is public cannot stay under embargo.', 'End the embargo with it.')
  }
  return events
}
