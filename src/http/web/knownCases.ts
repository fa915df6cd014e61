import { listCases, type World } from '../../app/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { Option } from './components/index.ts'

/** So many are offered; whoever wants another one still types its id. */
const mostOffered = 100

/** Cases that this person may see, by title, the last changed first: nobody should have to know an id by heart. */
export async function knownCases(world: World, person: PersonId, except?: string): Promise<readonly Option[]> {
  const { cases } = await listCases(world, person, { open: 'all', limit: mostOffered })
  return cases.flatMap(({ case: value, summary, open }) =>
    summary === null || value === except ? [] : [{ value, label: open ? summary.title : `${summary.title} (closed)` }],
  )
}
