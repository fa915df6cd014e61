import { missing } from '../../advisory/index.ts'
import { approvalsOfHead } from '../gaps.ts'
import type { Case } from '../state.ts'
import { cveSteps } from './cve.ts'
import { has, isUnannounced, team } from './standing.ts'
import type { StepRule } from './step.ts'

/** V: from the severity to an approved fix. */
export const developmentSteps: readonly StepRule[] = [
  {
    id: 'propose-severity',
    act: 'proposeSeverity',
    clause: 'V1',
    title: 'Propose a severity',
    why: 'Committee and fix team work out the score together; moving quickly beats a perfect one.',
    role: 'fixer',
    toward: ['severityDecided', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && has(c, 'accepted') && c.proposals.length === 0 && c.severity === null,
    optional: true,
  },
  {
    id: 'severity',
    act: 'decideSeverity',
    clause: 'V1',
    title: 'Decide the severity',
    why: 'The committee makes the final call.',
    duty: 'triage',
    role: 'member',
    toward: ['severityDecided', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && c.severity === null,
    fields: (c) => ({ vector: c.proposals.at(-1)?.vector ?? '' }),
  },
  ...cveSteps,
  {
    id: 'cve',
    cna: false,
    act: 'requestCve',
    clause: 'V2',
    title: 'Request a CVE',
    why: 'Users and scanners find the vulnerability by its CVE id.',
    duty: 'infra',
    role: 'member',
    toward: ['cveAssigned', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && c.cve.requested === null && c.cve.id === null,
    fields: (_, policy) => ({ from: policy.development.cve.from[0] ?? 'mitre' }),
  },
  {
    id: 'cve-id',
    act: 'recordCve',
    clause: 'V2',
    title: 'Record the CVE id',
    why: 'It was requested; the id goes into the advisory and the announcement.',
    duty: 'infra',
    role: 'member',
    toward: ['cveAssigned', 'announced'],
    wanted: (c) => isUnannounced(c) && c.cve.requested !== null && c.cve.id === null && c.cve.order === null,
  },
  {
    id: 'advisory',
    act: 'reviseAdvisory',
    clause: 'V3',
    title: 'Create the advisory',
    button: 'Write the advisory',
    why: 'As many details as possible: versions affected, how to upgrade, what mitigates it.',
    duty: 'infra',
    role: 'member',
    toward: ['advisoryCreated', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && c.advisory.length === 0,
    fields: () => ({ basedOn: '0' }),
  },
  {
    id: 'complete-advisory',
    act: 'reviseAdvisory',
    clause: 'V3',
    title: 'Complete the advisory',
    why: 'The announcement is actionable only when it says who is affected, what happens to them and how they upgrade.',
    duty: 'disclosure',
    role: 'member',
    toward: ['announced'],
    wanted: (c) => isUnannounced(c) && c.fixNoted !== null && lacking(c).length > 0,
    fields: (c) => ({ basedOn: String(c.advisory.at(-1)?.revision ?? 0) }),
  },
  {
    id: 'workspace',
    act: 'linkWorkspace',
    clause: 'V5',
    title: 'Create the private workspace',
    why: 'All work on the fix happens in a private fork.',
    duty: 'infra',
    role: 'member',
    toward: ['workspaceReady', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && c.workspace === null && c.fixComplete === null,
  },
  {
    id: 'fix-available',
    act: 'noteFix',
    clause: 'R1',
    title: 'Say when a fix or a mitigation is available',
    why: 'Only then can a realistic timeline be communicated.',
    role: 'fixer',
    toward: ['fixAvailable', 'fixComplete'],
    wanted: (c) => isUnannounced(c) && has(c, 'accepted') && c.fixNoted === null,
  },
  {
    id: 'complete',
    act: 'completeFix',
    clause: 'V7',
    title: 'Tell the committee that the fix is complete',
    why: 'The release can be prepared once the fix branch is done.',
    role: 'fixer',
    toward: ['fixComplete'],
    wanted: (c) =>
      isUnannounced(c) && has(c, 'accepted') && c.merged === null && c.fixComplete?.commit !== (c.head ?? ''),
    fields: (c) => ({ commit: c.head ?? '' }),
  },
  {
    id: 'approve',
    act: 'approveFix',
    clause: 'R2',
    title: 'Approve the fix',
    why: 'The fix team approves the pull requests in the private fork; a new push voids earlier approvals.',
    role: 'fixer',
    toward: ['opened', 'announced'],
    wanted: (c, policy) =>
      isUnannounced(c) &&
      has(c, 'accepted') &&
      c.fixComplete !== null &&
      c.merged === null &&
      approvalsOfHead(c).length < policy.release.approval.least,
    each: (c) => {
      const given = approvalsOfHead(c).map(({ by }) => by)
      return team(c).filter((person) => !given.includes(person))
    },
    fields: (c) => ({ commit: c.head ?? '' }),
  },
]

function lacking(c: Case) {
  const newest = c.advisory.at(-1)
  return newest === undefined ? [] : missing(newest.document, 'announcement')
}
