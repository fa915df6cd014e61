import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { idFrom, isId, type CommunityId } from '../core/kernel/index.ts'
import { openRecords, type Mode, type World } from '../app/index.ts'
import type { Lines, Mail, Store } from '../app/ports/index.ts'
import { machine, windableMachine } from '../adapters/machine/index.ts'
import { smtpMail } from '../adapters/mail/index.ts'
import { openStore } from '../adapters/store/index.ts'
import { openVault } from '../adapters/vault/index.ts'

export interface WorldAt {
  /** The data folder: database, keystore, and, in a folder of its own, the installation's key. */
  readonly data: string
  readonly mode: Mode
  readonly lines: Lines
  readonly mail?: Mail
}

export interface OpenWorld extends World {
  close(): Promise<void>
}

/** Opens everything that an installation consists of; makes what is missing. */
export async function openWorld({ data, mode, lines, mail = smtpMail() }: WorldAt): Promise<OpenWorld> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const store = await openStore(data)
  const vault = await openVault({
    keystore: join(data, 'keys.db'),
    installationKey: join(data, 'secret', 'installation.key'),
  })
  const windable = mode === 'demo' ? await windableMachine(store) : null
  const here = windable ?? machine()
  const community = await communityOf(store, here.random(12))
  return {
    mode,
    community,
    store,
    vault,
    mail,
    lines,
    machine: here,
    clock: windable,
    records: openRecords(community, store, vault, here),
    async close() {
      await store.close()
      await vault.close()
    },
  }
}

/** The community's id is made with the installation, before anybody sets it up. */
async function communityOf(store: Store, random: Uint8Array): Promise<CommunityId> {
  const known = await store.setting('community')
  if (known !== undefined && isId('k', known)) return known
  const made = idFrom('k', random)
  await store.commit({ settings: [{ name: 'community', value: made }] })
  return made
}
