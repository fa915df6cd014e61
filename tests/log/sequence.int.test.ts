import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSequencing, sequence, verifyLog, type World } from '../../src/app/index.ts'
import type { Batch, Store } from '../../src/app/ports/index.ts'
import { reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { wind } from '../kit/wind.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

const sizes = async () => (await here.world.store.logBatches(0, 100)).map(({ size }) => size)
const holds = async () => {
  const { findings, tail, leaves, events } = await verifyLog(here.world)
  expect(findings).toEqual([])
  expect(leaves + tail.events).toBe(events)
  return tail
}

/** The same world with a store that fails or is late where a test says so. */
function withStore(change: (store: Store) => Partial<Store>): World {
  return { ...here.world, store: { ...here.world.store, ...change(here.world.store) } }
}

test('takes in what waits, once, and writes nothing where nothing waits', async () => {
  expect((await holds()).events).toBeGreaterThan(0)
  const taken = await sequence(here.world)
  expect(await sizes()).toEqual([taken])
  const store = withStore((real) => ({
    commit: (batch: Batch) =>
      batch.logLease?.until === batch.logLease?.now ? real.commit(batch) : Promise.reject(new Error('written')),
  }))
  expect(await sequence(store)).toBe(0)
  expect(await holds()).toEqual({ events: 0, first: null })
  const { id } = await reported(here)
  expect(await holds()).toMatchObject({ first: expect.stringMatching(/^[cp]-/) })
  const more = await sequence(here.world)
  expect(await sizes()).toEqual([taken, taken + more])
  expect((await here.world.store.lastLogBatch())?.events).toContainEqual({ stream: id, version: 1 })
})

test('waits for the community, whose name the log bears', async () => {
  const fresh = await testWorld({ found: false })
  expect(await sequence(fresh.world)).toBe(0)
  expect(await fresh.world.store.lastLogBatch()).toBeUndefined()
  await fresh.close()
})

describe('two servers', () => {
  test('never sequence at once, and nothing is taken in twice', async () => {
    for (let round = 0; round < 5; round++) {
      await reported(here)
      const servers = Array.from({ length: 4 }, () => openSequencing(here.world))
      await Promise.all(servers.map((one) => one.round()))
      await Promise.all(servers.map((one) => one.release()))
    }
    expect(await holds()).toEqual({ events: 0, first: null })
  })

  test('one leads until it lets go, or has been silent for its lease', async () => {
    const [one, other] = [openSequencing(here.world), openSequencing(here.world)]
    expect(await one.round()).toBeGreaterThan(0)
    await reported(here)
    expect(await other.round()).toBe(0)
    await wind(here, { seconds: 11 })
    expect(await other.round()).toBeGreaterThan(0)
    await reported(here)
    await other.release()
    expect(await one.round()).toBeGreaterThan(0)
    expect(await holds()).toEqual({ events: 0, first: null })
  })

  test('one that was overtaken between looking and writing writes nothing', async () => {
    const late = withStore((real) => ({
      scanLinks: async (...asked) => {
        const rows = await real.scanLinks(...asked)
        await openSequencing(here.world).round()
        return rows
      },
    }))
    expect(await openSequencing(late).round()).toBe(0)
    expect(await sizes()).toHaveLength(1)
    expect(await holds()).toEqual({ events: 0, first: null })
  })

  test('one whose lease is of another time cannot write past the other', async () => {
    const ahead = {
      ...here.world,
      machine: { ...here.world.machine, now: () => here.world.machine.now().add({ hours: 1000 }) },
    }
    const jumped = openSequencing(ahead)
    expect(await jumped.round()).toBeGreaterThan(0)
    await reported(here)
    expect(await openSequencing(here.world).round()).toBeGreaterThan(0)
    await reported(here)
    expect(await jumped.round()).toBe(0)
    expect(await holds()).toMatchObject({ events: expect.any(Number) })
  })
})

test('a crash before, or just after, the commit is harmless', async () => {
  const before = withStore((real) => ({
    commit: (batch: Batch) => (batch.sequenced ? Promise.reject(new Error('killed')) : real.commit(batch)),
  }))
  await expect(openSequencing(before).round()).rejects.toThrow('killed')
  expect(await sizes()).toEqual([])
  await wind(here, { seconds: 11 })
  const after = withStore((real) => ({
    commit: async (batch: Batch) => {
      const done = await real.commit(batch)
      if (batch.sequenced) throw new Error('killed')
      return done
    },
  }))
  await expect(openSequencing(after).round()).rejects.toThrow('killed')
  expect(await sizes()).toHaveLength(1)
  await wind(here, { seconds: 11 })
  await reported(here)
  expect(await openSequencing(here.world).round()).toBeGreaterThan(0)
  expect(await holds()).toEqual({ events: 0, first: null })
})

test.each([
  ['a smaller size', 'log_rolled_back', (size: number) => ({ size: size - 1 })],
  ['an earlier place', 'log_broken', () => ({ position: 1 })],
  ['other subtrees', 'log_broken', () => ({ roots: 'ab'.repeat(32) })],
])('signs nothing on top of %s than it signed before', async (_, code, change) => {
  await sequence(here.world)
  await reported(here)
  const spoiled = withStore((real) => ({
    logState: async () => {
      const state = await real.logState()
      return { ...state, ...change(state.size) }
    },
  }))
  await expect(openSequencing(spoiled).round()).rejects.toMatchObject({ code })
  expect(await sizes()).toHaveLength(1)
})
