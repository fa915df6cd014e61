import { isBefore } from '../clock/index.ts'
import { milestones, type Milestone } from '../policy/index.ts'
import type { At } from './events.ts'
import type { Case, ReleaseProposal } from './state.ts'

/** When each point that a clock can name was reached; `null`: not yet. */
export const reached: Record<Milestone, (c: Case) => At | null> = {
  disclosed: (c) => c.disclosed,
  acknowledged: (c) => c.acknowledged?.at ?? null,
  assessed: (c) => c.accepted?.at ?? (c.setAside === null ? null : c.setAside.at),
  fixTeamReady: (c) => c.fixTeamReady?.at ?? null,
  severityDecided: (c) => c.severity?.first ?? null,
  cveAssigned: (c) => c.cve.recorded?.at ?? null,
  advisoryCreated: (c) => c.advisory[0]?.at ?? null,
  workspaceReady: (c) => c.workspace?.at ?? null,
  fixAvailable: (c) => c.fixNoted?.at ?? null,
  fixComplete: (c) => c.fixComplete?.at ?? null,
  releaseAgreed: (c) => agreedRelease(c)?.at ?? null,
  planAdopted: (c) => c.planAdopted?.at ?? null,
  opened: (c) => c.merged?.at ?? null,
  artefactsVerified: (c) => c.fixReleased,
  announced: (c) => c.announced,
  retrospectiveSent: (c) => c.retrospectiveSent,
}

export function reachedBy(c: Case): readonly Milestone[] {
  return milestones.filter((milestone) => reached[milestone](c) !== null)
}

/** The two instants that both sides agreed on last (V8, R3), with when the agreement was whole. */
export function agreedRelease(c: Case): (ReleaseProposal & { readonly at: At }) | null {
  const agreed = c.releaseProposals.filter(({ agreed: by }) => by.committee !== null && by['fix-team'] !== null)
  const last = agreed.at(-1)
  if (last === undefined) return null
  const instants = [last.agreed.committee?.at ?? '', last.agreed['fix-team']?.at ?? ''].sort()
  return { ...last, at: instants[1] ?? last.at }
}

/** R3: whether the fix was merged in public no earlier than both sides agreed; what was opened before that is a leak. */
export function isOpenedAsAgreed(c: Case): boolean {
  const agreed = agreedRelease(c)
  return c.merged !== null && agreed !== null && !isBefore(toInstant(c.merged.at), toInstant(agreed.opening))
}

const toInstant = (at: At) => Temporal.Instant.from(at)

/** The newest proposal when it is not agreed yet. */
export function pendingRelease(c: Case): ReleaseProposal | null {
  const last = c.releaseProposals.at(-1)
  if (last === undefined) return null
  return last.agreed.committee !== null && last.agreed['fix-team'] !== null ? null : last
}
