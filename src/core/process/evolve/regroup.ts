import type { Case, FixTeamMember, Noted } from '../state.ts'
import type { Hurry } from '../events.ts'
import { asapCause, caused } from './schedule.ts'
import type { Changes } from './table.ts'

/** As soon as possible since the other case was: the earlier instant counts. */
function hurried(c: Case, hurry: Hurry | null, { by }: Noted): Partial<Case> {
  return hurry === null ? {} : asapCause(c, hurry.why, { at: hurry.since, by })
}

export const regroupChanges = {
  CaseMerged: (c, { into }) => ({ related: { ...c.related, mergedInto: into } }),
  CaseAbsorbed: (c, { case: other, before, aliases, disclosed, hurry }, noted) => {
    const counted = disclosed === null ? {} : caused(c, noted, { kind: 'merged', case: other, disclosed })
    return {
      ...counted,
      ...hurried({ ...c, ...counted }, hurry, noted),
      related: {
        ...c.related,
        absorbed: [...c.related.absorbed, other, ...before],
        aliases: [...c.related.aliases, ...aliases],
      },
    }
  },
  CaseSplit: (c, { case: other }) => ({ related: { ...c.related, splitInto: [...c.related.splitInto, other] } }),
  SplitOff: (c, { from, posts, team, acknowledged, accepted, fixTeamReady, hurry }, noted) => {
    const { by } = noted
    const since = (at: string | null): Noted | null => (at === null ? null : { at, by })
    const reached = {
      acknowledged: since(acknowledged),
      accepted: since(accepted),
      fixTeamReady: since(fixTeamReady),
      fixTeam: team.map((member): FixTeamMember => ({ ...member, at: noted.at })),
    }
    return {
      ...reached,
      ...hurried({ ...c, ...reached }, hurry, noted),
      related: { ...c.related, splitFrom: { case: from, posts } },
    }
  },
} satisfies Changes<'CaseMerged' | 'CaseAbsorbed' | 'CaseSplit' | 'SplitOff'>
