import { z } from 'zod'
import { openQuestions } from '../../advisory/index.ts'
import { refuse, type PersonId, type Refused } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import { act, type Acts } from '../act.ts'
import { composeRetrospective } from '../compose/retrospective.ts'
import type { CaseEvent, Resolution } from '../events.ts'
import { optionalProse, optionalWords, prose, reason, yes } from '../fields.ts'
import { awaitsRepositoryAdvisory } from '../published.ts'
import type { Case } from '../state.ts'
import { goneOut, leftover, nothingToSettle, settleFields } from './announcing.ts'

function notAnnounced(c: Case, clause: string): Refused | undefined {
  if (c.announced !== null) return undefined
  return refuse('not_announced', clause, 'The release has not been announced.', 'Announce it first.')
}

/** The policy's own address for it (T2), unless this installation sends everything to a list of its own. */
function retrospectiveTo({ release, retrospective }: Policy, list: string): string {
  return list === release.list.address ? retrospective.send.to : list
}

/** The draft asks what only people can answer; its questions are not for the list. */
function unansweredIn(body: string): Refused | undefined {
  const open = openQuestions(body)
  if (open.length === 0) return undefined
  return refuse(
    'questions_open',
    'T2',
    `The text still asks: ${open.join(' ')}`,
    'Answer in the draft, or take the questions out, then save it again.',
  )
}

export const endingActs = {
  draftRetrospective: act({
    title: 'Draft the retrospective',
    clause: 'T2',
    does: 'Writes it from the case’s own record, blameless, or saves your own wording.',
    duty: 'disclosure',
    fields: z.object({
      subject: optionalWords('Subject', 300).describe('Both empty: written from the record'),
      body: optionalProse('Text', 100_000),
    }),
    decide(c, { subject, body }, context) {
      const refused = notAnnounced(c, 'T1') ?? goneOut(c.retrospective, 'T2')
      if (refused !== undefined) return refused
      const draft = (c.retrospective?.drafts ?? 0) + 1
      if (subject !== undefined && body !== undefined) return [{ type: 'RetrospectiveDrafted', draft, subject, body }]
      if (subject !== undefined || body !== undefined) {
        return refuse('half_a_draft', 'T2', 'A draft has a subject and a text.', 'Fill in both, or leave both empty.')
      }
      return [{ type: 'RetrospectiveDrafted', draft, ...composeRetrospective(c, context) }]
    },
  }),
  sendRetrospective: act({
    title: 'Send the retrospective',
    clause: 'T2',
    does: 'Sends the retrospective to the list.',
    duty: 'disclosure',
    outward: true,
    fields: z.object({}),
    decide(c, _, { policy, list }) {
      const refused = notAnnounced(c, 'T1') ?? goneOut(c.retrospective, 'T2')
      if (refused !== undefined) return refused
      if (c.retrospective === null) {
        return refuse(
          'no_draft',
          policy.retrospective.send.clause,
          'The retrospective has no draft.',
          'Draft it first.',
        )
      }
      const { subject, body, drafts } = c.retrospective
      return (
        leftover(subject, body, 'T2') ??
        unansweredIn(body) ?? [
          { type: 'RetrospectiveReleased', draft: drafts, subject, body, to: retrospectiveTo(policy, list) },
        ]
      )
    },
  }),
  settleRetrospective: act({
    title: 'Say what became of the retrospective',
    clause: 'T2',
    does: 'The outcome of sending is not known, or it failed: a person looks at the list and decides.',
    duty: 'disclosure',
    fields: settleFields,
    decide(c, { delivered, messageId, note }) {
      if (c.retrospective?.state !== 'unsure' && c.retrospective?.state !== 'failed') return nothingToSettle('T2')
      return delivered === 'delivered'
        ? [{ type: 'RetrospectiveDelivered', messageId: messageId ?? '', note: note ?? '' }]
        : [{ type: 'RetrospectiveRetried', reason: note ?? '' }]
    },
  }),
  giveFeedback: act({
    title: 'Give feedback on the process',
    clause: 'T3',
    does: 'Your own view of how it went: what helped, what got in the way. Blameless.',
    fields: z.object({
      text: prose('What went well, what got in the way, what we should try', 20_000),
      consents: yes('Send it to the list in my name'),
    }),
    decide(c, { text, consents }, { by }) {
      if (by === 'product') return refuse('no_person', 'T3', 'Only a person has a view.', 'Sign in first.')
      return notAnnounced(c, 'T3') ?? feedbackGiven(c, by) ?? [{ type: 'FeedbackGiven', person: by, text, consents }]
    },
  }),
  declineFeedback: act({
    title: 'No feedback from me',
    clause: 'T3',
    does: 'You were asked and have nothing to add.',
    fields: z.object({ reason: optionalProse('Reason', 1000).describe('You need not give one') }),
    decide(c, { reason: why }, { by }) {
      if (by === 'product') return refuse('no_person', 'T3', 'Only a person can decline.', 'Sign in first.')
      const declined: CaseEvent[] = [{ type: 'FeedbackDeclined', person: by, reason: why ?? '' }]
      return notAnnounced(c, 'T3') ?? feedbackGiven(c, by) ?? declined
    },
  }),
  closeCase: act({
    title: 'Close the case',
    clause: 'T1',
    does: 'Ends the case for good. What comes later is a new, linked case.',
    duty: 'triage',
    fields: z.object({ note: optionalProse('Note', 4000) }),
    decide(c, { note }) {
      const resolution = resolutionOf(c)
      return typeof resolution === 'string' ? [{ type: 'CaseClosed', resolution, note: note ?? '' }] : resolution
    },
  }),
  reopenCase: act({
    title: 'Reopen as a new case',
    clause: 'T1',
    does: 'Closed is final: opens a new case with the same report, linked both ways.',
    fields: z.object({ reason }),
    decide(c, { reason: why }, { fresh }) {
      if (c.closed === null) return refuse('still_open', 'T1', 'The case is open.', 'Go on with it.')
      return [{ type: 'FollowUpOpened', case: fresh.case, reason: why }]
    },
  }),
} satisfies Acts<
  | 'draftRetrospective'
  | 'sendRetrospective'
  | 'settleRetrospective'
  | 'giveFeedback'
  | 'declineFeedback'
  | 'closeCase'
  | 'reopenCase'
>

function feedbackGiven(c: Case, by: PersonId): Refused | undefined {
  if (c.feedback[by] === undefined) return undefined
  return refuse('answered', 'T3', 'You have answered already.', 'Write to the list yourself to add something.')
}

/** How a case can end now, or what is left to do first. */
export function resolutionOf(c: Case): Resolution | Refused {
  if (c.setAside !== null) return c.setAside.as
  if (c.announced === null) {
    return refuse(
      'not_finished',
      'R5',
      'The case is neither announced nor set aside.',
      'Go on with its next step, or set it aside with the reason (invalid, duplicate, withdrawn, put off).',
    )
  }
  if (c.retrospectiveSent === null) {
    return refuse('no_retrospective', 'T2', 'The retrospective has not been sent.', 'Send it first.')
  }
  if (c.fixReleased === null) {
    return refuse(
      'not_released',
      'R4',
      'Users cannot install the fix yet: not all artefacts have been verified.',
      'Check the artefacts, or put the case off with the reason.',
    )
  }
  if (awaitsRepositoryAdvisory(c)) {
    return refuse(
      'advisory_unpublished',
      'V3',
      `GitHub assigned ${c.cve.id}: nobody finds anything under it before the repository’s advisory is published.`,
      'Publish it there and record it, or record why it stays unpublished.',
    )
  }
  return 'fixed'
}
