import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { FilesFailed, type Files, type KeptFile, type TakenFile } from '../../app/ports/index.ts'
import { codeOf, isId, type CaseId } from '../../core/kernel/index.ts'
import { makeFolder, syncFolder } from '../files/index.ts'
import { headLength, headOf, opened, sealed as sealedPieces, secretIn, tampered, type Sealing } from './pieces.ts'

export type { Sealing } from './pieces.ts'

/** Room that is left to the database, in bytes: strangers may send files. */
const reserve = 200_000_000
const headKept = 4_096
const named = /^[0-9a-f]{32}$/

/**
 * `folder/incoming`: what is being taken in, and an empty `CASE~FILE` for each file whose case may not name it yet;
 * `folder/cases/CASE/FILE`: what is kept. A file is written and synced, renamed, and its folder synced, before its case's
 * record names it: a record never names what a power cut took.
 */
export function openFiles(folder: string, sealing: Sealing): Files {
  const incoming = join(folder, 'incoming')
  const ofCase = (id: CaseId) => join(folder, 'cases', id)
  const placeOf = ({ case: id, file }: KeptFile) => join(ofCase(id), asName(file))
  const markOf = ({ case: id, file }: KeptFile) => join(incoming, `${id}~${asName(file)}`)

  const files: Files = {
    async take(bytes, most) {
      makeFolder(incoming)
      await assertRoom(folder)
      const file = randomBytes(16).toString('hex')
      const path = join(incoming, file)
      const handle = await open(path, 'wx', 0o600)
      try {
        const taken = await written(handle, file, counted(bytes, most), sealing)
        if (taken !== undefined) return taken
      } catch (cause) {
        await rm(path, { force: true })
        throw cause
      } finally {
        await handle.close()
      }
      await rm(path, { force: true })
      return 'too_large'
    },

    async keep({ file }, id, sealed) {
      const kept = { case: id, file }
      const from = join(incoming, asName(file))
      const handle = await open(from, 'r+').catch(async (cause: unknown) => {
        if (codeOf(cause) === 'ENOENT' && (await isThere(placeOf(kept)))) return undefined
        throw cause
      })
      if (handle === undefined) return
      try {
        await handle.write(headOf(sealed), 0, headLength, 0)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await mark(markOf(kept), incoming)
      const topmost = makeFolder(ofCase(id))
      await rename(from, placeOf(kept))
      syncFolder(ofCase(id))
      if (topmost !== undefined) for (const at of [join(folder, 'cases'), folder]) syncFolder(at)
    },

    async settle(all) {
      for (const kept of all) await rm(markOf(kept), { force: true })
    },

    async drop(all) {
      for (const one of all) {
        if ('case' in one) {
          await rm(placeOf(one), { force: true })
          await rm(markOf(one), { force: true })
        } else await rm(join(incoming, asName(one.file)), { force: true })
      }
    },

    async read(kept, unseal) {
      const handle = await open(placeOf(kept), 'r').catch((cause: unknown) => {
        if (codeOf(cause) === 'ENOENT') throw new FilesFailed('missing', 'a file is not there', { cause })
        throw cause
      })
      try {
        const head = Buffer.alloc(headLength)
        const { bytesRead } = await handle.read(head, 0, headLength, 0)
        const key = Uint8Array.fromHex(secretFrom(head.subarray(0, bytesRead), unseal))
        return opened(sealing, key, kept.file, placeOf(kept))
      } finally {
        await handle.close()
      }
    },

    async unsettled(seconds) {
      const before = Date.now() - seconds * 1000
      const found: KeptFile[] = []
      for (const name of await names(incoming)) {
        const path = join(incoming, name)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
        if (mtimeMs > before) continue
        const [id = '', file] = name.split('~')
        if (file === undefined) await rm(path, { force: true })
        else if (isId('c', id) && named.test(file)) found.push({ case: id, file })
      }
      return found
    },

    async sizeOf(cases) {
      let bytes = 0
      for (const id of cases) {
        const folderOfCase = ofCase(id)
        for (const name of await names(folderOfCase)) {
          bytes += (await stat(join(folderOfCase, name)).catch(() => ({ size: 0 }))).size
        }
      }
      return bytes
    },

    async dropAll(id) {
      const marks = (await names(incoming)).filter((name) => name.startsWith(`${id}~`))
      await rm(ofCase(id), { recursive: true, force: true })
      for (const name of marks) await rm(join(incoming, name), { force: true })
      if (await isThere(join(folder, 'cases'))) syncFolder(join(folder, 'cases'))
    },
  }
  return coded(files)
}

/** What it was given, counted; ends the whole with an error where there is more. */
async function* counted(bytes: AsyncIterable<Uint8Array>, most: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const some of bytes) {
    size += some.length
    if (size > most) throw new TooLarge()
    yield some
  }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** `undefined`: there was more than it may hold. */
async function written(
  handle: FileHandle,
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  sealing: Sealing,
): Promise<TakenFile | undefined> {
  const key = randomBytes(32)
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  async function* seen() {
    for await (const some of bytes) {
      hash.update(some)
      size += some.length
      if (head.length < headKept) head = Buffer.concat([head, some.subarray(0, headKept - head.length)])
      yield some
    }
  }
  let at = headLength
  try {
    for await (const piece of sealedPieces(sealing, key, file, seen())) {
      await handle.write(piece, 0, piece.length, at)
      at += piece.length
    }
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
  return { file, size, head, sha256: hash.digest('hex'), secret: key.toString('hex') }
}

function secretFrom(head: Uint8Array, unseal: (sealed: Uint8Array) => string): string {
  const sealed = secretIn(head)
  try {
    return unseal(sealed)
  } catch (cause) {
    if (codeOf(cause) === 'tampered') throw tampered('is not the one of this case', cause)
    throw cause
  }
}

/** On disk before the file is where it would otherwise be nobody's. */
async function mark(path: string, folder: string): Promise<void> {
  await (await open(path, 'w', 0o600)).close()
  syncFolder(folder)
}

async function assertRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < reserve) throw new FilesFailed('disk_full', 'the disk has no room for files of others')
}

async function names(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** No path is ever made of anything else. */
function asName(file: string): string {
  if (named.test(file)) return file
  throw new FilesFailed('failed', 'that is no file’s name')
}

const ownCodes = new Set(['ENOSPC', 'EDQUOT'])

/** Node's errors as the port's. */
function coded(files: Files): Files {
  const wrap =
    <Asked extends unknown[], Answer>(act: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      try {
        return await act(...asked)
      } catch (cause) {
        if (!(cause instanceof Error) || (cause as NodeJS.ErrnoException).syscall === undefined) throw cause
        const code = ownCodes.has(String(codeOf(cause))) ? 'disk_full' : 'failed'
        throw new FilesFailed(code, `files failed: ${String(codeOf(cause))}`, { cause })
      }
    }
  return {
    take: wrap(files.take),
    keep: wrap(files.keep),
    settle: wrap(files.settle),
    drop: wrap(files.drop),
    read: wrap(files.read),
    unsettled: wrap(files.unsettled),
    sizeOf: wrap(files.sizeOf),
    dropAll: wrap(files.dropAll),
  }
}
