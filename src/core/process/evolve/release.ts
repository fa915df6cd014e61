import { agreedRelease } from '../milestones.ts'
import { datedForAnotherDay } from '../planned.ts'
import type { Case } from '../state.ts'
import type { Changes } from './table.ts'

/** What was planned before any day was agreed is dated for the first one. */
function dated(c: Case): Case {
  const day = agreedRelease(c)?.announcement ?? null
  return { ...c, plan: c.plan.map((one) => (one.day === null ? { ...one, day } : one)) }
}

export const releaseChanges = {
  ReleaseProposed: (c, { proposal, opening, announcement, side, warnings, reason }, noted) => ({
    releaseProposals: [
      ...c.releaseProposals,
      {
        ...noted,
        proposal,
        opening,
        announcement,
        warnings,
        reason,
        agreed: { committee: null, 'fix-team': null, [side]: noted },
      },
    ],
  }),
  ReleaseAgreed: (c, { proposal, side }, noted) => {
    const releaseProposals = c.releaseProposals.map((one) =>
      one.proposal === proposal ? { ...one, agreed: { ...one.agreed, [side]: noted } } : one,
    )
    return { releaseProposals, plan: dated({ ...c, releaseProposals }).plan }
  },
  MessagePlanned: (c, event) => {
    const { type: _, ...entry } = event
    const day = agreedRelease(c)?.announcement ?? null
    return { plan: [...c.plan, { ...entry, day, done: null, dropped: null }] }
  },
  MessageDropped: (c, { entry, reason }) => ({
    plan: c.plan.map((one) => (one.entry === entry ? { ...one, dropped: reason } : one)),
  }),
  MessagesMoved: (c, { announcement, messages }) => {
    const stale = new Set(datedForAnotherDay(c).map(({ entry }) => entry))
    return {
      plan: c.plan.map((one) => {
        const when = messages.find(({ entry }) => entry === one.entry)?.when ?? one.when
        return stale.has(one.entry) ? { ...one, when, day: announcement } : one
      }),
    }
  },
  MessageCarriedOut: (c, { entry, evidence }, noted) => ({
    plan: c.plan.map((one) => (one.entry === entry ? { ...one, done: { ...noted, evidence } } : one)),
  }),
  PlanAdopted: (_, __, noted) => ({ planAdopted: noted }),
  FixApproved: (c, { commit }, noted) => ({ approvals: [...c.approvals, { ...noted, commit }] }),
  ReleaseJoined: (_, { release, project, version, newestVulnerable }) => ({
    release: { id: release, project, version, newestVulnerable },
  }),
  ReleaseLeft: () => ({ release: null }),
  FixMerged: (_, { repository, commit }, noted) => ({ merged: { ...noted, repository, commit } }),
  ArtefactListed: (c, { artefact, name, url }) => ({
    artefacts: [...c.artefacts, { artefact, name, url, checks: {} }],
  }),
  ArtefactChecked: (c, { artefact, check, passed, evidence }, noted) => ({
    artefacts: c.artefacts.map((one) =>
      one.artefact === artefact ? { ...one, checks: { ...one.checks, [check]: { ...noted, passed, evidence } } } : one,
    ),
  }),
  FixReleased: (_, { at }) => ({ fixReleased: at }),
} satisfies Changes<
  | 'ReleaseProposed'
  | 'ReleaseAgreed'
  | 'MessagePlanned'
  | 'MessageDropped'
  | 'MessagesMoved'
  | 'MessageCarriedOut'
  | 'PlanAdopted'
  | 'FixApproved'
  | 'ReleaseJoined'
  | 'ReleaseLeft'
  | 'FixMerged'
  | 'ArtefactListed'
  | 'ArtefactChecked'
  | 'FixReleased'
>
