import { z } from 'zod'
import { isBefore } from '../../clock/index.ts'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { deadlines } from '../deadlines.ts'
import { instant, optionalInstant, prose, reason, words } from '../fields.ts'
import { isLow } from '../lowRisk.ts'

export const scheduleActs = {
  moveDeadline: act({
    title: 'Move a deadline',
    clause: 'S1',
    does: 'The committee drives the schedule: gives a deadline another date, with a reason. The original stays visible.',
    fields: z.object({
      deadline: words('Deadline', 60).meta({ input: 'deadline', example: 'fix' }),
      to: instant('New date'),
      reason,
    }),
    decide(c, { deadline, to, reason: why }, { policy, now }) {
      const known = deadlines(c, policy, now)
      const found = known.find(({ id }) => id === deadline)
      const movable = policy.schedule.clocks.map(({ id }) => id)
      if (found === undefined || !movable.includes(deadline)) {
        return refuse(
          'no_such_deadline',
          'S1',
          `There is no movable deadline "${deadline}".`,
          `Choose one of: ${movable.join(', ')}. The agreed release day moves by proposing another one (V8).`,
        )
      }
      if (found.doneAt !== null) {
        return refuse('done_already', 'S1', `This was done on ${found.doneAt}.`, 'Move a deadline that is still open.')
      }
      if (found.due === null) {
        return refuse(
          'not_started',
          'S1',
          'This deadline has not started counting.',
          'Move it once what it counts from has happened.',
        )
      }
      if (isBefore(Temporal.Instant.from(to), now)) {
        return refuse(
          'in_the_past',
          'S1',
          'That date has passed.',
          'Move it to a date ahead, or leave it: it shows as late.',
        )
      }
      if (found.due === to) return refuse('nothing_changes', 'S1', 'That is where it stands.', 'Choose another date.')
      return [{ type: 'DeadlineMoved', deadline, to, reason: why }]
    },
  }),
  noteUpstream: act({
    title: 'Note upstream’s timeline',
    clause: 'S3',
    does: 'Whom we work with upstream, and the date they disclose; the deadlines that depend on it follow.',
    duty: 'triage',
    fields: z.object({
      project: words('Upstream project', 200),
      contact: words('Contact there', 300),
      date: optionalInstant('They disclose on').describe('Empty: not known yet'),
      reason: prose('What was agreed', 4000),
    }),
    decide(c, { project, contact, date, reason: why }) {
      if (c.origin === null || c.origin.origin === 'ours') {
        return refuse(
          'not_upstream',
          'S3',
          'The vulnerable code has not been assessed as upstream’s.',
          'Record the verdict "ours or upstream?" first.',
        )
      }
      return [{ type: 'UpstreamNoted', project, contact, date: date ?? null, reason: why }]
    },
  }),
  slowDown: act({
    title: 'Slow the release down',
    clause: 'S8',
    does: 'The fix team decides to take more time. Open only when the score is low or the risk is assessed as low.',
    fields: z
      .object({
        fix: optionalInstant('New date for the fix'),
        release: optionalInstant('New date for the release'),
        reason,
      })
      .meta({ title: 'Slow down' }),
    decide(c, { fix, release, reason: why }, { policy, now }) {
      const { slowDown, clocks, asap } = policy.schedule
      if (c.severity === null || !isLow(c.severity, policy)) {
        return refuse(
          'not_low',
          slowDown.clause,
          `Slowing down is open only when ${slowDown.scoreBelow === undefined ? '' : `the score is under ${slowDown.scoreBelow.toFixed(1)} or `}the risk is assessed as low.`,
          c.severity === null
            ? 'Let the committee decide the severity first.'
            : 'Ask the committee to move the deadline (S1), with the reason.',
        )
      }
      if (c.causes.some(({ kind }) => kind === 'asap')) {
        return refuse(
          'asap_already',
          asap.clause,
          'The clocks run as soon as possible: users are at risk now.',
          'Ask the committee to move the deadline (S1), with the reason.',
        )
      }
      const told: Record<string, string | undefined> = { fixComplete: fix, announced: release }
      const moved = clocks.flatMap(({ id, done, maySlowDown }) => {
        const to = told[done]
        return maySlowDown && to !== undefined ? [{ deadline: id, to }] : []
      })
      if (moved.length === 0) {
        return refuse('no_date', slowDown.clause, 'No new date was given.', 'Give at least one new date.')
      }
      for (const { deadline, to } of moved) {
        const found = deadlines(c, policy, now).find(({ id }) => id === deadline)
        if (found?.doneAt != null) {
          return refuse('done_already', slowDown.clause, `This was done on ${found.doneAt}.`, 'Leave that date empty.')
        }
        if (found?.due != null && !isBefore(Temporal.Instant.from(found.due), Temporal.Instant.from(to))) {
          return refuse(
            'not_later',
            slowDown.clause,
            `${to} is not later than ${found.due}.`,
            'Slowing down gives a later date; the committee can move a deadline earlier (S1).',
          )
        }
        if (isBefore(Temporal.Instant.from(to), now)) {
          return refuse('in_the_past', slowDown.clause, 'That date has passed.', 'Give a date ahead.')
        }
      }
      return [{ type: 'SlowedDown', deadlines: moved, reason: why }]
    },
  }),
} satisfies Acts<'moveDeadline' | 'noteUpstream' | 'slowDown'>
