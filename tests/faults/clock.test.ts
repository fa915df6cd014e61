import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logLines } from '../../src/adapters/lines/index.ts'
import {
  followClock,
  loadCommunity,
  openRecords,
  passTime,
  policyOf,
  verifyLog,
  type World,
} from '../../src/app/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { deadlines, figures, isPublished } from '../../src/core/process/index.ts'
import { assertClock, watchClock } from '../../src/main/clock.ts'
import { serve } from '../../src/main/serve.ts'
import { announced, does, prepared, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { wind } from '../kit/wind.ts'

/*
 * A clock that is set, forward or back: no deadline moves, none is reminded of twice, and who starts on a clock that
 * lies behind the records is told.
 */

let here: TestWorld
let set: Temporal.Duration
let world: World
beforeEach(async () => {
  here = await testWorld()
  set = Temporal.Duration.from('PT0S')
  const { machine } = here.world
  world = { ...here.world, machine: { ...machine, now: () => machine.now().add(set) } }
})
afterEach(() => here.close())

const clock = (by: string) => (set = Temporal.Duration.from(by))
const passAll = async () => {
  while ((await passTime(world)) > 0);
}
const caseOf = async (id: CaseId) => (await world.records.read('case', id)).state!
const recordOf = async (id: CaseId) => (await world.records.read('case', id)).records.map(({ event }) => event)

async function reminders(id: CaseId): Promise<readonly string[]> {
  return (await recordOf(id)).flatMap((event) =>
    event.type === 'DeadlineReminded' ? [`${event.deadline} ${event.kind} ${event.nth} ${event.due}`] : [],
  )
}

describe('a clock that jumps', () => {
  test('moves no deadline, forward or back', async () => {
    const { id } = await reported(here)
    const community = await loadCommunity(world)
    const due = async () => {
      const c = await caseOf(id)
      return deadlines(c, policyOf(community!, c.policy), world.machine.now()).map((one) => [one.id, one.due])
    }
    const before = await due()
    expect(before.length).toBeGreaterThan(3)
    for (const by of ['PT48H', '-PT9600H', 'PT0S', '-PT3H']) {
      clock(by)
      await passAll()
      expect(await due(), by).toEqual(before)
    }
  })

  test('back over reminders, reminds of nothing twice', async () => {
    const { id } = await reported(here)
    clock('PT23H')
    await passAll()
    clock('PT25H')
    await passAll()
    const said = await reminders(id)
    expect(said.length).toBeGreaterThan(1)
    for (const by of ['PT24H', 'PT0S', '-PT9600H', 'PT23H', 'PT25H']) {
      clock(by)
      await passAll()
      expect(await reminders(id), by).toEqual(said)
    }
  })

  test('far ahead and back, reminds again of what is truly due, when it is', async () => {
    const which = (said: readonly string[]) => said.map((one) => one.split(' ').slice(0, 3).join(' ')).toSorted()
    const usual = await reported(here)
    clock('PT200H')
    await passAll()
    const expected = which(await reminders(usual.id))
    expect(expected.length).toBeGreaterThan(1)
    clock('PT0S')
    expect(await followClock(world)).toBe(false)

    const { id } = await reported(here)
    clock('PT720H')
    expect(await followClock(world)).toBe(false)
    await passAll()
    const ahead = await reminders(id)
    expect(ahead.length).toBeGreaterThan(3)
    // Its next look is a month away by now: that the clock was set back is seen, and it is looked at.
    clock('PT0S')
    expect([await followClock(world), await followClock(world)]).toEqual([true, false])
    await passAll()
    expect(await reminders(id)).toEqual(ahead)
    clock('PT200H')
    await passAll()
    expect(which((await reminders(id)).slice(ahead.length))).toEqual(expected)
  })

  test('far ahead and back, holds nobody up: acts and later looks go on', async () => {
    const { id } = await reported(here)
    clock('PT720H')
    await passAll()
    clock('PT0S')
    await does(here, here.members[0], id, 'assessReplication', { replicated: 'yes', how: 'ran the steps' })
    await passAll()
    const said = await reminders(id)
    expect(new Set(said).size).toBe(said.length)
    const next = await world.store.nextAlarm()
    expect(next === undefined || next > world.machine.now().toString()).toBe(true)
  })
})

describe('a clock set back while the product runs', () => {
  /** All that is done here is done under the clock that was set. */
  const under = () => ({ ...here, world: { ...here.world, ...world } })

  test('behind the founding: a report that is taken can be read', async () => {
    clock('-PT9600H')
    const { id } = await reported(under())
    await does(under(), here.members[0], id, 'post', { room: 'team', text: 'seen' })
    expect((await caseOf(id)).posts).toHaveLength(1)
    const { records } = await openRecords(world.community, world.store, world.vault, world.machine).read('case', id)
    const founded = (await world.records.read('community', world.community)).records[0]?.at
    expect(records[0]?.at).toBe(founded)
  })

  test('by an hour between all acts: the process goes its way, and the log verifies', async () => {
    const { id } = await reported(here)
    let hours = 0
    const { machine } = here.world
    world.machine.now = () => machine.now().subtract({ hours: (hours += 1) })
    await prepared(under(), id)
    await announced(under(), id)
    const c = await caseOf(id)
    expect(isPublished(c)).toBe(true)
    expect(figures(c, world.machine.now())).toMatchObject({ toFixedRelease: 0, exposure: 0 })
    expect((await verifyLog(world)).findings).toEqual([])
  })

  test('behind a publication: each later change was modified later than what programs have', async () => {
    const { id } = await reported(here)
    await prepared(here, id)
    clock('PT48H')
    await announced(under(), id)
    const modified = async () => {
      const [row] = await world.store.published(world.community, 10)
      expect(row!.modified >= row!.published).toBe(true)
      return row!.modified
    }
    const seen = [await modified()]
    for (const [nth, by] of ['PT0S', '-PT9600H', 'PT47H', 'PT72H'].entries()) {
      clock(by)
      const { advisory } = await caseOf(id)
      const document = { ...advisory.at(-1)!.document, details: `changed ${nth}` }
      await does(under(), here.members[0], id, 'reviseAdvisory', { basedOn: advisory.length, document })
      seen.push(await modified())
    }
    expect(seen).toEqual([...new Set(seen)].toSorted())
  })
})

describe('a clock behind the newest record', () => {
  const behind = { name: 'Failed', code: 'clock_behind' }

  test('is told by its place, and trusted only when somebody says so', async () => {
    await reported(here)
    await assertClock(world, { trusted: false })
    clock('-PT4M')
    await assertClock(world, { trusted: false })
    clock('-PT6M')
    await expect(assertClock(world, { trusted: false })).rejects.toMatchObject(behind)
    const warn = vi.fn()
    await assertClock({ ...world, lines: { ...world.lines, warn } }, { trusted: true })
    expect(warn).toHaveBeenCalledWith('clock_behind', { newest: expect.stringMatching(/^2\d{3}-/) })
    // The next record is the newest: from then on nobody needs to be trusted.
    await does({ ...here, world: { ...here.world, ...world } }, here.members[0], (await reported(here)).id, 'post', {
      room: 'team',
      text: 'here',
    })
    await assertClock(world, { trusted: false })
  })

  test('keeps the server from starting', async () => {
    // Wound ahead, as a clock that was wrong when the records were made.
    await wind(here, 'PT72H')
    await reported(here)
    await here.world.store.commit({ settings: [{ name: 'clock_offset', value: null }] })
    const { data } = here
    const settings = { data, host: '127.0.0.1', port: 0, demo: false, lines: logLines({ level: 'silent' }) }
    await here.world.close()
    await expect(serve(settings)).rejects.toMatchObject(behind)
    const serving = await serve({ ...settings, clockTrusted: true })
    await serving.stop()
    here = await testWorld()
    rmSync(data, { recursive: true })
  })
})

test('a clock that is set while the product runs is told', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  let elapsed = 0
  let at = Temporal.Instant.from('2026-11-02T10:00:00Z')
  const pass = (seconds: number, jumped = 0) => {
    elapsed += seconds * 1000
    at = at.add({ seconds: seconds + jumped })
    vi.advanceTimersByTime(10_000)
  }
  const warn = vi.fn()
  const machine = { ...here.world.machine, now: () => at }
  const stop = watchClock({ ...here.world, machine, lines: { ...here.world.lines, warn } }, () => elapsed)
  pass(10)
  pass(12, 3)
  expect(warn).not.toHaveBeenCalled()
  pass(10, -3600)
  pass(10, 86_400)
  pass(10)
  expect(warn.mock.calls).toEqual([
    ['clock_went_back', { seconds: -3600 }],
    ['clock_went_ahead', { seconds: 86_400 }],
  ])
  stop()
  vi.useRealTimers()
})
