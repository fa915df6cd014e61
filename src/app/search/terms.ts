import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { namedIn, termsOf } from '../../core/search/index.ts'
import { VaultFailed, type IndexedCase, type IndexedTerm } from '../ports/index.ts'
import type { World } from '../world.ts'
import { tokenOf } from './blind.ts'

/** What a case is to be found by as it stands; nothing of one that was erased. One that cannot be read stays as it is. */
export async function indexedTerms(world: World, { case: id, terms }: IndexedCase): Promise<readonly IndexedTerm[]> {
  try {
    const c = (await world.records.read('case', id)).state
    if (c === null) return []
    const found = termsOf(c, await namesOf(world, namedIn(c)))
    // Two terms of one token, if ever: the table has one row for both.
    const weights = new Map<number, number>()
    for (const [term, weight] of found) {
      const token = tokenOf(world, term)
      weights.set(token, Math.max(weight, weights.get(token) ?? 0))
    }
    return [...weights].map(([token, weight]) => ({ token, weight }))
  } catch (error) {
    if (!(error instanceof VaultFailed)) throw error
    world.lines.error('case_not_indexed', { case: id, code: error.code })
    return terms
  }
}

async function namesOf(world: World, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const states = await Promise.all(people.map(async (id) => (await world.records.read('person', id)).state))
  return new Map(states.flatMap((person) => (person === null ? [] : [[person.id, person.name] as const])))
}

/** Every case that names a person, in the index as it stands. */
export async function casesNaming(world: World, person: PersonId): Promise<readonly CaseId[]> {
  const all: CaseId[] = []
  const token = tokenOf(world, `person ${person}`)
  for (let after = -1; ;) {
    const page = await world.store.casesWith(token, after, 1000)
    const last = page.at(-1)
    if (last === undefined) return all
    all.push(...page.map((one) => one.case))
    after = last.place
  }
}
