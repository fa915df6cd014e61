import { z } from 'zod'
import { refuse, type Refused } from '../../kernel/index.ts'
import { duties } from '../../policy/index.ts'
import { act, type Acts } from '../act.ts'
import type { CaseEvent } from '../events.ts'
import { optionalPerson, optionalProse, optionalWords, prose, reason, words, yes } from '../fields.ts'
import type { Case } from '../state.ts'

/** Only a report that nobody engaged with yet can be judged as a report. */
function validated(c: Case): CaseEvent[] {
  return c.shadow.rm === 'R' || c.shadow.rm === 'I' ? [{ type: 'ReportValidated', note: '' }] : []
}

function decidedAlready(c: Case): Refused | undefined {
  if (c.accepted === null) return undefined
  return refuse(
    'accepted_already',
    'C2',
    `The report was accepted on ${c.accepted.at}.`,
    c.setAside === null ? 'Put the case off with the reason, or mark it as a duplicate.' : 'Take the case up again.',
  )
}

/** What is released or merged is no longer put off: users rely on it being finished. */
function tooLateToSetAside(c: Case): Refused | undefined {
  if (c.fixReleased !== null) {
    return refuse('released_already', 'R4', 'Users can install the fix.', 'Send the retrospective and close the case.')
  }
  return undefined
}

export const triageActs = {
  assignDuty: act({
    title: 'Hand over a duty',
    clause: 'C2',
    does: 'Gives one of the policy’s duties on this case to a member, or puts it down.',
    fields: z.object({
      duty: z.enum(duties).meta({ title: 'Duty' }),
      to: optionalPerson('To').describe('A seated member; empty: nobody holds it'),
      note: optionalProse('Note', 4000),
    }),
    decide(c, { duty, to, note }, { members }) {
      if (to !== undefined && !members.includes(to)) {
        return refuse(
          'not_seated',
          'C2',
          'Duties are shared by the committee’s members; this person has no seat.',
          'Choose a seated member, or invite the person to the fix team.',
        )
      }
      const from = c.duties[duty] ?? null
      if (from === (to ?? null)) {
        return refuse('nothing_changes', 'C2', 'That is how the duty is held now.', 'Choose another member.')
      }
      return [{ type: 'DutyAssigned', duty, to: to ?? null, from, note: note ?? '' }]
    },
  }),
  assessReplication: act({
    title: 'Can it be replicated?',
    clause: 'C2',
    does: 'Records whether the vulnerability could be replicated, and how.',
    duty: 'triage',
    fields: z.object({
      replicated: z.enum(['yes', 'partly', 'no']).meta({ title: 'Replicated' }),
      how: prose('How, and with which result'),
    }),
    decide: (_, { replicated, how }) => [{ type: 'ReplicationAssessed', replicated, how }],
  }),
  assessOrigin: act({
    title: 'Ours or upstream?',
    clause: 'C2',
    does: 'Records whether the vulnerable code is ours, upstream’s, or both. Upstream opens the upstream timeline (S3).',
    duty: 'triage',
    fields: z.object({
      origin: z.enum(['ours', 'upstream', 'both']).meta({ title: 'The vulnerable code is' }),
      note: optionalProse('Where exactly'),
    }),
    decide: (_, { origin, note }) => [{ type: 'OriginAssessed', origin, note: note ?? '' }],
  }),
  acceptReport: act({
    title: 'Accept the report',
    clause: 'C2',
    does: 'The report is a vulnerability that this committee takes on.',
    duty: 'triage',
    fields: z.object({ note: optionalProse('Note', 4000) }),
    decide(c, { note }) {
      return decidedAlready(c) ?? [...validated(c), { type: 'ReportAccepted', note: note ?? '' }]
    },
  }),
  rejectReport: act({
    title: 'It is not a vulnerability',
    clause: 'C2',
    does: 'Sets the report aside as invalid, with an answer that the reporter can read.',
    duty: 'triage',
    fields: z.object({ reason: prose('Answer to the reporter', 4000), tell: yes('Post this answer in the thread') }),
    decide(c, { reason: why, tell }) {
      const already = decidedAlready(c)
      if (already !== undefined) return already
      if (c.setAside !== null) {
        return refuse(
          'set_aside_already',
          'C2',
          `It was set aside as ${c.setAside.as} on ${c.setAside.at}.`,
          'Close the case as it stands, or take it up again.',
        )
      }
      const answer: CaseEvent[] = tell
        ? [{ type: 'Posted', post: c.posts.length + 1, room: 'everyone', text: why, mentions: [] }]
        : []
      return [{ type: 'ReportInvalidated', reason: why }, ...answer]
    },
  }),
  markDuplicate: act({
    title: 'It is a duplicate',
    clause: 'C2',
    does: 'The report is valid and known: it is set aside under the other case, never called invalid.',
    duty: 'triage',
    fields: z.object({
      of: words('Duplicate of', 200).describe('A case’s id, a CVE id or a link'),
      reason,
      answer: optionalProse('Answer to the reporter', 4000).describe('Posted in the thread'),
    }),
    decide(c, { of, reason: why, answer }) {
      if (of === c.id) return refuse('itself', 'C2', 'A case cannot be its own duplicate.', 'Name the other case.')
      if (c.setAside?.as === 'duplicate' && c.setAside.of === of) {
        return refuse('nothing_changes', 'C2', `It is a duplicate of ${of} already.`, 'Close the case.')
      }
      const late = tooLateToSetAside(c)
      if (late !== undefined) return late
      const told: CaseEvent[] =
        answer === undefined
          ? []
          : [{ type: 'Posted', post: c.posts.length + 1, room: 'everyone', text: answer, mentions: [] }]
      return [...validated(c), { type: 'MarkedDuplicate', of, reason: why }, ...told]
    },
  }),
  dismissMatch: act({
    title: 'Not the same vulnerability',
    clause: 'C2',
    does: 'A case or record that looks alike is about something else: it is not shown here again.',
    duty: 'triage',
    fields: z.object({ of: words('Looks alike', 200).describe('A case’s id, or an imported record’s'), reason }),
    decide(c, { of, reason: why }) {
      if (of === c.id) return refuse('itself', 'C2', 'A case is the same as itself.', 'Name the other one.')
      if (c.dismissed.includes(of)) {
        return refuse('nothing_changes', 'C2', `${of} was found to be another already.`, 'Go on with the report.')
      }
      return [{ type: 'MatchDismissed', of, reason: why }]
    },
  }),
  deferCase: act({
    title: 'Put the case off',
    clause: 'C2',
    does: 'The report is valid but not worked on now. Nobody is reminded of its deadlines; they stay where they are.',
    duty: 'triage',
    fields: z.object({ reason }),
    decide(c, { reason: why }) {
      if (c.setAside?.as === 'deferred') {
        return refuse('nothing_changes', 'C2', 'The case has been put off already.', 'Close it, or take it up again.')
      }
      return tooLateToSetAside(c) ?? [...validated(c), { type: 'CaseDeferred', reason: why }]
    },
  }),
  resumeCase: act({
    title: 'Take the case up again',
    clause: 'C2',
    does: 'Work goes on. The deadlines stand where they were: move those that no longer fit (S1).',
    duty: 'triage',
    fields: z.object({ reason }),
    decide(c, { reason: why }) {
      if (c.setAside === null) return refuse('not_set_aside', 'C2', 'The case is being worked on.', 'Go on with it.')
      return c.shadow.rm === 'D' ? [{ type: 'CaseResumed', reason: why }] : [{ type: 'ReportValidated', note: why }]
    },
  }),
  withdrawReport: act({
    title: 'Withdraw the report',
    clause: 'D1',
    does: 'The reporter takes the report back. The committee may still go on with it.',
    fields: z.object({ reason }),
    decide(c, { reason: why }) {
      if (c.accepted !== null) {
        return refuse(
          'accepted_already',
          'D1',
          'The committee has taken the report on: users are at risk whoever reported it.',
          'Tell the committee in the thread; you can choose not to be credited.',
        )
      }
      if (c.setAside?.as === 'withdrawn') {
        return refuse('nothing_changes', 'D1', 'The report has been withdrawn already.', 'Nothing needs to be done.')
      }
      return [{ type: 'ReportWithdrawn', reason: why }]
    },
  }),
  chooseCredit: act({
    title: 'Choose how you are credited',
    clause: 'T2',
    does: 'Whether and how you are named in the advisory and the retrospective. Until you choose, you are not; of the committee, the retrospective names everyone who took part and did not choose otherwise.',
    fields: z.object({ named: yes('Name me'), as: optionalWords('As', 200) }),
    decide(_, { named, as }, { by, names }) {
      if (by === 'product') return refuse('no_person', 'T2', 'Only a person can be credited.', 'Sign in first.')
      return [{ type: 'CreditChosen', person: by, named, as: as ?? names[by] ?? '' }]
    },
  }),
} satisfies Acts<
  | 'assignDuty'
  | 'assessReplication'
  | 'assessOrigin'
  | 'acceptReport'
  | 'rejectReport'
  | 'markDuplicate'
  | 'dismissMatch'
  | 'deferCase'
  | 'resumeCase'
  | 'withdrawReport'
  | 'chooseCredit'
>
