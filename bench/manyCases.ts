import { loadCommunity, policyOf, type World } from '../src/app/index.ts'
import { batchFor, hostOf } from '../src/app/cases/index.ts'
import { blank } from '../src/app/records/index.ts'
import { membersOf } from '../src/core/community/index.ts'
import { idFrom, isRefused, type CaseId } from '../src/core/kernel/index.ts'
import { openCase, type CaseEvent } from '../src/core/process/index.ts'

/** One case in so many is open; the others have been closed long ago. */
const openOneIn = 100
const atOnce = 100

/**
 * So many cases straight into the store, in batches through its port: sealed records, rows, lists, as a report makes
 * them, without mails and alarms. Their words are drawn as in natural language: few are common, most are rare.
 */
export async function manyCases(world: World, count: number): Promise<CaseId[]> {
  const community = await loadCommunity(world)
  if (community === null) throw new Error('no community')
  const policy = policyOf(community)
  const now = world.machine.now()
  const actor = { by: 'product', now, members: membersOf(community, now), host: hostOf(community) } as const
  const drawn = words(count)
  const all: CaseId[] = []
  while (all.length < count) {
    const ids = Array.from({ length: Math.min(atOnce, count - all.length) }, () =>
      idFrom('c', world.machine.random(12)),
    )
    const changes = ids.map((id) => {
      const report = {
        title: drawn(7),
        project: `project${Math.floor(8 * drawn.chance() ** 2)}`,
        versions: '',
        impact: drawn(60),
        steps: '',
      }
      const opening = { case: id, policyVersion: community.policyVersion, via: 'form', report, reporter: null } as const
      const more = { terms: false, public: null, intent: null, disclosed: null, reopens: null }
      const events = openCase({ ...opening, ...more }, policy, now)
      if (isRefused(events)) throw new Error(events.code)
      return { stream: blank<CaseEvent, never>(id), events, policy }
    })
    const { appends = [], cases = [] } = await batchFor(world, changes, actor)
    const rows = cases.map((row, nth) => {
      const isOpen = (all.length + nth) % openOneIn === 0
      return isOpen ? row : { ...row, open: false, phase: 'closed', nextDue: null }
    })
    const { ok } = await world.store.commit({ appends, cases: rows })
    if (!ok) throw new Error('a commit was refused')
    all.push(...ids)
  }
  return all
}

interface Draws {
  (many: number): string
  chance(): number
}

/** Words of a made-up language by Zipf's law: the second half as often as the first, and so on. The same each time. */
function words(seed: number): Draws {
  let state = seed | 1
  const chance = () => {
    // xorshift32 (Marsaglia 2003): enough for words.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const vocabulary = 20_000
  const word = () => wordAt(Math.floor(vocabulary ** chance()))
  return Object.assign((many: number) => Array.from({ length: many }, word).join(' '), { chance })
}

const syllables = [
  'ka',
  'ri',
  'mo',
  'sel',
  'tun',
  'vor',
  'pi',
  'dra',
  'nes',
  'lo',
  'ghi',
  'ba',
  'ster',
  'qu',
  'fe',
  'zan',
]

/** The word of a rank, 1 being the most common. */
export function wordAt(rank: number): string {
  const parts: string[] = []
  for (let left = (rank * 2654435761) % 65_536; parts.length < 4; left = Math.floor(left / 16)) {
    parts.push(syllables[left % 16] ?? '')
  }
  return parts.join('')
}
