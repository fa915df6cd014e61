import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRecords, type World } from '../index.ts'
import { UnreadableEvent } from '../../core/process/index.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { announced, does, prepared, reported } from '../../../tests/kit/voyage.ts'
import { kinds } from './kinds.ts'
import { openSealed } from './sealing.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

/** As another process would read: nothing in memory. */
const afresh = ({ community, store, vault, machine }: World) => openRecords(community, store, vault, machine)

function onDisk(text: string, ...values: (string | number | Uint8Array)[]) {
  const db = new DatabaseSync(join(here.data, 'tocsin.db'))
  try {
    return db.prepare(text).all(...values)
  } finally {
    db.close()
  }
}

describe('sealing', () => {
  test('keeps nothing of an event readable but its place, time and commitments', async () => {
    const { id } = await reported(here, { title: 'marmalade-title', impact: 'marmalade-impact' })
    const [first] = await here.world.store.readStream(id)
    const bytes = Buffer.from(first?.sealed ?? []).toString('latin1')
    expect(bytes).not.toContain('marmalade')
    expect(JSON.stringify({ ...first, sealed: null })).not.toContain('marmalade')
    expect(first?.open).toMatch(/^[0-9a-f]{64}$/)
    expect(first?.personal).not.toBe(first?.open)
  })

  test('commits to personal parts apart: who acted and what quotes people is not in the open part', async () => {
    const { id, reporter } = await reported(here)
    const [first] = await here.world.store.readStream(id)
    const body = JSON.parse((await here.world.vault.key(id)).unseal(`${id}/1 at ${first!.at}`, first!.sealed)) as {
      open: { data: object; opening: string }
      personal: { by: string; data: object; opening: string }
    }
    expect(Object.keys(body.personal.data).sort()).toEqual(['report', 'reporter'])
    expect(body.open.data).not.toHaveProperty('reporter')
    expect(JSON.stringify(body.open)).not.toContain(reporter)
    expect(body.personal.by).toBe(reporter)
    expect(body.open.opening).not.toBe(body.personal.opening)
  })

  test('every event follows from the one before', async () => {
    const { id } = await reported(here)
    await does(here, here.members[0], id, 'post', { room: 'team', text: 'looking' })
    const events = await here.world.store.readStream(id)
    expect(new Set(events.map(({ chain }) => chain)).size).toBe(events.length)
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1))
  })
})

describe('reading', () => {
  test('is the same from memory and afresh', async () => {
    const { id } = await reported(here)
    await does(here, here.members[0], id, 'post', { room: 'team', text: 'looking' })
    const [warm, cold] = [await here.world.records.read('case', id), await afresh(here.world).read('case', id)]
    expect(warm).toEqual(cold)
    expect(warm.state?.posts).toHaveLength(1)
  })

  test('sees what another writer appended meanwhile, however reads overlap', async () => {
    const { id } = await reported(here)
    const other = afresh(here.world)
    for (let round = 0; round < 20; round += 1) {
      const stream = await other.read('case', id)
      const event = { type: 'Posted', post: round + 1, room: 'team', text: `${round}`, mentions: [] } as const
      const append = await other.append('case', stream, [event], here.members[0]!, here.world.machine.now())
      const reading = Promise.all([here.world.records.read('case', id), here.world.records.read('case', id)])
      await here.world.store.commit({ appends: [append] })
      const seen = [...(await reading), await here.world.records.read('case', id)]
      expect(seen.at(-1)?.version).toBe(append.expected + 1)
      for (const one of seen) expect(one.records).toHaveLength(one.version)
    }
    expect(await here.world.records.read('case', id)).toEqual(await afresh(here.world).read('case', id))
  })

  test.each([
    ['a flipped byte', 'update events set sealed = ? where stream = ? and version = 1'],
    ['another version’s body', 'update events set sealed = ? where stream = ? and version = 2'],
  ])('a tampered record is not read: %s', async (what, sql) => {
    const { id } = await reported(here)
    const [first] = await here.world.store.readStream(id)
    const sealed = Uint8Array.from(first!.sealed)
    if (what === 'a flipped byte') sealed[40]! ^= 1
    onDisk(sql, sealed, id)
    await expect(afresh(here.world).read('case', id)).rejects.toMatchObject({ name: 'VaultFailed', code: 'tampered' })
  })

  test('a missing record is not skipped', async () => {
    const [person] = here.members
    const { id } = await reported(here)
    await does(here, person, id, 'post', { room: 'team', text: 'looking' })
    onDisk('delete from events where stream = ? and version = 2', id)
    await expect(afresh(here.world).read('case', id)).rejects.toMatchObject({ code: 'tampered' })
  })

  test('an erased case has no state, in memory neither; its place in the chain is still known', async () => {
    const { id } = await reported(here)
    const before = await here.world.records.read('case', id)
    await here.world.vault.destroyKey(id)
    const after = await here.world.records.read('case', id)
    expect(after).toMatchObject({ records: [], state: null })
    expect(await afresh(here.world).read('case', id)).toMatchObject({ state: null, chain: before.chain })
  })

  test('a community that lost its key is a broken environment, not one that was never set up', async () => {
    await here.world.vault.destroyKey(here.world.community)
    await expect(here.world.records.read('community', here.world.community)).rejects.toMatchObject({ code: 'no_key' })
  })
})

describe('events of older versions', () => {
  test('are written with the process’s version and read through its steps', async () => {
    const { id } = await reported(here)
    const [first] = await here.world.store.readStream(id)
    const { type, v } = openSealed(id, first!, await here.world.vault.key(id))
    expect([type, v]).toEqual(['CaseOpened', kinds.case.versionOf('CaseOpened')])
  })

  test('what this version of the product cannot know is refused by its code', () => {
    expect(() => kinds.case.upcast('CaseOpened', 99, {})).toThrow(UnreadableEvent)
    expect(() => kinds.case.upcast('CaseTeleported', 1, {})).toThrow(expect.objectContaining({ code: 'unknown_type' }))
  })
})

test('what an act leaves in memory is what stands on disk', async () => {
  const { id } = await reported(here)
  await prepared(here, id)
  await announced(here, id)
  const stripped = (stream: object) => JSON.parse(JSON.stringify(stream)) as object
  expect(stripped(await here.world.records.read('case', id))).toEqual(
    stripped(await afresh(here.world).read('case', id)),
  )
})

describe('what is kept in memory', () => {
  /** Records that may keep so much, and of which streams they asked the store from the beginning. */
  function keeping(kept: { readonly streams: number; readonly bytes: number }) {
    const { community, store, vault, machine } = here.world
    const whole: string[] = []
    const readStream: typeof store.readStream = (id, after) => {
      if ((after ?? 0) === 0) whole.push(id)
      return store.readStream(id, after)
    }
    return { whole, records: openRecords(community, { ...store, readStream }, vault, machine, kept) }
  }

  async function threeCases() {
    const cases = [await reported(here), await reported(here), await reported(here)].map(({ id }) => id)
    const sizes = await Promise.all(cases.map(async (id) => (await here.world.records.read('case', id)).size))
    return { cases, sizes }
  }

  test('is bounded by its bytes as well: what was read longest ago goes first', async () => {
    const { cases, sizes } = await threeCases()
    const [first, second, third] = cases
    const { whole, records } = keeping({ streams: 512, bytes: Math.max(...sizes) * 2 })
    for (const id of cases) await records.read('case', id)
    whole.length = 0
    for (const id of [third, second, first]) expect((await records.read('case', id!)).version).toBeGreaterThan(0)
    expect(whole).toEqual([first])
  })

  test('counts what a commit leaves there, and forgets what was forgotten', async () => {
    const { cases, sizes } = await threeCases()
    const [first, second] = cases
    const { whole, records } = keeping({ streams: 512, bytes: Math.max(...sizes) * 2 })
    for (let round = 0; round < 30; round += 1) records.keep([await records.read('case', first!)])
    await records.read('case', second!)
    whole.length = 0
    await records.read('case', first!)
    await records.read('case', second!)
    expect(whole).toEqual([])
  })

  test('is one stream at least, however large it is', async () => {
    const { cases } = await threeCases()
    const { whole, records } = keeping({ streams: 512, bytes: 1 })
    await records.read('case', cases[0]!)
    await records.read('case', cases[0]!)
    await records.read('case', cases[1]!)
    await records.read('case', cases[0]!)
    expect(whole).toEqual([cases[0], cases[1], cases[0]])
  })
})
