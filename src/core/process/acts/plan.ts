import { z } from 'zod'
import { refuse, type Refused } from '../../kernel/index.ts'
import type { Policy } from '../../policy/index.ts'
import { act, type Acts } from '../act.ts'
import { tooFarAhead } from '../distributors.ts'
import { audiences } from '../events.ts'
import { count, evidence, instant, optionalPerson, optionalProse, prose, reason, words } from '../fields.ts'
import { agreedRelease, reached } from '../milestones.ts'
import { datedForAnotherDay, isBeforeItsTime, movedAlong } from '../planned.ts'
import type { Case, PlanEntry } from '../state.ts'

const inside = ['reporter', 'fix-team']

/** R1: the plan waits for the policy's milestone, so that a realistic timeline can be communicated. */
function tooEarly(c: Case, { release: { plan } }: Policy): Refused | undefined {
  if (reached[plan.opensWhen](c) !== null) return undefined
  return refuse(
    'no_fix_yet',
    plan.clause,
    'A date can be promised only after there is a fix or a mitigation, so that it is realistic.',
    'Record that a fix or mitigation is available; until then, draft in the thread.',
  )
}

function openEntry(c: Case, number: number): PlanEntry | Refused {
  const found = c.plan.find(({ entry }) => entry === number)
  if (found === undefined)
    return refuse('no_such_entry', 'R1', `The plan has no entry ${number}.`, 'Choose another one.')
  if (found.done !== null || found.dropped !== null) {
    return refuse('done_already', 'R1', 'This entry is done or dropped.', 'Plan a new message.')
  }
  return found
}

export const planActs = {
  planMessage: act({
    title: 'Plan a message',
    clause: 'R1',
    does: 'Adds to the communication plan: whom, by which channel, what, when, by whom.',
    duty: 'disclosure',
    fields: z.object({
      audience: z.enum(audiences).meta({ title: 'Audience' }),
      channel: words('Channel', 300),
      message: prose('Message', 20_000),
      when: instant('When'),
      by: optionalPerson('By'),
    }),
    decide(c, { audience, channel, message, when, by }, { policy }) {
      const early = inside.includes(audience) ? undefined : tooEarly(c, policy)
      if (early !== undefined) return early
      return [{ type: 'MessagePlanned', entry: c.plan.length + 1, audience, channel, message, when, by: by ?? null }]
    },
  }),
  dropMessage: act({
    title: 'Drop a planned message',
    clause: 'R1',
    does: 'Takes an entry out of the plan; it stays on record.',
    duty: 'disclosure',
    fields: z.object({ entry: count('Entry'), reason }),
    decide(c, { entry, reason: why }) {
      const found = openEntry(c, entry)
      return 'refused' in found ? found : [{ type: 'MessageDropped', entry, reason: why }]
    },
  }),
  moveMessages: act({
    title: 'Move planned messages along',
    clause: 'R1',
    does: 'The release day was moved: messages that were dated for the former one keep their distance from it, or stay where they are.',
    duty: 'disclosure',
    fields: z.object({
      how: z.enum(['along', 'stay']).default('along').meta({ title: 'How' }),
      reason: optionalProse('Reason', 4000).describe('Needed where they stay'),
    }),
    decide(c, { how, reason: why }, { now }) {
      const announcement = agreedRelease(c)?.announcement
      if (announcement === undefined || datedForAnotherDay(c).length === 0) {
        return refuse(
          'nothing_changes',
          'R1',
          'No open message is dated for another release day.',
          'Drop one and plan it anew to give it another date.',
        )
      }
      if (how === 'stay' && why === undefined) {
        return refuse(
          'reason_needed',
          'R1',
          'Messages that stay are dated for a day on which nothing is released.',
          'Say why, or move them along.',
        )
      }
      const messages = how === 'along' ? movedAlong(c, now) : []
      return [{ type: 'MessagesMoved', announcement, messages, reason: why ?? '' }]
    },
  }),
  carryOutMessage: act({
    title: 'A planned message went out',
    clause: 'R1',
    does: 'Records that a message of the plan was sent.',
    duty: 'disclosure',
    fields: z.object({
      entry: count('Entry'),
      evidence,
      despite: optionalProse('Reason for going on', 4000).describe(
        'Needed where users are told earlier than planned, or distributors earlier than the policy has it',
      ),
    }),
    decide(c, { entry, evidence: told, despite }, { policy, now }) {
      const found = openEntry(c, entry)
      if ('refused' in found) return found
      const isAhead = isBeforeItsTime(c, found, now)
      if (isAhead && despite === undefined) {
        return refuse(
          'before_its_time',
          'R1',
          `It is planned for ${found.when}, and what it says may not be public yet.`,
          'Send it then; where it went out before, say why.',
        )
      }
      const early = found.audience === 'distributors' ? tooFarAhead(c, policy, now) : null
      if (early !== null && despite === undefined) {
        const clause = policy.release.distributors?.clause ?? 'R1'
        return refuse('too_far_ahead', clause, early, 'Tell them then; where they were told before, say why.')
      }
      const isEarly = isAhead || early !== null
      return [{ type: 'MessageCarriedOut', entry, evidence: told, early: isEarly ? (despite ?? null) : null }]
    },
  }),
  adoptPlan: act({
    title: 'Adopt the communication plan',
    clause: 'R1',
    does: 'The committee settles on the plan. Entries can still be added and dropped.',
    duty: 'disclosure',
    fields: z.object({ note: optionalProse('Note', 4000) }),
    decide(c, { note }, { policy }) {
      const { clause } = policy.release.plan
      const early = tooEarly(c, policy)
      if (early !== undefined) return early
      const live = c.plan.filter(({ dropped }) => dropped === null)
      if (!live.some(({ audience }) => audience === 'users')) {
        return refuse('users_missing', clause, 'Nothing in the plan tells users.', 'Plan the message to users first.')
      }
      return [{ type: 'PlanAdopted', note: note ?? '' }]
    },
  }),
} satisfies Acts<'planMessage' | 'dropMessage' | 'moveMessages' | 'carryOutMessage' | 'adoptPlan'>
