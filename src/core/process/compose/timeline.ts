import { reached } from '../milestones.ts'
import type { Case } from '../state.ts'

/** The points of a case that a public timeline tells, in words without names. */
const told = {
  disclosed: 'The report reached the committee.',
  assessed: 'The committee accepted the report.',
  fixTeamReady: 'The fix team was at work.',
  severityDecided: 'The severity was decided.',
  cveAssigned: 'The CVE id was assigned.',
  workspaceReady: 'The private workspace was ready.',
  fixAvailable: 'A fix or mitigation was available.',
  fixComplete: 'The fix was complete.',
  releaseAgreed: 'The release day was agreed.',
  opened: 'The fix was merged in public.',
  artefactsVerified: 'All binaries were verified.',
  announced: 'The release was announced.',
} as const satisfies Partial<Record<keyof typeof reached, string>>

/** What a public timeline can tell of the record so far, each with its instant. */
export function timeline(c: Case): readonly { readonly at: Temporal.Instant; readonly what: string }[] {
  return Object.entries(told).flatMap(([milestone, what]) => {
    const at = reached[milestone as keyof typeof told](c)
    return at === null ? [] : [{ at: Temporal.Instant.from(at), what }]
  })
}
