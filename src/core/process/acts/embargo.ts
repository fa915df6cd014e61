import { z } from 'zod'
import { isBefore } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { embargoEnd, lapsing } from '../embargoDates.ts'
import type { CaseEvent } from '../events.ts'
import { instant, reason, yesOrNo, optionalProse } from '../fields.ts'
import { isReporter } from '../reporters.ts'
import type { Case } from '../state.ts'
import { isSecret } from '../vultron/index.ts'

/** Why no embargo can be proposed or accepted any more. */
function tooLate(c: Case): Refused | undefined {
  if (c.shadow.em === 'X') {
    const ended = c.embargo.ended?.at ?? 'before'
    return refuse('embargo_over', 'D3', `The embargo ended on ${ended}; an ended one is not renewed.`, onward)
  }
  if (isSecret(c.shadow)) return undefined
  return refuse('embargo_impossible', 'S2', 'It is public or exploited: an embargo would protect nobody.', onward)
}

const onward = 'Go on as soon as possible: agree on the release day (V8).'

export const embargoActs = {
  proposeEmbargo: act({
    title: 'Propose an embargo date',
    clause: 'D3',
    does: 'Proposes when the embargo ends, to the hour. Of two proposals the shorter one holds first.',
    duty: 'disclosure',
    fields: z.object({ until: instant('Embargo until'), reason }),
    decide(c, { until, reason: why }, { now }) {
      const late = tooLate(c)
      if (late !== undefined) return late
      if (!isBefore(now, Temporal.Instant.from(until))) {
        return refuse('in_the_past', 'D3', 'The embargo would have ended already.', 'Propose a date ahead.')
      }
      if (c.embargo.proposed.includes(until) || (c.shadow.em === 'A' && c.embargo.until === until)) {
        return refuse('known_already', 'D3', 'That date is proposed or agreed already.', 'Propose another one.')
      }
      return [{ type: 'EmbargoProposed', until, reason: why }]
    },
  }),
  answerEmbargo: act({
    title: 'Answer the embargo proposal',
    clause: 'D3',
    does: 'Accepts the shortest proposed embargo, or rejects what is proposed.',
    duty: 'disclosure',
    fields: z.object({ accept: yesOrNo('Accept'), note: optionalProse('Note', 4000) }),
    decide(c, { accept, note }, { by, roles, now }) {
      const shortest = [...c.embargo.proposed].sort()[0]
      if (shortest === undefined) {
        return refuse('nothing_proposed', 'D3', 'No embargo date is proposed.', 'Propose one.')
      }
      if (!accept) return [{ type: 'EmbargoRejected', until: shortest, reason: note ?? '' }]
      const late = tooLate(c)
      if (late !== undefined) return late
      if (!isBefore(now, Temporal.Instant.from(shortest))) {
        return refuse(
          'in_the_past',
          'D3',
          `The proposed end, ${shortest}, has passed.`,
          'Reject it; propose a date ahead.',
        )
      }
      if (!roles.includes('member') && c.embargo.byReporter.includes(shortest)) {
        return refuse('own_proposal', 'D3', 'You proposed this date yourself.', 'The committee answers your proposal.')
      }
      const accepted: CaseEvent[] = [{ type: 'EmbargoAccepted', until: shortest, lapsed: lapsing(c, shortest, [by]) }]
      const longest = [...c.embargo.proposed].sort().at(-1)
      // The longer of two proposals becomes a revision of the one that now holds.
      if (longest !== undefined && longest !== shortest) {
        accepted.push({ type: 'EmbargoProposed', until: longest, reason: 'the longer of two proposals' })
      }
      return accepted
    },
  }),
  confirmEmbargo: act({
    title: 'Confirm the embargo',
    clause: 'D3',
    does: 'Accepts the embargo terms, where you have not yet, or renews your consent after the embargo was extended.',
    fields: z.object({}),
    decide(c, _, { by }) {
      if (by === 'product' || c.embargo.until === null || c.shadow.em === 'X') {
        return refuse('no_embargo', 'D3', 'There is no embargo to confirm.', 'Nothing needs to be done.')
      }
      // Whoever is invited to the fix team accepts with the invitation.
      const asked = isReporter(c, by) ? ['invited', 'lapsed'] : ['lapsed']
      if (!asked.includes(c.shadow.consent[by] ?? 'none')) {
        return refuse('nothing_lapsed', 'D3', 'Your consent to the embargo stands.', 'Nothing needs to be done.')
      }
      return [{ type: 'EmbargoConfirmed', person: by, until: c.embargo.until }]
    },
  }),
  endEmbargo: act({
    title: 'End the embargo',
    clause: 'D3',
    does: 'Ends the embargo before its date. Nothing is published by this alone.',
    duty: 'disclosure',
    fields: z.object({ reason }),
    decide(c, { reason: why }) {
      const events = embargoEnd(c, why)
      if (events.length > 0) return events
      return refuse('no_embargo', 'D3', 'No embargo is in force.', 'Nothing needs to be done.')
    },
  }),
} satisfies Acts<'proposeEmbargo' | 'answerEmbargo' | 'confirmEmbargo' | 'endEmbargo'>
