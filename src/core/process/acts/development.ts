import { z } from 'zod'
import { AdvisoryDocument, changes } from '../../advisory/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { commit, evidence, link, optionalProse, wholeNumber } from '../fields.ts'
import { mentioned } from '../mentioned.ts'
import { isPublished } from '../published.ts'
import type { Case } from '../state.ts'

function needsAcceptance(c: Case, clause: string): Refused | undefined {
  if (c.accepted !== null) return undefined
  return refuse('not_accepted', clause, 'The report has not been accepted yet.', 'Finish triage first.')
}

/** R5: what is public goes on being the committee's to say: a new revision is read by everyone as it is saved. */
function readByEveryone(): Refused {
  return refuse(
    'advisory_is_public',
    'R5',
    'The advisory is public: what is changed in it is read by everyone at once, and is the committee’s to say.',
    'Comment on it; a member of the committee takes it over.',
  )
}

export const developmentActs = {
  reviseAdvisory: act({
    title: 'Revise the advisory',
    clause: 'V3',
    does: 'Saves a new revision of the advisory: as many details as are known, edited as more is discovered.',
    duty: 'infra',
    fields: z.object({
      basedOn: wholeNumber('Based on revision', 0).describe('The revision this one was written from; 0 for the first'),
      document: AdvisoryDocument.meta({ input: 'json' }),
      note: optionalProse('What changed', 1000),
    }),
    decide(c, { basedOn, document, note }, { roles }) {
      if (isPublished(c) && !roles.includes('member')) return readByEveryone()
      const current = c.advisory.at(-1)
      const latest = current?.revision ?? 0
      if (basedOn !== latest) {
        return refuse(
          'stale_revision',
          'V3',
          `Revision ${latest} was saved meanwhile; yours is based on revision ${basedOn}.`,
          'Your text is kept: compare it with the newest revision, and save again.',
        )
      }
      if (current !== undefined && changes(current.document, document).length === 0) {
        return refuse('nothing_changes', 'V3', 'Nothing differs from the newest revision.', 'Edit it first.')
      }
      return [{ type: 'AdvisoryRevised', revision: latest + 1, document, note: note ?? '' }]
    },
  }),
  linkWorkspace: act({
    title: 'Link the private workspace',
    clause: 'V5',
    does: 'The private fork or repository in which the fix is made.',
    duty: 'infra',
    fields: z.object({ url: link('Workspace'), note: optionalProse('Note', 1000) }),
    decide(c, { url, note }) {
      return needsAcceptance(c, 'V5') ?? [{ type: 'WorkspaceLinked', url, note: note ?? '' }]
    },
  }),
  notePush: act({
    title: 'Note a push',
    clause: 'R2',
    does: 'The fix branch has a new head. Approvals of earlier commits no longer count.',
    fields: z.object({ commit, note: optionalProse('Note', 1000) }),
    decide(c, { commit: head, note }) {
      const early = needsAcceptance(c, 'V6')
      if (early !== undefined) return early
      if (c.merged !== null) {
        return refuse('merged_already', 'R3', 'The fix was merged.', 'A further change is a new case, or a public one.')
      }
      if (c.head === head)
        return refuse('known_already', 'R2', 'This is the head on record.', 'Nothing needs to be done.')
      return [{ type: 'CommitPushed', commit: head, note: note ?? '' }]
    },
  }),
  noteFix: act({
    title: 'A fix or mitigation is available',
    clause: 'R1',
    does: 'From here on the committee can plan its communication on a realistic timeline.',
    fields: z.object({ kind: z.enum(['fix', 'mitigation']).meta({ title: 'What is available' }), evidence }),
    decide(c, { kind, evidence: told }) {
      if (c.fixNoted?.kind === kind || c.fixNoted?.kind === 'fix') {
        return refuse('known_already', 'R1', `A ${c.fixNoted.kind} is on record.`, 'Go on with the plan.')
      }
      return needsAcceptance(c, 'R1') ?? [{ type: 'FixNoted', kind, evidence: told }]
    },
  }),
  completeFix: act({
    title: 'The fix is complete',
    clause: 'V7',
    does: 'The fix team tells the committee that the work on the fix branch is done, at one commit.',
    fields: z.object({ commit, note: optionalProse('Message to the committee', 4000) }),
    decide(c, { commit: head, note }, context) {
      const early = needsAcceptance(c, 'V7')
      if (early !== undefined) return early
      if (c.merged !== null) return refuse('merged_already', 'R3', 'The fix was merged.', 'Nothing needs to be done.')
      if (c.fixComplete?.commit === head) {
        return refuse('known_already', 'V7', 'The fix is complete at this commit.', 'Nothing needs to be done.')
      }
      const mentions = mentioned(note ?? '', c, context)
      return [{ type: 'FixCompleted', commit: head, note: note ?? '', mentions }]
    },
  }),
} satisfies Acts<'reviseAdvisory' | 'linkWorkspace' | 'notePush' | 'noteFix' | 'completeFix'>
