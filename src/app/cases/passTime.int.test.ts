import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { does, reported } from '../../../tests/kit/voyage.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { act, openRecords, passTime } from '../index.ts'
import type { Store } from '../ports/index.ts'

let here: TestWorld
let ada: PersonId
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0] ?? 'p-'
})
afterEach(() => here.close())

const recordsOf = async (id: CaseId) => (await here.world.records.read('case', id)).records.map(({ event }) => event)

async function passAll(): Promise<number> {
  let looks = 0
  for (let more = await passTime(here.world); more > 0; more = await passTime(here.world)) {
    looks += more
    if (looks > 10_000) throw new Error('time does not come to rest')
  }
  return looks
}

/** The reminders of one deadline, in order. */
async function reminders(id: CaseId, deadline: string): Promise<string[]> {
  return (await recordsOf(id)).flatMap((event) =>
    event.type === 'DeadlineReminded' && event.deadline === deadline ? [`${event.kind} ${event.nth}`] : [],
  )
}

describe('time that passes', () => {
  test('reminds once that a deadline is near, once that it has passed, and again each round', async () => {
    const { id } = await reported(here)
    expect(await passAll()).toBe(0)
    const view = (await here.world.records.read('case', id)).state
    expect(view?.version).toBeGreaterThan(0)
    await wind(here, 'PT23H')
    await passAll()
    await passAll()
    expect(await reminders(id, 'fix-team')).toEqual(['soon 1'])
    await wind(here, 'PT2H')
    await passAll()
    expect(await reminders(id, 'fix-team')).toEqual(['soon 1', 'late 1'])
    await wind(here, 'P3D')
    await passAll()
    const after = await reminders(id, 'fix-team')
    expect(after.slice(0, 2)).toEqual(['soon 1', 'late 1'])
    expect(after.length).toBeGreaterThan(2)
    expect(new Set(after).size).toBe(after.length)
  })

  test('comes to rest: every alarm then lies ahead', async () => {
    for (let index = 0; index < 5; index += 1) await reported(here)
    for (const by of ['PT1H', 'PT22H59M', 'PT2H', 'P1D', 'P7D', 'P30D']) {
      await wind(here, by)
      await passAll()
      const next = await here.world.store.nextAlarm()
      expect(next === undefined || next > here.world.machine.now().toString()).toBe(true)
    }
  })

  test('a wound clock makes much due at once, and none of it is lost', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, async () => (await reported(here)).id))
    await wind(here, 'P2D')
    expect(await passTime(here.world, 50)).toBe(50)
    await passAll()
    for (const id of ids) expect(await reminders(id, 'fix-team')).toHaveLength(1)
  }, 60_000)

  test('looks again after an act that came between, and forgets no alarm', async () => {
    const { id } = await reported(here)
    await wind(here, 'PT25H')
    let posted = false
    const store: Store = {
      ...here.world.store,
      async commit(batch) {
        if (!posted) {
          posted = true
          await act(here.world, ada, { case: id, act: 'post', fields: { room: 'team', text: 'just now' } })
        }
        return here.world.store.commit(batch)
      },
    }
    const { community, vault, machine } = here.world
    const other = { ...here.world, store, records: openRecords(community, store, vault, machine) }
    await passTime(other)
    expect(await reminders(id, 'fix-team')).toEqual([])
    await passAll()
    expect(await reminders(id, 'fix-team')).toEqual(['late 1'])
    expect((await here.world.store.caseRow(ada, id))?.version).toBe((await here.world.records.read('case', id)).version)
  })

  test('one case that cannot be looked at keeps no other waiting', async () => {
    const broken = await reported(here)
    const sound = await reported(here)
    await wind(here, 'PT25H')
    const { vault } = here.world
    const failing = {
      ...vault,
      key: (stream: Parameters<typeof vault.key>[0]) =>
        stream === broken.id ? Promise.reject(new TypeError('a defect')) : vault.key(stream),
    }
    const { community, store, machine } = here.world
    await passTime({ ...here.world, records: openRecords(community, store, failing, machine) })
    expect(await reminders(sound.id, 'fix-team')).toEqual(['late 1'])
    expect(await reminders(broken.id, 'fix-team')).toEqual([])
    const next = await here.world.store.nextAlarm()
    expect(next! > here.world.machine.now().toString()).toBe(true)
    await wind(here, 'PT16M')
    await passAll()
    expect(await reminders(broken.id, 'fix-team')).toEqual(['late 1'])
  })

  test('an erased or closed case has no alarm any more', async () => {
    const [gone, ended] = [await reported(here), await reported(here)]
    await here.world.vault.destroyKey(gone.id)
    await does(here, ada, ended.id, 'rejectReport', { reason: 'no' })
    await does(here, ada, ended.id, 'closeCase')
    await wind(here, 'P60D')
    await passAll()
    expect(await here.world.store.nextAlarm()).toBeUndefined()
  })
})
