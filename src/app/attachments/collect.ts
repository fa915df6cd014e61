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
    // A mail that came in and has no place yet: it is not a case's, and must not go.
    if ((await world.store.letter(kept.case)) !== undefined) continue
    const { state, version } = await world.records.read('case', kept.case)
    const isNamed = state?.attachments.some(({ file }) => file === kept.file) === true
    if (isNamed) await world.files.settle([kept])
    else {
      await world.files.drop([kept])
      if (version === 0) await world.vault.destroyKey(kept.case)
      dropped += 1
    }
  }
  if (dropped > 0) world.lines.info('files_collected', { dropped })
  return { dropped }
}
