import type { World } from '../world.ts'

/** In seconds. No act takes nearly as long. */
const patience = 86_400

/**
 * Forgets files that no record names: who sent them was refused, or the machine stopped in between. Of a file whose
 * commit came through, only the mark that it was under way goes.
 */
export async function collectFiles(world: World, seconds = patience): Promise<{ readonly dropped: number }> {
  let dropped = 0
  for (const kept of await world.files.unsettled(seconds)) {
    const { state } = await world.records.read('case', kept.case)
    const isNamed = state?.attachments.some(({ file }) => file === kept.file) === true
    if (isNamed) await world.files.settle([kept])
    else {
      await world.files.drop([kept])
      dropped += 1
    }
  }
  if (dropped > 0) world.lines.info('files_collected', { dropped })
  return { dropped }
}
