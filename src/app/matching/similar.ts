import { membersOf } from '../../core/community/index.ts'
import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { describedCase, rank, type Likelihood, type Reason } from '../../core/matching/index.ts'
import type { Case } from '../../core/process/index.ts'
import { shownInList } from '../cases/index.ts'
import { theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'

/** A case, or a record that was imported, that may be about the same vulnerability. */
export interface Similar {
  readonly id: string
  readonly title: string
  readonly likelihood: Likelihood
  readonly reasons: readonly Reason[]
  /** `null`: it is an imported record. */
  readonly case: { readonly id: CaseId; readonly open: boolean; readonly opened: string } | null
}

export interface SimilarAnswer {
  /** The likeliest first. */
  readonly similar: readonly Similar[]
  /** With so many others it was compared. */
  readonly among: number
}

const mostShown = 5

/**
 * What this case may be a duplicate of. For members alone, who may read every case: for anyone else
 * there is nothing, and nothing is said of it. Cases that it was one with are left out, and what was found to be another.
 */
export async function similarTo(world: World, person: PersonId, c: Case): Promise<SimilarAnswer> {
  const { corpus, titles } = world.known
  if (!membersOf(await theCommunity(world), world.machine.now()).includes(person)) return { similar: [], among: 0 }
  const { mergedInto, absorbed, splitFrom, splitInto } = c.related
  const family = [c.id, mergedInto, ...absorbed, splitFrom?.case, ...splitInto, c.reopens]
  const out = new Set<string | null | undefined>([...family, ...c.dismissed, c.cve.id])
  const candidates = rank(corpus, describedCase(c), { most: mostShown, may: (key) => !out.has(key) })
  const shown = await Promise.all(
    candidates.map(async ({ key, likelihood, reasons }): Promise<Similar[]> => {
      if (!isId('c', key)) {
        const title = titles.get(key)
        return title === undefined ? [] : [{ id: key, title, likelihood, reasons, case: null }]
      }
      const row = await world.store.caseRow(person, key)
      const [listed] = row === undefined ? [] : await shownInList(world, person, [row])
      if (listed?.summary == null) return []
      const { open, opened } = listed
      return [{ id: key, title: listed.summary.title, likelihood, reasons, case: { id: key, open, opened } }]
    }),
  )
  return { similar: shown.flat(), among: corpus.has(c.id) ? corpus.size - 1 : corpus.size }
}
