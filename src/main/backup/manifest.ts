import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Failed } from '../failure.ts'
import { attachmentsFolder } from '../places.ts'
import { attachmentsShape, fingerprintAttachments } from './attachments.ts'
import { fingerprint } from './fingerprint.ts'

/** What a backup consists of: the database and the wrapped keys, each useless without the installation's key. */
export const parts = ['tocsin.db', 'keys.db'] as const
export type Part = (typeof parts)[number]
const manifestName = 'manifest.json'

const file = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })

const manifestShape = z.strictObject({
  format: z.literal(1),
  made: z.iso.datetime(),
  tocsin: z.string(),
  files: z.strictObject({ 'tocsin.db': file, 'keys.db': file } satisfies Record<Part, z.ZodType>),
  records: z.int(),
  events: z.int(),
  erased: z.int(),
  /** Missing: made before files could be attached. */
  attachments: attachmentsShape.optional(),
})
export type Manifest = z.infer<typeof manifestShape>

export function manifestPath(folder: string): string {
  return join(folder, manifestName)
}

/** Throws `Failed`: `no_backup` when the folder has no manifest that this version reads. */
export function readManifest(folder: string): Manifest {
  const path = manifestPath(folder)
  if (!existsSync(path))
    throw new Failed('no_backup', `${folder} holds no backup`, 'Name the folder that tocsin backup wrote.')
  const parsed = manifestShape.safeParse(readJson(path))
  if (parsed.success) return parsed.data
  throw new Failed('no_backup', `${path} is not a manifest that this version reads`, 'Use the version that wrote it.')
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Throws `Failed`: `backup_damaged` when a file is not, byte for byte, the one that was written. */
export async function checkFiles(folder: string, { files, attachments }: Manifest): Promise<void> {
  for (const part of parts) {
    const path = join(folder, part)
    const found = existsSync(path) ? await fingerprint(path) : undefined
    if (found?.sha256 === files[part].sha256 && found.bytes === files[part].bytes) continue
    throw new Failed('backup_damaged', `${path} is not the file that was written`, 'Use another backup.')
  }
  if (attachments === undefined) return
  const found = await fingerprintAttachments(attachmentsFolder({ data: folder }))
  if (found.sha256 === attachments.sha256 && found.files === attachments.files) return
  const says = `the attachments in ${folder} are not the ${attachments.files} files that were written`
  throw new Failed('backup_damaged', says, 'Use another backup.')
}
