import { alertSettings } from '../../core/community/index.ts'
import type { PersonId, Refused } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import type { World } from '../world.ts'
import { change } from './settings.ts'

/** What people's alert channels may reach: an administrator's word. */
export async function configureAlerts(
  world: World,
  by: PersonId,
  input: unknown,
): Promise<Refused | BadInput | Conflict | { readonly done: true }> {
  const parsed = alertSettings.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  return change(world, by, () => [{ type: 'AlertsConfigured', ...parsed.data }])
}
