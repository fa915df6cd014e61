import type { Store } from '../../src/app/ports/index.ts'
import { openPostgres, openStore } from '../../src/adapters/store/index.ts'

/** A folder, or the address of a PostgreSQL database. */
export function openPlace(place: string): Promise<Store> {
  return place.startsWith('postgres://') ? openPostgres(place) : openStore(place)
}
