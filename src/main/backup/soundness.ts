import { copyFileSync, constants, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkFiles, verifyLog } from '../../app/index.ts'
import { makeFolder } from '../../adapters/files/index.ts'
import { Failed } from '../failure.ts'
import { openFolder } from '../installation.ts'
import { attachmentsFolder } from '../places.ts'
import { lendAttachments } from './attachments.ts'
import { parts } from './manifest.ts'

export interface Sound {
  readonly records: number
  readonly events: number
  readonly erased: number
  /** Attached files that are missing or damaged. */
  readonly lost: number
}

/**
 * Opens a copy of a copy and recomputes every chain and commitment: opening a database writes to it, and what was
 * written down must stay as it was. `installationKey`: where it lies; it is read there, and not copied to where backups
 * are. Throws `Failed`: `backup_damaged`, or `wrong_installation_key`.
 */
export async function soundCopy(from: string, scratch: string, installationKey: string): Promise<Sound> {
  makeFolder(scratch)
  try {
    for (const part of parts) copyFileSync(join(from, part), join(scratch, part), constants.COPYFILE_FICLONE)
    lendAttachments(attachmentsFolder({ data: from }), attachmentsFolder({ data: scratch }))
    const world = await openFolder(scratch, { installationKey })
    try {
      const engine = await world.store.check()
      const { streams, events, erased, findings } = await verifyLog(world)
      const wrong = findings.length + engine.length
      if (wrong > 0) {
        const [first] = findings
        const what = first === undefined ? engine[0] : `${first.place}: ${first.says}`
        throw new Failed('backup_damaged', `${wrong} findings in the copy, first ${what}`, 'Run tocsin log verify.')
      }
      const attached = await checkFiles(world)
      return { records: streams, events, erased: erased.length, lost: attached.findings.length }
    } finally {
      await world.close()
    }
  } catch (error) {
    // Nobody knows the copy's own place.
    if (!(error instanceof Failed)) throw error
    throw new Failed(error.code, error.message.replaceAll(scratch, from), error.instead, { cause: error })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
