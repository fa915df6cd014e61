import { importedRow } from '../../../core/mail/index.ts'
import { isId, type PersonId } from '../../../core/kernel/index.ts'
import type { World } from '../../world.ts'
import { openPast, over, quietly, type ImportTally } from './open.ts'

/**
 * Opens a case for each row of another platform's export; a row that is here already is finished, and not repeated.
 * `closed`: all of it is over, whatever the rows say.
 */
export async function importRows(
  world: World,
  member: PersonId,
  rows: AsyncIterable<Readonly<Record<string, string>>>,
  {
    closed: all = false,
    told = () => undefined,
  }: { readonly closed?: boolean; readonly told?: (tally: ImportTally) => void } = {},
): Promise<ImportTally> {
  const tally = { opened: 0, posted: 0, known: 0, leftOut: 0 }
  for await (const given of rows) {
    const row = importedRow(given)
    if (row === undefined) {
      tally.leftOut += 1
      continue
    }
    const { id, closed, ...past } = row
    const key = world.vault.blind('import', id === '' ? JSON.stringify([row.title, row.reported, row.impact]) : id)
    const before = await world.store.lookup('import', key)
    const lookups = (value: string) => [{ kind: 'import', key, value }]
    const of = before !== undefined && isId('c', before) ? before : await openPast(world, member, { ...past, lookups })
    const why = closed !== null ? `Imported as over: ${closed}` : all ? 'Imported from an archive' : null
    if (why !== null) await quietly(world, member, of, over(why))
    tally[before === undefined ? 'opened' : 'known'] += 1
    told(tally)
  }
  return tally
}
