import { refuse, type Refused } from '../../core/kernel/index.ts'
import { publicId } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import type { World } from '../world.ts'

/**
 * A public id leads to one advisory only: another case's id is refused when it is recorded (V2) and, since two cases
 * may have recorded the same one, again before an announcement names it (R5).
 */
export async function takenId(world: World, decided: Together): Promise<Refused | undefined> {
  for (const { case: c, events } of decided) {
    for (const event of events) {
      const id =
        event.type === 'CveRecorded' ? event.id : event.type === 'AnnouncementReleased' ? publicId(c) : undefined
      if (id === undefined) continue
      const published = await world.store.publishedById(id)
      if (published === undefined || published.case === c.id) continue
      return refuse(
        'id_taken',
        'V2',
        `${id} is the public id of another case’s advisory.`,
        'Check the id; if both are the same vulnerability, mark this case as a duplicate.',
      )
    }
  }
  return undefined
}
