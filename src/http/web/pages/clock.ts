import { deliverDue, lifetimes, mintSecret, passTime, type World } from '../../../app/index.ts'
import { formOf, problems, type AskedByPerson, type Problem, type Route } from '../../gate/index.ts'
import { keepSession } from '../cookies.ts'
import { leaveFlash } from '../flash.ts'
import { textOf } from '../fields.ts'
import { localPath } from '../localPath.ts'
import { sayProblem } from '../voice.tsx'

export const clockRoutes: readonly Route[] = [
  { scope: 'person', method: 'post', path: '/clock', act: 'windClock', handle: wind },
]

/** 31 days, in minutes. */
const atMost = 31 * 24 * 60

const notForward: Problem = {
  status: 422,
  code: 'not_forward',
  clause: '-',
  says: 'The clock winds forward only, by up to 31 days at once.',
  instead: 'Use one of the buttons.',
}

/** Winds the demonstration's clock, and lets everything happen that is then due, so that the next page shows it. */
async function wind(asked: AskedByPerson) {
  const { c, world, caller, person } = asked
  if (world.clock === null) return sayProblem(asked, problems.notFound)
  const form = await formOf(c)
  const by = forward(textOf(form, 'by'))
  if (by === undefined) return sayProblem(asked, notForward)
  const now = await world.clock.wind(by)
  await settle(world)
  if (caller.session !== null) {
    // Otherwise winding by more than a session's length would sign everybody out of the demonstration.
    const session = { kind: 'session', subject: person.id, scope: null, lasts: lifetimes.session } as const
    keepSession(asked, await mintSecret(world, session, now))
  }
  leaveFlash(c, 'wound')
  return c.redirect(localPath(textOf(form, 'back')) ?? '/today', 303)
}

function forward(text: string): Temporal.Duration | undefined {
  try {
    // Days are of one length in UTC; from which one does not matter.
    const minutes = Temporal.Duration.from(text).total({ unit: 'minutes', relativeTo: '2026-01-01' })
    return minutes >= 1 && minutes <= atMost ? Temporal.Duration.from({ minutes: Math.round(minutes) }) : undefined
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

/** How many rounds are waited for: each does what the one before made due. */
const rounds = 50

async function settle(world: World): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const looked = await passTime(world, 200)
    const { sent, later, dead } = await deliverDue(world, 100)
    if (looked + sent + later + dead === 0) return
  }
}
