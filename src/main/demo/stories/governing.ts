import { after, before, dayOf } from '../../../core/clock/index.ts'
import type { Stage, Story } from '../stage.ts'

/** The committee governs itself: shared duties, a leave that leaves a gap, a nomination that somebody objected to. */
export async function* governing(stage: Stage): Story {
  const { members, now } = stage
  const day = (length: string) => dayOf(after(now, length))
  yield before(now, 'P20D')
  await stage.governs('nora', 'shareDuty', { duty: 'triage', holders: [members.nora, members.pim] })
  await stage.governs('nora', 'shareDuty', { duty: 'release', holders: [members.otto] })
  yield before(now, 'P5D')
  await stage.governs('ines', 'nominate', {
    name: 'Wren Wharf',
    email: 'wren.wharf@example.org',
    affiliation: 'Ledger Bay',
    statement: 'Maintains the release tools of three projects and has reviewed our last two advisories.',
  })
  yield before(now, 'P4D')
  await stage.governs('pim', 'object', { proposal: 1, reason: 'We are four already; let us ask again in autumn.' })
  await stage.governs('ines', 'vote', { proposal: 1, choice: 'aye', reason: 'A fifth pair of eyes helps.' })
  yield before(now, 'P3D')
  await stage.governs('otto', 'announceLeave', { from: day('P5D'), to: day('P12D'), note: 'Sailing; no connection.' })
}
