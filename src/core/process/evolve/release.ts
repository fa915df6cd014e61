import type { Changes } from './table.ts'

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
  ReleaseAgreed: (c, { proposal, side }, noted) => ({
    releaseProposals: c.releaseProposals.map((one) =>
      one.proposal === proposal ? { ...one, agreed: { ...one.agreed, [side]: noted } } : one,
    ),
  }),
  MessagePlanned: (c, event) => {
    const { type: _, ...entry } = event
    return { plan: [...c.plan, { ...entry, done: null, dropped: null }] }
  },
  MessageDropped: (c, { entry, reason }) => ({
    plan: c.plan.map((one) => (one.entry === entry ? { ...one, dropped: reason } : one)),
  }),
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
