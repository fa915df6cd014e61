import { z } from 'zod'
import { isBefore } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { joined, type Policy } from '../../policy/index.ts'
import { act, type Acts } from '../act.ts'
import { optionalProse, optionalWords, person, prose, reason, yes } from '../fields.ts'
import { isReporter } from '../reporters.ts'
import type { Case } from '../state.ts'

function standingOf(c: Case, who: string) {
  return c.fixTeam.find((member) => member.person === who)?.state
}

/** F2: where a policy wants the committee's approval for whom its repositories' files do not name. */
export const invitedBy = {
  namedIn: optionalWords('Named in').describe('The file of the repository that names them, such as CODEOWNERS'),
  approved: optionalProse('Where the committee approved it', 1000).describe(
    'A link, or when and how; needed where the policy asks for it and no file names them',
  ),
}

interface Told {
  readonly namedIn: string | undefined
  readonly approved: string | undefined
}

function unapproved({ namedIn, approved }: Told, { fixTeam: { invite, identify } }: Policy): Refused | undefined {
  if (invite.outsiders !== 'after-approval' || namedIn !== undefined || approved !== undefined) return undefined
  return refuse(
    'outsider_unapproved',
    invite.clause,
    `Under this policy people whom ${joined(identify.from, 'or')} does not name come in once the committee has approved it.`,
    'Say which file names them, or where the committee approved it.',
  )
}

/** Why this person, with what let them in: both go on record. */
function withGrounds(why: string, { namedIn, approved }: Told): string {
  const grounds = [
    ...(namedIn === undefined ? [] : [`named in ${namedIn}`]),
    ...(approved === undefined ? [] : [`approved by the committee: ${approved}`]),
  ]
  return grounds.length === 0 ? why : `${why} (${grounds.join('; ')})`
}

export const fixTeamActs = {
  inviteToFixTeam: act({
    title: 'Invite to the fix team',
    clause: 'F2',
    does: 'Invites an engineer to this one case. They see nothing of it before they accept the embargo terms.',
    duty: 'infra',
    fields: z.object({
      person: person('Engineer'),
      why: prose('Why this person', 1000).describe('For the record, such as: maintains the affected package'),
      ...invitedBy,
    }),
    decide(c, { person: who, why, namedIn, approved }, { policy, members }) {
      const standing = standingOf(c, who)
      if (standing === 'accepted' || standing === 'invited') {
        return refuse(
          'invited_already',
          'F2',
          standing === 'accepted' ? 'This person is on the fix team.' : 'This person has been invited already.',
          'Choose someone else; to send an invitation again, end this one’s access first.',
        )
      }
      if (c.accepted === null) {
        return refuse(
          'not_accepted',
          'F1',
          'The report has not been accepted yet: nobody outside the committee needs to know of it.',
          'Finish triage first.',
        )
      }
      const { clause, reporter = 'may-join' } = policy.fixTeam.access
      const wasPublic =
        c.publicSince !== null && !isBefore(Temporal.Instant.from(c.opened), Temporal.Instant.from(c.publicSince))
      if (isReporter(c, who) && (reporter === 'never' || (reporter === 'if-private' && wasPublic))) {
        const says =
          reporter === 'never'
            ? 'Under this policy the reporter does not join the fix team.'
            : 'Under this policy the reporter may join only after a private report; this one was public already.'
        return refuse('reporter_stays_out', clause, says, 'Talk with them in the thread; choose somebody else.')
      }
      const isOutside = !members.includes(who) && !isReporter(c, who)
      const without = isOutside ? unapproved({ namedIn, approved }, policy) : undefined
      return without ?? [{ type: 'FixTeamInvited', person: who, why: withGrounds(why, { namedIn, approved }) }]
    },
  }),
  acceptInvitation: act({
    title: 'Accept and join',
    clause: 'F2',
    does: 'You accept the embargo terms and join the fix team of this case.',
    fields: z.object({ terms: yes('I accept the embargo terms') }),
    decide(_, { terms }, { by, policy }) {
      if (by === 'product') return refuse('no_person', 'F2', 'Only a person can accept.', 'Sign in first.')
      if (!terms) {
        return refuse(
          'terms_not_accepted',
          'F2',
          'Nobody sees the report before accepting the embargo terms.',
          'Tick the box to accept them, or decline the invitation.',
        )
      }
      return [{ type: 'InvitationAccepted', person: by, terms: policy.disclosure.embargo.terms }]
    },
  }),
  declineInvitation: act({
    title: 'Decline',
    clause: 'F2',
    does: 'You decline the invitation. Nothing of the case is shown to you.',
    fields: z.object({ reason: optionalProse('Reason', 1000).describe('You need not give one') }),
    decide(_, { reason: why }, { by }) {
      if (by === 'product') return refuse('no_person', 'F2', 'Only a person can decline.', 'Sign in first.')
      return [{ type: 'InvitationDeclined', person: by, reason: why ?? '' }]
    },
  }),
  revokeAccess: act({
    title: 'End someone’s access',
    clause: 'F3',
    does: 'Ends a fix team member’s access to this case at once, their sessions’ too.',
    duty: 'infra',
    fields: z.object({ person: person('Who'), reason }),
    decide(c, { person: who, reason: why }) {
      const standing = standingOf(c, who)
      if (standing !== 'accepted' && standing !== 'invited') {
        return refuse(
          'not_on_the_case',
          'F3',
          'This person has no access through the fix team.',
          'A committee member’s access follows their seat (C13).',
        )
      }
      return [{ type: 'AccessRevoked', person: who, reason: why }]
    },
  }),
} satisfies Acts<'inviteToFixTeam' | 'acceptInvitation' | 'declineInvitation' | 'revokeAccess'>
