import { z } from 'zod'
import { refuse } from '../../kernel/index.ts'
import { act, type Acts } from '../act.ts'
import { reason, words } from '../fields.ts'
import { deadlineChanges } from '../policyChange.ts'

export const movingActs = {
  movePolicy: act({
    title: 'Move the case to another policy version',
    clause: 'S1',
    does: 'From then on the case runs under that version. Which deadlines change is shown before, and stays on record.',
    fields: z.object({ version: words('Version', 20).meta({ example: '2' }), reason }),
    decide(c, { version, reason: why }, { policy, policyAt, now }) {
      if (version === c.policy) {
        return refuse('nothing_changes', 'S1', 'The case runs under that version.', 'Choose another one.')
      }
      const next = policyAt(version)
      if (next === undefined) {
        return refuse(
          'no_such_version',
          'S1',
          `There is no adopted version "${version}" of the policy.`,
          'The policy’s page lists them; the committee adopts new ones (C7).',
        )
      }
      const changes = deadlineChanges(c, policy, next, now)
      return [{ type: 'PolicyMoved', from: c.policy, to: version, changes, reason: why }]
    },
  }),
} satisfies Acts<'movePolicy'>
