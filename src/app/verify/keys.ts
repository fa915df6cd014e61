import type { CommunityId } from '../../core/kernel/index.ts'
import {
  BadNote,
  readSigningKey,
  readWitnesses,
  signingKeyPlace,
  signingKeyRow,
  witnessesRow,
  type VerifierKey,
  type Witness,
} from '../../core/log/index.ts'
import { VaultFailed, type Machine, type Store, type Vault } from '../ports/index.ts'
import type { Tell } from './verification.ts'

type Sources = {
  readonly store: Pick<Store, 'lookup' | 'setting'>
  readonly machine: Pick<Machine, 'digest' | 'ed25519'>
  readonly tell: Tell
}

/** The key of the log, as it was sealed; `null` after saying why it cannot be had. */
export async function sealedKey(
  { store, machine, tell }: Sources,
  vault: Pick<Vault, 'key'>,
  community: CommunityId,
): Promise<VerifierKey | null> {
  const sealed = await store.lookup(signingKeyRow.kind, signingKeyRow.key)
  if (sealed === undefined) {
    tell('log_key_missing', 'log')
    return null
  }
  try {
    const text = (await vault.key(community)).unseal(signingKeyPlace(community), Uint8Array.fromBase64(sealed))
    return readSigningKey(text, machine).key
  } catch (error) {
    if (!(error instanceof VaultFailed || error instanceof SyntaxError || error instanceof BadNote)) throw error
    tell('log_key_unreadable', 'log')
    return null
  }
}

export async function knownWitnesses({ store, machine, tell }: Sources): Promise<readonly Witness[]> {
  try {
    return readWitnesses(machine.digest, (await store.setting(witnessesRow)) ?? '')
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    tell('witnesses_broken', 'log')
    return []
  }
}
