import { readNote, verdictOf, type SigningKey } from '../../core/log/index.ts'
import type { World } from '../world.ts'

/** Whether the log's own key signed this checkpoint. */
export function isSigned({ machine }: Pick<World, 'machine'>, note: string, { key }: SigningKey): boolean {
  return verdictOf(machine.ed25519, readNote(note), key).verdict === 'signed'
}
