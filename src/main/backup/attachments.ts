import { createHash } from 'node:crypto'
import { copyFileSync, constants, existsSync, readdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { makeFolder, syncFolder } from '../../adapters/files/index.ts'
import { fingerprint } from './fingerprint.ts'

/** The sealed files beside the database: how many, how large, and one hash over the names and hashes of all. */
export const attachmentsShape = z.strictObject({
  files: z.int(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Named by a record, and lost or damaged already when the copy was made. */
  lost: z.int(),
})
export type Attachments = Omit<z.infer<typeof attachmentsShape>, 'lost'>

/**
 * Copies all files of all cases from one folder of attachments into another one that has none. They never change; one that goes meanwhile belongs to a
 * case that was erased meanwhile.
 */
export function copyAttachments(from: string, to: string): void {
  for (const { path, of } of kept(from)) {
    makeFolder(join(cases(to), of))
    try {
      copyFileSync(join(cases(from), path), join(cases(to), path), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  if (existsSync(cases(to))) syncFolder(cases(to))
}

/** To be read in place. */
export function lendAttachments(from: string, to: string): void {
  if (existsSync(from)) symlinkSync(resolve(from), to, 'junction')
}

export async function fingerprintAttachments(folder: string): Promise<Attachments> {
  const hash = createHash('sha256')
  let [files, bytes] = [0, 0]
  for (const { path } of kept(folder)) {
    const one = await fingerprint(join(cases(folder), path))
    hash.update(`${path} ${one.sha256}\n`)
    files += 1
    bytes += one.bytes
  }
  return { files, bytes, sha256: hash.digest('hex') }
}

function cases(attachments: string): string {
  return join(attachments, 'cases')
}

/** In one order everywhere. */
function kept(folder: string): readonly { readonly path: string; readonly of: string }[] {
  const within = cases(folder)
  if (!existsSync(within)) return []
  return readdirSync(within)
    .toSorted()
    .flatMap((of) =>
      readdirSync(join(within, of))
        .toSorted()
        .map((file) => ({ path: `${of}/${file}`, of })),
    )
}
