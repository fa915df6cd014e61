import type { CaseId } from '../../core/kernel/index.ts'
import type { Card } from '../../core/publishing/index.ts'
import type { PublishedRow } from '../ports/index.ts'
import { advisoryOf, type PublicAdvisory } from '../public/index.ts'
import { hasKey } from '../records/index.ts'
import type { World } from '../world.ts'

/** What was made of an advisory, for as long as nothing of it changes. */
export interface Kept<Made> {
  readonly made: Made
  /** False: to be made again next time. */
  readonly settled: boolean
}

/** By a name for the advisory as it stands: a keyed hash, which says nothing of the case it came from. */
export type Catalogue<Made> = ReadonlyMap<string, Kept<Made>>

/** More than any community has; the store asks for a number. */
const all = 1_000_000
/** So many advisories are made at once: signatures that are kept together share the wait for the disk. */
const atOnce = 32

/**
 * Makes something of every published advisory, anew only where it changed since `known` was made. Rows of one case
 * belong together: a CVE id that came later leaves the row of the old id as it was.
 */
export async function catalogue<Made>(
  world: World,
  known: Catalogue<Made>,
  make: (advisory: PublicAdvisory) => Promise<Kept<Made>>,
): Promise<Catalogue<Made>> {
  const cases = [...byCase(await world.store.published(world.community, all))]
  const made = new Map<string, Kept<Made>>()
  for (let from = 0; from < cases.length; from += atOnce) {
    const some = cases.slice(from, from + atOnce)
    const kept = await Promise.all(some.map(([id, rows]) => keptOf(world, id, rows, known, make)))
    for (const one of kept) if (one !== undefined) made.set(...one)
  }
  return made
}

/** `undefined`: erased, or not published under any of these rows. */
async function keptOf<Made>(
  world: World,
  id: CaseId,
  rows: readonly PublishedRow[],
  known: Catalogue<Made>,
  make: (advisory: PublicAdvisory) => Promise<Kept<Made>>,
): Promise<[name: string, kept: Kept<Made>] | undefined> {
  const [row] = rows
  if (row === undefined || !(await hasKey(world, id))) return undefined
  const name = nameOf(world, rows)
  const before = known.get(name)
  if (before?.settled === true) return [name, before]
  const now = world.machine.now()
  const advisory = await standing(world, row, rows)
  if (advisory === undefined) return undefined
  const fresh = await make(advisory)
  return [name, { ...fresh, settled: fresh.settled && isPast(rows, now) }]
}

export function cardOf({ id, document, severity, published, modified }: PublicAdvisory): Card {
  const { title, summary } = document
  const { class: named = null, score = null } = severity ?? {}
  return { id, title, summary, severity: named, score, published, modified }
}

/** Under the id that it has now: the dates are those of that id's row. */
async function standing(world: World, row: PublishedRow, rows: readonly PublishedRow[]) {
  const found = await advisoryOf(world, row)
  const own = rows.find(({ id }) => id === found?.id)
  return found === undefined || own === undefined
    ? undefined
    : { ...found, published: own.published, modified: own.modified }
}

function byCase(rows: readonly PublishedRow[]): ReadonlyMap<CaseId, readonly PublishedRow[]> {
  const cases = new Map<CaseId, PublishedRow[]>()
  for (const row of rows) {
    const others = cases.get(row.case)
    if (others === undefined) cases.set(row.case, [row])
    else others.push(row)
  }
  return cases
}

function nameOf({ vault }: World, rows: readonly PublishedRow[]): string {
  const told = rows.map(({ case: of, id, published, modified }) => [of, id, published, modified].join(' ')).toSorted()
  return vault.blind('publishing', told.join('\n')).slice(0, 32)
}

/** Rows say when something changed in whole seconds: too soon after it, another change may have had the same one. */
function isPast(rows: readonly PublishedRow[], now: Temporal.Instant): boolean {
  const settled = now.subtract({ seconds: 2 })
  return rows.every(({ modified }) => Temporal.Instant.compare(modified, settled) < 0)
}
