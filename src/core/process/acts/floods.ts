import { z } from 'zod'
import { after, isBefore, stamp } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { floodsOf } from '../../policy/index.ts'
import { act, type Acts } from '../act.ts'
import type { CaseEvent } from '../events.ts'
import { optionalProse, prose, yes } from '../fields.ts'
import { isHeld, reproducerOf } from '../screening.ts'
import type { Case } from '../state.ts'

/** Acts on what a flood brings: each is one person's word on one report, and nothing here happens by itself. */
export const floodActs = {
  askReproducer: act({
    title: 'Ask for a reproducer',
    clause: 'C2',
    does: 'Asks the reporter to show how it can be reproduced, within the policy’s time. They are reminded.',
    duty: 'triage',
    fields: z.object({ message: prose('Message to the reporter', 4000) }),
    decide(c, { message }, { policy, now }) {
      if (c.reporter === null) {
        return refuse('no_reporter', 'C2', 'Nobody is known to have reported it.', 'Try to reproduce it yourself.')
      }
      const judged = judgedAlready(c)
      if (judged !== undefined) return judged
      const due = stamp(after(now, floodsOf(policy).reproducer.answerWithin))
      const post = c.posts.length + 1
      return [
        { type: 'Posted', post, room: 'everyone', text: message, mentions: [] },
        { type: 'ReproducerAsked', due, post },
      ]
    },
  }),
  notReproduced: act({
    title: 'It cannot be reproduced',
    clause: 'C2',
    does: 'Sets the report aside as not reproducible, with an answer that the reporter can read.',
    duty: 'triage',
    fields: z.object({ reason: prose('Answer to the reporter', 4000), tell: yes('Post this answer in the thread') }),
    decide(c, { reason, tell }, { now }) {
      const refused = judgedAlready(c) ?? askedTooLately(c, now)
      if (refused !== undefined) return refused
      return [{ type: 'ReportInvalidated', reason }, ...(tell ? answer(c, reason) : [])]
    },
  }),
  markSpam: act({
    title: 'It is spam',
    clause: 'D1',
    does: 'Closes what is no report at all. Nobody is answered. A member can erase it afterwards.',
    duty: 'triage',
    fields: z.object({ note: optionalProse('Note', 4000) }),
    decide(c, { note }) {
      return (
        judgedAlready(c) ?? [
          { type: 'MarkedSpam', note: note ?? '' },
          { type: 'CaseClosed', resolution: 'spam', note: '' },
        ]
      )
    },
  }),
  confirmSender: act({
    title: 'Take the report in',
    clause: 'D1',
    does: 'Confirms a report that waits because many came at once. The committee is told of it, and its reminders begin.',
    duty: 'triage',
    fields: z.object({}),
    decide(c) {
      if (isHeld(c)) return [{ type: 'SenderConfirmed' }]
      return refuse('not_held', 'D1', 'The report does not wait for anything.', 'Go on with it.')
    },
  }),
} satisfies Acts<'askReproducer' | 'notReproduced' | 'markSpam' | 'confirmSender'>

function answer(c: Case, text: string): CaseEvent[] {
  return [{ type: 'Posted', post: c.posts.length + 1, room: 'everyone', text, mentions: [] }]
}

function judgedAlready(c: Case): Refused | undefined {
  if (c.accepted !== null) {
    return refuse('accepted_already', 'C2', `The report was accepted on ${c.accepted.at}.`, 'Write in the thread.')
  }
  if (c.setAside === null) return undefined
  const { as, at } = c.setAside
  return refuse(
    'set_aside_already',
    'C2',
    `It was set aside as ${as} on ${at}.`,
    'Close the case, or take it up again.',
  )
}

/** A fair answer: they were asked, and had the time that they were promised, or have answered. */
function askedTooLately(c: Case, now: Temporal.Instant): Refused | undefined {
  const asked = reproducerOf(c)
  if (asked === null) {
    return refuse('not_asked', 'C2', 'Nobody has asked the reporter for a reproducer.', 'Ask for one first.')
  }
  if (asked.answered !== null || !isBefore(now, Temporal.Instant.from(asked.due))) return undefined
  return refuse(
    'still_time',
    'C2',
    `The reporter has until ${asked.due} to answer, and has not answered yet.`,
    'Wait for it, or say why it is no vulnerability.',
  )
}
