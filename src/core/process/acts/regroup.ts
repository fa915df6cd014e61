import { z } from 'zod'
import { isId, isRefused, type CaseId } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { emptyAsAbsent, count, optionalWords, prose, reason, words, yes } from '../fields.ts'
import { cannotSplit, merging } from '../regroup/index.ts'

const otherCase = z
  .string()
  .trim()
  .refine((text): text is CaseId => isId('c', text), { error: 'must be a case’s id such as c-0123456789ab' })

/** Kind, true for every merge, and silent about the other report: its reader has accepted no embargo of that one. */
const thanks =
  'Thank you. What you report is known to us from another report of the same problem, so we handle both together ' +
  'from now on. Yours counts: you are told here when there is news, your choice about being named stands, and this page ' +
  'remains yours to write to us. Until then, please go on keeping it private.'

const merge = {
  into: otherCase.meta({ title: 'Case that goes on', example: 'c-0123456789ab' }),
  version: emptyAsAbsent(count('Its version'))
    .meta({ title: 'Its version' })
    .describe('The version of it that you looked at; empty: as it is now'),
  advisory: emptyAsAbsent(z.enum(['other', 'this']))
    .meta({ title: 'Advisory that goes on', input: 'select' })
    .describe('Where both cases have one; the decided severity goes with it'),
  answer: prose('To the reporter of this case', 4000)
    .default(thanks)
    .meta({ title: 'To the reporter of this case' })
    .describe('They read it on their own page, and learn nothing else of the other case'),
  reason,
}

const numbers = /^\d{1,6}(?:\s*,\s*\d{1,6})*$/

export const regroupActs = {
  mergeCase: act({
    title: 'Merge into another case',
    clause: 'C2',
    does: 'Both are one vulnerability: this case closes, the other one goes on under the earlier embargo date. It is not undone.',
    duty: 'triage',
    fields: z.object(merge),
    decide(c, { into, version, advisory, answer, reason: why }, context) {
      const merged = merging(c, { into, version, advisory, answer, reason: why }, context)
      return isRefused(merged) ? merged : merged.here
    },
    inOther(c, { into, version, advisory, answer, reason: why }, context) {
      const merged = merging(c, { into, version, advisory, answer, reason: why }, context)
      return isRefused(merged) ? merged : { case: merged.other, events: merged.there }
    },
  }),
  splitCase: act({
    title: 'Split off a new case',
    clause: 'C2',
    does: 'A second vulnerability in the report gets a linked case of its own, with this one’s embargo date, people and clocks.',
    duty: 'triage',
    fields: z.object({
      title: words('Title of the new case', 200),
      project: optionalWords('Its project', 200).describe('Empty: this case’s'),
      impact: prose('What the new case is about', 20_000),
      reporter: yes('Its reporter is this case’s reporter'),
      posts: emptyAsAbsent(z.string().trim().max(400).regex(numbers, { error: 'must be numbers, such as 1, 4' }))
        .meta({ title: 'Messages that concern it', example: '1, 4' })
        .describe('Their numbers in the thread: shown there, kept here'),
      advisory: yes('Begin its advisory from this one’s'),
      workspace: yes('Work on it in the same workspace'),
      reason,
    }),
    decide(c, fields, { fresh }) {
      const { title, impact, reporter, advisory, workspace, reason: why } = fields
      const posts = [
        ...new Set(
          (fields.posts ?? '')
            .split(',')
            .filter((text) => text.trim() !== '')
            .map(Number),
        ),
      ]
      const report = { ...c.report, title, impact, steps: '', project: fields.project ?? c.report.project }
      const event = {
        type: 'CaseSplit',
        case: fresh.case,
        report,
        reporter,
        posts,
        advisory,
        workspace,
        reason: why,
      } as const
      return cannotSplit(c, posts, reporter) ?? [event]
    },
  }),
} satisfies Acts<'mergeCase' | 'splitCase'>
