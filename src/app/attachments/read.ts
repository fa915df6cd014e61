import type { CaseId } from '../../core/kernel/index.ts'
import type { Attachment } from '../../core/process/index.ts'
import type { World } from '../world.ts'
import { placeOf } from './place.ts'

/** A file's bytes, piece by piece, as they were sent. Throws `FilesFailed`: `missing` at once, `tampered` on the way. */
export async function readFile(
  world: World,
  id: CaseId,
  { file }: Pick<Attachment, 'file'>,
): Promise<AsyncIterable<Uint8Array>> {
  const key = await world.vault.key(id)
  return world.files.read({ case: id, file }, (sealed) => key.unseal(placeOf(id, file), sealed))
}
