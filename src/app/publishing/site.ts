import type { Site } from '../../core/publishing/index.ts'
import { NotSetUp } from '../community/index.ts'
import { issuerOf, type Issuer } from '../public/index.ts'
import { committeeKeys, madeCommitteeKey, type CommitteeKey } from '../openpgp/index.ts'
import type { World } from '../world.ts'

/** Who publishes, and with which keys, the present one first. */
export interface Publishing {
  readonly site: Site
  readonly issuer: Issuer
  readonly key: CommitteeKey
  readonly keys: readonly CommitteeKey[]
}

/** `address`: where it is published, if not at the community's own. The committee's key is made where there is none. */
export async function publishing(world: World, address?: string): Promise<Publishing> {
  const { state, records } = await world.records.read('community', world.community)
  const key = await madeCommitteeKey(world)
  const [founded] = records
  if (state === null || founded === undefined || key === undefined) throw new NotSetUp()
  const site = { name: state.name, address: (address ?? state.address).replace(/\/+$/, ''), since: founded.at }
  return { site, issuer: issuerOf(state), key, keys: await committeeKeys(world) }
}
