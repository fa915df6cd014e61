import { configureCna, type World } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'

/** An organisation's id, of the form that CVE Services gives: nobody's. */
export const orgId = '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c'

/** The community becomes a numbering authority whose id is known, so that it makes CVE records. */
export async function asNumberingAuthority(world: World, administrator: PersonId | undefined): Promise<void> {
  const account = { instance: 'test', org: 'anchorage', orgId, user: 'ada', key: 'key-of-ada' }
  const done = await configureCna(world, administrator ?? 'p-', account)
  if (!('done' in done)) throw new Error(JSON.stringify(done))
}
