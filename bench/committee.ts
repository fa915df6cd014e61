import type { Happening } from '../src/core/committee/index.ts'
import { evolveCommunity, type Community, type CommunityEvent } from '../src/core/community/index.ts'
import type { PersonId, Recorded } from '../src/core/kernel/index.ts'
import { median, type Row } from './measure.ts'

const rounds = 9
const members = Array.from({ length: 5 }, (_, nth): PersonId => `p-00000000000${nth}`)

/** A history of so many proposals: one in three is voted on, one in ten seats somebody whose seat ends again. */
export function committeeBench(proposals = 10_000): Row[] {
  const records = history(proposals)
  const times = Array.from({ length: rounds + 2 }, () => {
    const start = performance.now()
    const state = records.reduce<Community | null>(evolveCommunity, null)
    const took = performance.now() - start
    if (state?.committee.proposals !== proposals) throw new Error('a proposal was lost')
    return took
  })
  // The first two rounds are the compiler's.
  const took = median(times.slice(2))
  return [
    {
      what: `fold ${proposals} proposals (${records.length} events)`,
      median: took,
      unit: 'ms',
      ofRaw: null,
      goal: '< 100 ms',
      reached: took < 100,
    },
  ]
}

function history(proposals: number): readonly Recorded<CommunityEvent>[] {
  const founded: CommunityEvent = {
    type: 'CommunityFounded',
    community: 'k-000000000000',
    name: 'Anchorage',
    address: '',
    from: '',
    announceTo: '',
  }
  const events = [
    founded,
    ...members.map(seatOf),
    ...Array.from({ length: proposals }, (_, nth) => proposalOf(nth + 1)).flat(),
  ]
  return events.map((event, at) => ({
    stream: 'k-000000000000',
    version: at + 1,
    at: new Date(1_700_000_000_000 + at * 60_000).toISOString(),
    by: members[at % members.length] ?? 'product',
    event,
  }))
}

function seatOf(person: PersonId): Happening {
  const about = { source: 'elected', statement: '', nominatedBy: null, proposal: null, affiliation: '' } as const
  return { type: 'MemberSeated', person, ...about }
}

function proposalOf(proposal: number): Happening[] {
  const person: PersonId = `p-${String(proposal).padStart(12, '1')}`
  const rule = {
    clause: 'C7',
    method: 'lazy-consensus',
    silence: 'P7D',
    ballot: 'P7D',
    needs: 'more-than',
    share: '1/2',
    of: 'votes',
    leastAyes: 1,
    quorum: '1/2',
    standIns: 'vote',
    whoLeaves: 'ballot-counts',
    body: null,
  } as const
  const opened: Happening = {
    type: 'ProposalOpened',
    proposal,
    subject: { kind: 'nominate', person, affiliation: '', way: 'interest', replaces: null },
    statement: 'has reviewed for years',
    rule,
    closes: '2026-03-09T12:00:00Z',
    electorate: [],
    warnings: [],
    despite: '',
  }
  const voted = proposal % 3 === 0
  const ballots = members.map((seat): Happening => ({ type: 'BallotCast', proposal, seat, choice: 'aye', reason: '' }))
  const closes = '2026-03-16T12:00:00Z'
  const contested: Happening = { type: 'ProposalContested', proposal, reason: 'early', closes, electorate: members }
  const adopted = proposal % 10 === 0
  const outcome = adopted ? 'adopted' : 'withdrawn'
  const closed: Happening = { type: 'ProposalClosed', proposal, outcome, tally: null, early: false, says: '' }
  const seated: Happening[] = adopted
    ? [seatOf(person), { type: 'MemberUnseated', person, reason: 'stepped down', proposal: null }]
    : []
  return [opened, ...(voted ? [contested, ...ballots] : []), closed, ...seated]
}
