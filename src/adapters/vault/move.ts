import { randomBytes } from 'node:crypto'
import { VaultFailed } from '../../app/ports/index.ts'
import { assertArrived } from './carry.ts'
import { comingOf, currentOf, keysAt, moving } from './keyring.ts'
import { movedTo, type Keystore, type KeystoreAt } from './keystore.ts'
import { openKeystore } from './openKeystore.ts'
import type { VaultAt } from './rotate.ts'

/** Where keys are taken to, and how people may see it. */
export interface Destination {
  readonly keystore: KeystoreAt
  readonly name: string
}

/** What stands in a keystore, in place of its `check`, while its keys are on their way. */
interface Way {
  readonly to: string
  readonly check: string
  /** The same in the other keystore, where all have arrived. */
  readonly token: string
}

/** The fact in a keystore that keys came to: which move brought them. */
const came = 'came'

/**
 * Moves all keys from one keystore into an empty other one, and then empties the first. Killed at any point, the same
 * call goes on:
 *
 *   1. shut     The old place loses its `check` and says where the keys go: nobody makes or destroys a key there any more.
 *   2. fill     All of them in one transaction, with the move's token: wholly or not at all.
 *   3. compare  Each key, byte by byte.
 *   4. empty    The old place keeps nothing but where they went.
 *
 * Where the second fails, the first is undone. Throws `VaultFailed`: `rotating`, `not_empty`, `moved`;
 * `VaultUnavailable`.
 */
export async function moveKeys(
  { keystore: from, installationKey }: VaultAt,
  to: Destination,
): Promise<{ readonly streams: number }> {
  const source = await openKeystore(from)
  try {
    const target = await openKeystore(to.keystore)
    try {
      const lock = await source.hold()
      if (lock === undefined) throw new VaultFailed('rotating', 'the keys are being rotated or moved already')
      try {
        return await moveBetween(source, target, { installationKey, name: to.name })
      } finally {
        await lock.release()
      }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** The steps alone; whoever calls it keeps others out. */
export async function moveBetween(
  source: Keystore,
  target: Keystore,
  { installationKey, name }: { readonly installationKey: string; readonly name: string },
): Promise<{ readonly streams: number }> {
  const begun = await source.fact(moving)
  const way = begun === undefined ? await shut(source, installationKey, name) : (JSON.parse(begun) as Way)
  if (way.to !== name) throw new VaultFailed('moved', `the keys are on their way to ${way.to}: name that place`)
  const isFilled = (await target.fact(came)) === way.token
  if (!isFilled) await fill(source, target, way)
  const contents = await source.contents()
  await assertArrived(contents, target, { since: isFilled })
  await source.empty({ [movedTo]: name })
  return { streams: contents.rows.length }
}

async function shut(source: Keystore, installationKey: string, to: string): Promise<Way> {
  const keys = keysAt(installationKey)
  const current = await currentOf(source, keys, installationKey)
  if ((await comingOf(source, keys, current, installationKey)) !== undefined) {
    throw new VaultFailed('rotating', 'the installation’s key is being rotated')
  }
  const way: Way = { to, check: current.check, token: randomBytes(16).toString('hex') }
  const shutNow = await source.stateWhere('check', current.check, { check: null, [moving]: JSON.stringify(way) })
  if (!shutNow) throw new VaultFailed('rotating', 'the installation’s key was rotated at this moment')
  return way
}

async function fill(source: Keystore, target: Keystore, way: Way): Promise<void> {
  try {
    const { rows, facts } = await source.contents()
    const own = [...facts].filter(([name]) => name !== moving && name !== came)
    await target.bringIn({ rows, facts: new Map([...own, ['check', way.check], [came, way.token]]) })
  } catch (cause) {
    // Where the answer alone was lost, they are there. Where that cannot be asked, the old place stays shut.
    if ((await target.fact(came)) === way.token) return
    await source.stateWhere(moving, JSON.stringify(way), { check: way.check, [moving]: null })
    throw cause
  }
}
