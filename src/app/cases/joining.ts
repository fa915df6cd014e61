import { refuse, type Refused } from '../../core/kernel/index.ts'
import type { Together } from '../../core/release/index.ts'
import type { Append } from '../ports/index.ts'
import type { World } from '../world.ts'

/**
 * A release of other cases can be joined while their announcement has not left: what went out speaks for those that it
 * names and for no other (R5). Answers with what that rests on; the join fails when it changes meanwhile.
 */
export async function joining(world: World, decided: Together): Promise<readonly Append[] | Refused> {
  const restsOn: Append[] = []
  for (const { case: c, events } of decided) {
    for (const event of events) {
      if (event.type !== 'ReleaseJoined' || event.release === c.release?.id) continue
      const release = (await world.records.read('release', event.release)).state
      for (const id of (release?.cases ?? []).filter((one) => one !== c.id)) {
        const mate = await world.records.read('case', id)
        const announcement = mate.state?.announcement ?? null
        if (announcement !== null && announcement.state !== 'drafted') return announcedAlready()
        restsOn.push(world.records.unchanged('case', mate))
      }
    }
  }
  return restsOn
}

function announcedAlready(): Refused {
  return refuse(
    'announced_already',
    'R5',
    'That release has been announced, or its announcement is on its way.',
    'Leave the release empty: the fix comes with a new one.',
  )
}
