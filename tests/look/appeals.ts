import type * as App from '../../src/app/index.ts'
import type { CommitteeActName } from '../../src/core/committee/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import type { Opened } from './open.ts'
import type { Visit } from './visits.ts'

const compiled = '../../dist/app/index.js'
const { actOnCommittee, theCommunity } = (await import(compiled)) as typeof App

const done = new WeakSet<Opened>()

/** A removal that the others refused, once: it can be appealed. */
async function decided(opened: Opened): Promise<void> {
  if (done.has(opened)) return
  done.add(opened)
  const { world } = opened
  const { committee } = await theCommunity(world)
  const [by, other, third, person] = committee.seats.map((seat) => seat.person)
  const acts = (who: PersonId | undefined, act: CommitteeActName, fields: object) =>
    actOnCommittee(world, who ?? 'p-', { act, fields: { ...fields } })
  const number = committee.proposals + 1
  await acts(by, 'proposeRemoval', { person, ground: 'neglect', statement: 'No review since spring.' })
  for (const who of [by, other, third])
    await acts(who, 'vote', { proposal: number, choice: 'no', reason: 'They are back.' })
}

export const appealVisits: readonly Visit[] = [
  {
    name: 'committee-decided',
    as: 'administrator',
    state: 'full',
    async go(page, opened) {
      await decided(opened)
      await page.goto(`${opened.address}/committee#decided`)
    },
  },
  {
    name: 'committee-appeal',
    as: 'administrator',
    state: 'full',
    async go(page, opened) {
      await decided(opened)
      const { committee } = await theCommunity(opened.world)
      await page.goto(`${opened.address}/committee/do/appealDecision?proposal=${committee.proposals}`)
    },
  },
]
