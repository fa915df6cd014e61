import { isId, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'

/** Of whoever reports again and again, so many ways back are found. */
const most = 20

/**
 * That this person's reports are found by their address, for whoever lost their link: for the commit that registers them,
 * which is `taken` when somebody else reports with the same address at this moment. The address stands nowhere in plain.
 */
export async function findable(
  world: World,
  person: PersonId,
  email: string,
): Promise<Required<Pick<Batch, 'freed' | 'lookups'>>> {
  if (email === '') return { freed: [], lookups: [] }
  const name = { kind: 'reports', key: keyOf(world, email) }
  const before = await world.store.lookup(name.kind, name.key)
  const value = [person, ...peopleIn(before)].slice(0, most).join(' ')
  return { freed: before === undefined ? [] : [{ ...name, value: before }], lookups: [{ ...name, value }] }
}

/** That they are found by it no more: for the commit that forgets them. */
export async function unfindable(
  world: World,
  person: PersonId,
  email: string,
): Promise<Required<Pick<Batch, 'freed' | 'lookups'>>> {
  const name = { kind: 'reports', key: keyOf(world, email) }
  const before = email === '' ? undefined : await world.store.lookup(name.kind, name.key)
  const people = peopleIn(before)
  if (before === undefined || !people.includes(person)) return { freed: [], lookups: [] }
  const value = people.filter((one) => one !== person).join(' ')
  return { freed: [{ ...name, value: before }], lookups: value === '' ? [] : [{ ...name, value }] }
}

/**
 * Whoever reported with this address, the newest first, with the cases that their links lead to. Each one's own record has
 * the last word: a changed lookup sends nobody a link.
 */
export async function reportedWith(
  world: World,
  email: string,
): Promise<readonly { readonly person: PersonId; readonly case: CaseId }[]> {
  if (email === '') return []
  const people = peopleIn(await world.store.lookup('reports', keyOf(world, email)))
  const found = await Promise.all(
    people.map(async (person) => ({ person, cases: await casesOf(world, person, email) })),
  )
  return found.flatMap(({ person, cases }) => cases.map((id) => ({ person, case: id })))
}

async function casesOf(world: World, person: PersonId, email: string): Promise<readonly CaseId[]> {
  const known = (await world.records.read('person', person)).state
  if (known?.email.toLowerCase() !== email.toLowerCase()) return []
  const links = await world.store.secretsOf(person, 'reporter')
  return [...new Set(links.flatMap(({ scope }) => (scope !== null && isId('c', scope) ? [scope] : [])))]
}

function peopleIn(value: string | undefined): readonly PersonId[] {
  return (value ?? '').split(' ').filter((part): part is PersonId => isId('p', part))
}

function keyOf(world: World, email: string): string {
  return world.vault.blind('reports', email.trim().toLowerCase())
}
