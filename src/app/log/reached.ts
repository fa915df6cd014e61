import { BadNote, readCheckpoint, readNote } from '../../core/log/index.ts'

/** How far the log had come: the size and the text of a checkpoint that was signed here. */
export interface Reached {
  readonly size: number
  readonly text: string
}

const nowhere: Reached = { size: 0, text: '' }

/** What is no checkpoint reaches nowhere: whoever verifies the log says so. */
export function reachedBy(note: string | undefined): Reached {
  if (note === undefined) return nowhere
  try {
    const { text } = readNote(note)
    return { size: readCheckpoint(text).size, text }
  } catch (error) {
    if (error instanceof BadNote) return nowhere
    throw error
  }
}
