import type { StreamId } from '../../core/kernel/index.ts'
import { theCommunity } from '../community/index.ts'
import { VaultFailed } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * Whether it failed because its stream was erased while it was on its way: then there is nothing to send. A key that is
 * missing without such a record is lost, and people have to see that.
 */
export async function isErased(world: World, stream: StreamId, error: unknown): Promise<boolean> {
  if (!(error instanceof VaultFailed) || error.code !== 'no_key') return false
  const { erased } = await theCommunity(world)
  return erased.some((one) => one.case === stream || one.reporters.some((reporter) => reporter === stream))
}
