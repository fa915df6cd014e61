import { z } from 'zod'
import { cnaAccount, cveServicesAddresses } from '../../core/community/index.ts'
import type { PersonId, Refused } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import type { World } from '../world.ts'
import { change } from './settings.ts'

/** The settings' form: one of the CVE Program’s own addresses, or another. */
const cnaFields = z.object({
  instance: z.enum(['production', 'test', 'other']).default('production'),
  address: z.string().trim().default(''),
  org: z.string().trim().default(''),
  orgId: z.string().trim().toLowerCase().default(''),
  user: z.string().trim().default(''),
  key: z.string().trim().default(''),
})

/**
 * An administrator enters the community’s account with CVE Services; with an empty short name, there is none any more.
 * An empty key keeps the one that is set, for the same user at the same address only.
 */
export async function configureCna(
  world: World,
  by: PersonId,
  input: unknown,
): Promise<Refused | BadInput | Conflict | { readonly done: true }> {
  const asked = cnaFields.safeParse(input)
  if (!asked.success) return badInput(asked.error)
  const { instance, org, orgId, user, key } = asked.data
  if (org === '') return change(world, by, () => [{ type: 'CnaConfigured', account: null }])
  const { cna } = await theCommunity(world)
  const address = (instance === 'other' ? asked.data.address : cveServicesAddresses[instance]).replace(/\/+$/, '')
  const same = cna !== null && cna.address === address && cna.org === org && cna.user === user
  const parsed = cnaAccount.safeParse({ address, org, orgId, user, key: key === '' && same ? cna.key : key })
  if (!parsed.success) return badInput(parsed.error)
  return change(world, by, () => [{ type: 'CnaConfigured', account: parsed.data }])
}
