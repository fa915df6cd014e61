import { existsSync } from 'node:fs'
import { moveKeys } from '../../adapters/vault/index.ts'
import { asFailed, Failed } from '../failure.ts'
import { sameDatabase, samePlace } from '../settings.ts'
import { shownAddress, vaultAt, vaultFiles, type InstallationAt } from '../places.ts'
import { hold } from './hold.ts'

/**
 * Carries an installation's wrapped keys into an empty database, or back into the data folder's file (`to` left out), and
 * empties the place that they were in. No server runs meanwhile. Stopped anywhere, the same again goes on. Throws
 * `Failed`.
 */
export async function moveKeysOf(
  at: InstallationAt,
  to: string | undefined,
): Promise<{ readonly to: string; readonly streams: number }> {
  const { keystore: file } = vaultFiles(at.data)
  const name = to === undefined ? file : shownAddress(to)
  try {
    if (to === undefined ? at.keys === undefined : at.keys !== undefined && samePlace(at.keys, to)) {
      throw new Failed('already_there', `the keys are in ${name}`, 'Name another place, or leave it as it is.')
    }
    if (to !== undefined && at.database !== undefined && samePlace(at.database, to)) throw sameDatabase()
    if (at.keys === undefined && !existsSync(file)) {
      throw new Failed('no_installation', `there is no ${file}`, 'Set TOCSIN_DATA to the folder that has it.')
    }
    const lock = await hold(at)
    try {
      const { streams } = await moveKeys(vaultAt(at), { keystore: to === undefined ? file : { url: to }, name })
      return { to: name, streams }
    } finally {
      await lock.release()
    }
  } catch (error) {
    throw asFailed(error, name)
  }
}
