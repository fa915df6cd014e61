import { join } from 'node:path'
import { idFrom, type CommunityId } from '../core/kernel/index.ts'
import { openKnown } from '../core/matching/index.ts'
import { mostOfALetter, openRecords, type Mode, type World } from '../app/index.ts'
import { StoreFailed, VaultFailed, type Lines, type Mail, type Store, type Vault } from '../app/ports/index.ts'
import { landmarkAt } from '../adapters/landmark/index.ts'
import { makeFolder } from '../adapters/files/index.ts'
import { postedAlerts } from '../adapters/alerts/index.ts'
import { openFiles } from '../adapters/attachments/index.ts'
import { csafTests } from '../adapters/csaf/index.ts'
import { cveServices } from '../adapters/cna/index.ts'
import { machine, windableMachine } from '../adapters/machine/index.ts'
import { smtpMail } from '../adapters/mail/index.ts'
import { mailIn, mailReading } from '../adapters/mailbox/index.ts'
import { openPgp } from '../adapters/openpgp/index.ts'
import { repositories } from '../adapters/repositories/index.ts'
import { openVault, seal, unseal } from '../adapters/vault/index.ts'
import { openEngine } from './engine.ts'
import { fenced } from './fenced.ts'
import { assertKeysHere } from './keys.ts'
import { attachmentsFolder, landmarkFile, vaultAt, type InstallationAt } from './places.ts'

export interface WorldAt extends InstallationAt {
  readonly mode: Mode
  readonly lines: Lines
  readonly mail?: Mail
  /** Where the installation's key lies, for a copy that is only looked at; left out: in the data folder. */
  readonly installationKey?: string | undefined
  /** Resolves while this server may write to the database, which others might carry away; left out: nobody can. */
  readonly standing?: (() => Promise<void>) | undefined
}

export interface OpenWorld extends World {
  /** Where it keeps what people attached. */
  readonly attachments: string
  close(): Promise<void>
}

/** Opens everything that an installation consists of; makes what is missing. */
export async function openWorld({ mail = smtpMail(), ...at }: WorldAt): Promise<OpenWorld> {
  makeFolder(at.data)
  const engine = await openEngine(at)
  const store = at.standing === undefined ? engine : fenced(engine, at.standing)
  try {
    return await worldOver(store, { mail, ...at })
  } catch (error) {
    await store.close()
    throw error
  }
}

async function worldOver(
  store: Store,
  { installationKey, ...at }: WorldAt & { readonly mail: Mail },
): Promise<OpenWorld> {
  const own = vaultAt(at)
  await assertKeysHere(at)
  const vault = await openVault({ ...own, installationKey: installationKey ?? own.installationKey })
  try {
    return await worldOf(store, vault, at)
  } catch (error) {
    await vault.close()
    throw error
  }
}

async function worldOf(
  store: Store,
  vault: Vault,
  { mode, lines, mail, ...at }: WorldAt & { readonly mail: Mail },
): Promise<OpenWorld> {
  const windable = mode === 'demo' ? await windableMachine(store) : null
  const here = windable ?? machine()
  const community = await communityOf(store, vault)
  const csaf = csafTests()
  const reading = mailReading()
  const attachments = attachmentsFolder(at)
  return {
    attachments,
    mode,
    community,
    store,
    vault,
    files: openFiles(attachments, { seal, unseal }),
    landmark: landmarkAt(landmarkFile(at.data)),
    mail,
    alerts: postedAlerts(),
    mailIn: mailIn({ size: mostOfALetter }),
    reading,
    openpgp: openPgp(),
    csaf,
    cve: cveServices(),
    repositories: repositories(join(at.data, 'repositories')),
    lines,
    machine: here,
    clock: windable,
    records: openRecords(community, store, vault, here),
    known: openKnown(),
    async close() {
      await csaf.close()
      await reading.close()
      await store.close()
      await vault.close()
    },
  }
}

/** The id of the community that an installation serves first. */
export function firstCommunity(vault: Vault): CommunityId {
  return idFrom('k', Uint8Array.fromHex(vault.blind('community', 'the first')))
}

/** Under which the database knows whose it is. */
const owner = { kind: 'installation', key: 'community' } as const

/**
 * The community's id follows from the installation's key: an id in a setting could be exchanged for that of a community
 * of somebody else's making. The first server on an empty database claims it, so that another one with keys of its own
 * founds no second community there. Throws `VaultFailed` (`wrong_installation_key`) when the database belongs to other
 * keys, `StoreFailed` (`corrupt`) when it has lost its community.
 */
async function communityOf(store: Store, vault: Vault): Promise<CommunityId> {
  const id = firstCommunity(vault)
  const founded = await store.streams('community')
  const own = founded.some(({ stream }) => stream === id)
  const known = await store.lookup(owner.kind, owner.key)
  const isOurs = known === undefined ? founded.length === 0 || own : known === id
  if (!isOurs || (known === undefined && !(await store.commit({ lookups: [{ ...owner, value: id }] })).ok)) {
    const says =
      'the database belongs to other keys; servers on one database share one data folder, or TOCSIN_KEYS and a key'
    throw new VaultFailed('wrong_installation_key', says)
  }
  if (!own && (await store.streams('case')).length > 0) {
    throw new StoreFailed('corrupt', 'the database has cases, and the record of their community is gone')
  }
  return id
}
