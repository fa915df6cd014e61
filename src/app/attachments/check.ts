import type { CaseId } from '../../core/kernel/index.ts'
import type { Attachment } from '../../core/process/index.ts'
import { FilesFailed } from '../ports/index.ts'
import type { World } from '../world.ts'
import { readFile } from './read.ts'

/** `tampered`: there is a file, and it is not the one whose hash its case's record commits to. */
export interface FileFinding {
  readonly case: CaseId
  readonly attachment: number
  readonly code: 'missing' | 'tampered'
}

/** Opens every file that a record names, and compares it with the hash in the record, one after the other. */
export async function checkFiles(
  world: World,
): Promise<{ readonly files: number; readonly findings: readonly FileFinding[] }> {
  const findings: FileFinding[] = []
  let files = 0
  for (const { stream } of await world.store.streams('case')) {
    const { state } = await world.records.read('case', stream as CaseId)
    for (const one of state?.attachments ?? []) {
      files += 1
      const code = await problemOf(world, stream as CaseId, one)
      if (code !== undefined) findings.push({ case: stream as CaseId, attachment: one.attachment, code })
    }
  }
  return { files, findings }
}

async function problemOf(world: World, id: CaseId, one: Attachment): Promise<FileFinding['code'] | undefined> {
  try {
    const whole = new Uint8Array(one.size)
    let at = 0
    for await (const piece of await readFile(world, id, one)) {
      if (at + piece.length > one.size) return 'tampered'
      whole.set(piece, at)
      at += piece.length
    }
    return at === one.size && world.machine.digest(whole).toHex() === one.sha256 ? undefined : 'tampered'
  } catch (error) {
    if (error instanceof FilesFailed && (error.code === 'missing' || error.code === 'tampered')) return error.code
    throw error
  }
}
