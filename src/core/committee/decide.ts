import { stamp } from '../clock/index.ts'
import { can } from '../access/index.ts'
import { isRefused, refuse, type Refused } from '../kernel/index.ts'
import type { CommitteeContext, CommitteeDecision } from './act.ts'
import { committeeActNamed, type CommitteeActName } from './acts/index.ts'
import { foldAhead } from './happening.ts'
import { committeePassing, isBehind } from './passing.ts'
import type { Committee } from './state.ts'

/** An order to the committee: an act's name and its parsed fields. */
export interface CommitteeCommand {
  readonly act: CommitteeActName
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * The process's answer to a command: the events that follow, or the refusal that names the clause and the way out.
 * Rights that the act itself begins or ends are among them. Pure: everything it looks at is an argument.
 */
export function decideCommittee(
  committee: Committee,
  command: CommitteeCommand,
  context: CommitteeContext,
): CommitteeDecision {
  const found = committeeActNamed(command.act)
  const { now, by, roles, policy } = context
  if (!can(roles, command.act)) return notForYou(command.act)
  if (isBehind(committee, now)) {
    return refuse(
      'clock_backwards',
      'C13',
      `The clock says ${stamp(now)}, but the record goes on to ${committee.updated}.`,
      'Have the machine’s clock set right, then do it again; nothing was changed.',
    )
  }
  const events = found.decide(committee, command.fields, context)
  if (isRefused(events)) return events
  return [...events, ...committeePassing(foldAhead(committee, events, now, by), policy, now)]
}

/** What the access table does not give to somebody. */
export function notForYou(act: CommitteeActName): Refused {
  const { clause, title } = committeeActNamed(act)
  return refuse(
    'not_yours_to_do',
    clause,
    `"${title}" is not for you to do.`,
    'The committee’s page shows whom to ask.',
  )
}
