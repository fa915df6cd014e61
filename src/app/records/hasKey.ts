import type { StreamId } from '../../core/kernel/index.ts'
import { VaultFailed, type Vault } from '../ports/index.ts'

/** Whether a stream can still be read: erasing destroys its key, and leaves its rows behind. Throws `VaultFailed`. */
export async function hasKey({ vault }: { readonly vault: Vault }, stream: StreamId): Promise<boolean> {
  try {
    await vault.key(stream)
    return true
  } catch (error) {
    if (error instanceof VaultFailed && error.code === 'no_key') return false
    throw error
  }
}
