import { z } from 'zod'
import { after, isBefore, slotWarnings } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, type Acts, type Context } from '../act.ts'
import { deadlines } from '../deadlines.ts'
import { sides, type CaseEvent, type Side } from '../events.ts'
import { count, emptyAsAbsent, instant, optionalProse } from '../fields.ts'
import { agreedRelease, pendingRelease } from '../milestones.ts'
import type { Case } from '../state.ts'
import { embargoMoved } from './embargo.ts'

const side = emptyAsAbsent(z.enum(sides)).meta({
  title: 'For',
  input: 'select',
  description: 'Whom you speak for, where you are both in the committee and on the fix team',
})

/** Whom someone speaks for: what they said, else the one side they are on, else the side still missing. */
function sideOf({ roles }: Context, said: Side | undefined, missing: Side): Side | Refused {
  const held = sides.filter((one) => roles.includes(one === 'committee' ? 'member' : 'fixer'))
  const chosen = said ?? (held.length === 1 ? held[0] : missing)
  if (chosen !== undefined && held.includes(chosen)) return chosen
  return refuse('not_your_side', 'V8', 'You cannot speak for that side.', `You are on: ${held.join(', ')}.`)
}

/** Why a release day is unusual; it can be chosen all the same. */
function warningsFor(c: Case, opening: string, announcement: string, { policy, now }: Context): string[] {
  const { releaseDay } = policy.development
  const told = Temporal.Instant.from(announcement)
  const warnings = [...slotWarnings(releaseDay, told)]
  const release = deadlines(c, policy, now).find(
    ({ id }) => policy.schedule.clocks.find((clock) => clock.id === id)?.done === 'announced',
  )
  if (release?.due != null && isBefore(Temporal.Instant.from(release.due), told)) {
    warnings.push(`it is after the deadline of ${release.due} (${release.clause})`)
  }
  if (c.upstream?.date != null && isBefore(Temporal.Instant.from(opening), Temporal.Instant.from(c.upstream.date))) {
    warnings.push(`${c.upstream.project} discloses only on ${c.upstream.date} (S3)`)
  }
  if (c.intent?.publishOn != null && isBefore(Temporal.Instant.from(c.intent.publishOn), told)) {
    warnings.push(`the reporter means to publish on ${c.intent.publishOn} (D3)`)
  }
  return warnings
}

/** An agreement of both sides moves the embargo to the opening: from there it is public. */
function onceAgreed(c: Case, opening: string, by: Context['by'], announcement: string): CaseEvent[] {
  return embargoMoved(c, opening, `release day agreed: ${announcement}`, [by])
}

export const releaseDayActs = {
  proposeRelease: act({
    title: 'Propose the release day',
    clause: 'V8',
    does: 'Proposes two instants: the opening (the first public merge) and the announcement. Fix team and committee both agree.',
    duty: 'release',
    fields: z.object({
      announcement: instant('Announcement'),
      opening: emptyAsAbsent(instant('Opening')).meta({
        title: 'Opening: the first public merge',
        input: 'instant',
        description: 'Empty: the policy’s usual time before the announcement',
      }),
      side,
      reason: optionalProse('Reason', 4000).describe('Needed where the day is outside the policy’s recommendation'),
    }),
    decide(c, { announcement, opening: told, side: said, reason: why }, context) {
      const { policy, now } = context
      const { merge } = policy.release
      if (c.accepted === null) {
        return refuse('not_accepted', 'V8', 'The report has not been accepted yet.', 'Finish triage first.')
      }
      if (c.merged !== null) {
        return refuse('opened_already', 'R3', `The fix was merged on ${c.merged.at}.`, 'Announce it now.')
      }
      const announced = Temporal.Instant.from(announcement)
      const usual = announced.toZonedDateTimeISO('UTC').subtract(merge.usualBefore).toInstant()
      const opening = told ?? (isBefore(now, usual) ? usual : now).toString({ smallestUnit: 'second' })
      const opened = Temporal.Instant.from(opening)
      if (isBefore(announced, now)) {
        return refuse('in_the_past', 'V8', 'That instant has passed.', 'Propose one ahead.')
      }
      if (isBefore(announced, opened)) {
        return refuse('opening_after', merge.clause, 'The opening comes before the announcement.', 'Swap the two.')
      }
      if (isBefore(after(opened, merge.mostBefore), announced)) {
        return refuse(
          'too_far_apart',
          merge.clause,
          `Users are exposed between the two: the policy allows at most ${merge.mostBefore}.`,
          'Open later, or announce earlier.',
        )
      }
      const speaking = sideOf(context, said, 'committee')
      if (typeof speaking !== 'string') return speaking
      const warnings = warningsFor(c, opening, announcement, context)
      if (warnings.length > 0 && why === undefined) {
        return refuse(
          'reason_needed',
          'V8',
          `This release day is unusual: ${warnings.join('; ')}.`,
          'Choose a recommended slot, or give the reason and it stands.',
        )
      }
      const proposal = c.releaseProposals.length + 1
      return [{ type: 'ReleaseProposed', proposal, opening, announcement, side: speaking, warnings, reason: why ?? '' }]
    },
  }),
  agreeRelease: act({
    title: 'Agree to the release day',
    clause: 'V8',
    does: 'Agrees, for your side, to both instants of the newest proposal.',
    duty: 'release',
    fields: z.object({ proposal: emptyAsAbsent(count('Proposal')).meta({ title: 'Proposal' }), side }),
    decide(c, { proposal, side: said }, context) {
      const pending = pendingRelease(c)
      if (pending === null) {
        const agreed = agreedRelease(c)
        return agreed === null
          ? refuse('nothing_proposed', 'V8', 'No release day is proposed.', 'Propose one.')
          : refuse('agreed_already', 'V8', 'Both sides have agreed.', 'Propose another day to change it.')
      }
      if (proposal !== undefined && proposal !== pending.proposal) {
        return refuse('stale_proposal', 'V8', 'A newer proposal stands.', 'Look at the newest one, then agree.')
      }
      if (isBefore(Temporal.Instant.from(pending.announcement), context.now)) {
        return refuse('in_the_past', 'V8', 'The proposed day has passed.', 'Propose another one.')
      }
      const missing: Side = pending.agreed.committee === null ? 'committee' : 'fix-team'
      const speaking = sideOf(context, said, missing)
      if (typeof speaking !== 'string') return speaking
      if (pending.agreed[speaking] !== null) {
        return refuse(
          'agreed_already',
          'V8',
          `The ${speaking} has agreed already.`,
          `The ${missing === 'committee' ? 'committee' : 'fix team'} has yet to agree.`,
        )
      }
      return [
        { type: 'ReleaseAgreed', proposal: pending.proposal, side: speaking },
        ...onceAgreed(c, pending.opening, context.by, pending.announcement),
      ]
    },
  }),
} satisfies Acts<'proposeRelease' | 'agreeRelease'>
