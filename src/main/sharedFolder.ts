import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../adapters/files/index.ts'
import type { World } from '../app/index.ts'
import { Failed } from './failure.ts'
import { attachmentsFolder, type InstallationAt } from './places.ts'

/** Says in the folder whose files are in it, and in the database that the folder says so. */
const [mark, marked] = ['of.txt', 'attachments_marked']

/**
 * A folder that machines share may be missing on one of them: its disk is not mounted, and what people attach would lie
 * where nobody else finds it. So it is marked when it is used first, and used by nobody where the mark is not. Throws
 * `Failed`: `attachments_not_mounted`, `attachments_not_moved`.
 */
export async function assertShared(
  { store, community }: Pick<World, 'store' | 'community'>,
  at: InstallationAt,
): Promise<void> {
  const isMarked = (await store.setting(marked)) !== undefined
  if (at.attachments === undefined && !isMarked) return
  const folder = attachmentsFolder(at)
  const file = join(folder, mark)
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (found === community) return
  if (found !== undefined || isMarked) {
    const says = found === undefined ? 'is not the folder that the files are in' : 'holds another installation’s files'
    const instead = 'Mount its disk, or set TOCSIN_ATTACHMENTS to where the files are.'
    throw new Failed('attachments_not_mounted', `${folder} ${says}`, instead)
  }
  assertMoved(at, folder)
  // Servers that start at once all write the same.
  await writeFile(file, `${community}\n`, { mode: 0o600, flush: true })
  syncFolder(folder)
  await store.commit({ settings: [{ name: marked, value: '1' }] })
}

/** After a restore the files are in a folder of their own again, whichever it is. */
export async function forgetShared({ store }: Pick<World, 'store'>): Promise<void> {
  await store.commit({ settings: [{ name: marked, value: null }] })
}

function assertMoved({ data }: InstallationAt, attachments: string): void {
  const own = attachmentsFolder({ data })
  if (!existsSync(join(own, 'cases')) || existsSync(join(attachments, 'cases'))) return
  const says = `${own} holds files, and ${attachments}, which TOCSIN_ATTACHMENTS names, holds none`
  throw new Failed('attachments_not_moved', says, 'Stop every server, and copy everything that is in it there.')
}
