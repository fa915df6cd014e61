import { z } from 'zod'
import { after, before, isBefore, later, slotWarnings, stamp } from '../../clock/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { durationInWords as inWords } from '../../policy/index.ts'
import { act, type Acts, type Context } from '../act.ts'
import { deadlines } from '../deadlines.ts'
import { sides, type CaseEvent, type Side } from '../events.ts'
import { count, emptyAsAbsent, instant, optionalProse } from '../fields.ts'
import { areTold } from '../distributors.ts'
import { agreedRelease, pendingRelease } from '../milestones.ts'
import type { Case, ReleaseProposal } from '../state.ts'
import { embargoSet } from '../embargoDates.ts'
import { releaseDeadline, windowAhead } from '../releaseWindow.ts'

const side = emptyAsAbsent(z.enum(sides)).meta({
  title: 'For',
  input: 'select',
  description: 'Whom you speak for, where you are both in the committee and on the fix team',
})

const sideWords: Record<Side, string> = { committee: 'committee', 'fix-team': 'fix team' }

/** Whom someone speaks for: what they said, else the one side they are on, else the side still missing. */
function sideOf({ roles }: Context, said: Side | undefined, missing: Side): Side | Refused {
  const held = sides.filter((one) => roles.includes(one === 'committee' ? 'member' : 'fixer'))
  const chosen = said ?? (held.length === 1 ? held[0] : missing)
  if (chosen !== undefined && held.includes(chosen)) return chosen
  const yours = held.map((one) => sideWords[one]).join(' and ')
  return refuse('not_your_side', 'V8', 'You cannot speak for that side.', `You can speak for the ${yours}.`)
}

/** Why a release day is unusual; it can be chosen all the same. */
function warningsFor(c: Case, opening: string, announcement: string, { policy, now }: Context): string[] {
  const { releaseDay } = policy.development
  const told = Temporal.Instant.from(announcement)
  const all = deadlines(c, policy, now)
  const release = releaseDeadline(all, policy)
  // As soon as possible (S2) waits for no usual day or hour.
  const warnings = release?.asap === true ? [] : [...slotWarnings(releaseDay, told)]
  if (release?.due != null && isBefore(Temporal.Instant.from(release.due), told)) {
    warnings.push(`it is after the deadline of ${release.due} (${release.clause})`)
  }
  const ahead = windowAhead(all, policy, told)
  if (ahead !== null) warnings.push(`it is before the release window, which opens on ${ahead.opens} (${ahead.clause})`)
  if (c.upstream?.date != null && isBefore(Temporal.Instant.from(opening), Temporal.Instant.from(c.upstream.date))) {
    warnings.push(`${c.upstream.project} discloses only on ${c.upstream.date} (S3)`)
  }
  const notice = areTold(c, policy) ? policy.release.distributors?.notices[0] : undefined
  if (notice !== undefined && isBefore(told, after(now, notice.due))) {
    warnings.push(
      `distributors could not be told ${inWords(notice.due)} ahead (${policy.release.distributors?.clause})`,
    )
  }
  const waits = c.privateHandling.answered?.agreed === true
  if (!waits && c.intent?.publishOn != null && isBefore(Temporal.Instant.from(c.intent.publishOn), told)) {
    warnings.push(`the reporter means to publish on ${c.intent.publishOn} (D3)`)
  }
  return warnings
}

/**
 * An agreement of both sides sets the embargo to the opening: from there it is public. An opening meant for "now"
 * may have passed while the other side made up its mind; the embargo then ends with the merge.
 */
function embargoOnceAgreed(c: Case, { opening, announcement, agreed }: ReleaseProposal, context: Context): CaseEvent[] {
  const until = stamp(later(Temporal.Instant.from(opening), context.now))
  const agreeing = [context.by, ...Object.values(agreed).flatMap((noted) => noted?.by ?? [])]
  return embargoSet(c, until, `release day agreed: ${announcement}`, agreeing)
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
      const thisSecond = Temporal.Instant.from(stamp(now))
      const opening = told ?? stamp(later(before(announced, merge.usualBefore), thisSecond))
      const opened = Temporal.Instant.from(opening)
      if (isBefore(announced, thisSecond) || isBefore(opened, thisSecond)) {
        return refuse('in_the_past', 'V8', 'That instant has passed.', 'Propose instants ahead; the earliest is now.')
      }
      if (isBefore(announced, opened)) {
        return refuse('opening_after', merge.clause, 'The opening comes before the announcement.', 'Swap the two.')
      }
      if (isBefore(after(opened, merge.mostBefore), announced)) {
        return refuse(
          'too_far_apart',
          merge.clause,
          `Users are exposed between the two: the policy allows at most ${inWords(merge.mostBefore)}.`,
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
      if (c.merged !== null) {
        return refuse('opened_already', 'R3', `The fix was merged on ${c.merged.at}.`, 'Announce it now.')
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
          `The ${sideWords[speaking]} has agreed already.`,
          `The ${sideWords[missing]} has yet to agree.`,
        )
      }
      return [
        { type: 'ReleaseAgreed', proposal: pending.proposal, side: speaking },
        ...embargoOnceAgreed(c, pending, context),
      ]
    },
  }),
} satisfies Acts<'proposeRelease' | 'agreeRelease'>
