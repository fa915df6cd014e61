import { isRefused, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { actNamed } from '../../core/process/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import { keeping, takeFiles, type SharedRoom, type Uploads } from '../attachments/index.ts'
import type { World } from '../world.ts'
import { act, type ActRequest, type Done } from './act.ts'

/**
 * A message with files: taken in only once the message itself is in order, kept only if it is posted. `shared`: room that
 * they share with other people's.
 */
export async function postWithFiles(
  world: World,
  person: PersonId,
  request: Omit<ActRequest, 'act' | 'attached'>,
  uploads: Uploads,
  shared?: SharedRoom,
): Promise<Done | Refused | BadInput | Conflict> {
  const fields = actNamed('post').fields.safeParse(request.fields)
  if (!fields.success) return badInput(fields.error)
  const attached = await takeFiles(world, uploads, shared)
  if (isRefused(attached)) return attached
  return keeping(world, request.case, attached, () => act(world, person, { ...request, act: 'post', attached }))
}
