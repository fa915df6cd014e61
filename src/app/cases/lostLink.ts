import { exactStamp } from '../../core/clock/index.ts'
import { personFields } from '../../core/community/index.ts'
import { entryFor, gathered, type CaseNotice } from '../effects/index.ts'
import { reportedWith } from '../people/index.ts'
import type { World } from '../world.ts'

/** The address that was given with a report. */
export const lostLinkFields = personFields.pick({ email: true })

/**
 * Sends whoever reads mail at this address the ways back to their reports there, and nobody else anything. The answer is
 * the same, and takes as long, whether or not somebody has reported with it. Older links go on working.
 */
export async function resendLinks(world: World, email: string): Promise<void> {
  const now = world.machine.now()
  const found = await reportedWith(world, email)
  const notices = found.map(({ person, case: id }): CaseNotice => ({ kind: 'lost-link', to: person, case: id }))
  // A write of the same length where there is nobody: the time of an answer tells nothing.
  if (notices.length === 0) {
    await world.store.commit({ settings: [{ name: 'asked_in_vain', value: exactStamp(now) }] })
    return
  }
  await world.store.commit({ outbox: await Promise.all(gathered(notices).map((one) => entryFor(world, one, now))) })
}
