import { isBefore } from '../../clock/index.ts'
import type { At } from '../events.ts'
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
  const instants: readonly (readonly [At | null, string])[] = [
    ...Object.entries(told).map(([milestone, what]) => [reached[milestone as keyof typeof told](c), what] as const),
    [publicBeforeMerge(c), 'It was known in public.'],
    [c.exploitSince, 'An exploit was public.'],
    [c.attacksSince, 'Attackers used it.'],
  ]
  return instants.flatMap(([at, what]) => (at === null ? [] : [{ at: Temporal.Instant.from(at), what }]))
}

/** A merge that makes it public is told as the merge. */
function publicBeforeMerge({ publicSince, merged }: Case): At | null {
  if (publicSince === null || merged === null) return publicSince
  return isBefore(Temporal.Instant.from(publicSince), Temporal.Instant.from(merged.at)) ? publicSince : null
}
