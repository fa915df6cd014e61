import { StoreFailed } from '../../app/ports/index.ts'
import { carry, held, type Filling, type Held, type Moment } from './shared/carry.ts'
import { fillFile, readFile } from './sqlite/carry.ts'

/** Where a store lies: a file of the embedded engine, or a PostgreSQL database. */
export type StoreAt = { readonly file: string } | { readonly url: string }

/**
 * Carries everything from one store into an empty other one, whichever engines they have, and reads both again to
 * compare them cell by cell. Answers with what was carried, as of one moment of the source. Throws `StoreFailed`; the
 * target is then as empty as before.
 */
export async function carryStore(from: StoreAt, to: StoreAt): Promise<readonly Held[]> {
  return reading(from, async (moment) => {
    const carried = await filling(to, (target) => carry(moment, target))
    const arrived = await reading(to, held)
    const other = carried.find(({ digest }, index) => arrived[index]?.digest !== digest)
    if (other !== undefined) throw new StoreFailed('corrupt', `${other.table} did not arrive as it was read`)
    return carried
  })
}

/** Whether a store holds what was carried out of it, and nothing else; asked of all tables but `settings`. */
export async function isAsCarried(from: StoreAt, carried: readonly Held[]): Promise<boolean> {
  const now = await reading(from, held)
  return carried.every(({ table, digest }, index) => table === 'settings' || now[index]?.digest === digest)
}

async function reading<Answer>(at: StoreAt, act: (moment: Moment) => Promise<Answer>): Promise<Answer> {
  return 'url' in at ? (await postgres()).readDatabase(at.url, act) : readFile(at.file, act)
}

async function filling<Answer>(at: StoreAt, act: (filling: Filling) => Promise<Answer>): Promise<Answer> {
  return 'url' in at ? (await postgres()).fillDatabase(at.url, act) : fillFile(at.file, act)
}

const postgres = () => import('./postgres/carry.ts')
