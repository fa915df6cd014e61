import { fileName, isRefused, mediaType, refuse, type Refused } from '../../core/kernel/index.ts'
import { attachmentLimits, type AttachedFile } from '../../core/process/index.ts'
import { FilesFailed, type TakenFile } from '../ports/index.ts'
import type { World } from '../world.ts'

/** Files as they come in: each has to be read before the next is asked for. */
export type Uploads = AsyncIterable<{ readonly name: string; readonly bytes: AsyncIterable<Uint8Array> }>

/** A file that was taken in, as its case's record will name it. */
export type NamedFile = AttachedFile & Pick<TakenFile, 'secret'>

/** Room that many share: what is left of it, in bytes, and what is said where it is full. Asked only where files come. */
export interface SharedRoom {
  left(): Promise<number>
  took(bytes: number): void
  full(): Refused
}

/** For who attaches nothing. */
export async function* noFiles(): Uploads {}

/**
 * Takes in what somebody sends, sealed and on disk before anything names it: nothing of a file is ever kept in the open,
 * and little of it is held in memory. Refused where there are too many or too large ones: then none is kept.
 */
export async function takeFiles(
  world: World,
  uploads: Uploads,
  shared?: SharedRoom,
): Promise<readonly NamedFile[] | Refused> {
  const taken: NamedFile[] = []
  const refused = await takeInto(taken, world, uploads, shared).catch(async (error: unknown) => {
    await dropTaken(world, taken)
    throw error
  })
  if (refused === undefined) {
    shared?.took(taken.reduce((all, { size }) => all + size, 0))
    return taken
  }
  await dropTaken(world, taken)
  return refused
}

/** Forgets what was taken in and belongs to nothing. */
export async function dropTaken(world: World, taken: readonly NamedFile[]): Promise<void> {
  await world.files.drop(taken.map(bare))
}

async function takeInto(
  taken: NamedFile[],
  world: World,
  uploads: Uploads,
  shared?: SharedRoom,
): Promise<Refused | undefined> {
  let room: number = attachmentLimits.together
  let left: number | undefined
  for await (const { name, bytes } of uploads) {
    if (taken.length === attachmentLimits.files) return tooMany()
    left ??= await shared?.left()
    const own = Math.min(room, attachmentLimits.file)
    const one = await take(world, bytes, Math.min(own, left ?? own))
    if (isRefused(one)) return shared !== undefined && (left ?? own) < own ? shared.full() : one
    const { file, size, sha256, secret, head } = one
    taken.push({ file, size, sha256, secret, name: fileName(name), media: mediaType(head) })
    room -= size
    if (left !== undefined) left -= size
  }
  return undefined
}

async function take(world: World, bytes: AsyncIterable<Uint8Array>, most: number): Promise<TakenFile | Refused> {
  try {
    const taken = await world.files.take(bytes, most)
    return taken === 'too_large' ? tooLarge() : taken
  } catch (error) {
    if (!(error instanceof FilesFailed) || error.code !== 'disk_full') throw error
    world.lines.error('no_room_for_files', { code: error.code })
    const instead = 'Send it without the file and say that you have one; tell the administrator.'
    return refuse('no_room', '-', 'There is no room for files here at the moment; nothing was saved.', instead)
  }
}

/** As the port drops it. */
export function bare({ file, sha256, size, secret }: NamedFile): TakenFile {
  return { file, sha256, size, secret, head: new Uint8Array() }
}

const instead = 'Send the rest with another message, or put them elsewhere and say where, with their SHA-256.'

function tooMany(): Refused {
  return refuse('too_many_files', 'V6', `At most ${attachmentLimits.files} files can be sent at once.`, instead)
}

function tooLarge(): Refused {
  const { file, together } = attachmentLimits
  const says = `A file can have ${file / 1_000_000} MB, and all that are sent at once ${together / 1_000_000} MB.`
  return refuse('file_too_large', 'V6', says, instead)
}
