import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { does, reported, teamed } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { isRefused, type CaseId, type PersonId } from '../../core/kernel/index.ts'
import { openKnown } from '../../core/matching/index.ts'
import { viewCase } from '../cases/index.ts'
import { eraseCase } from '../erasure/index.ts'
import { VaultUnavailable } from '../ports/index.ts'
import { openComparing, type Comparing } from './filling.ts'
import { importOsv } from './imported.ts'
import { similarTo } from './similar.ts'

let here: TestWorld
let member: PersonId
let comparing: Comparing
let before: CaseId
let again: CaseId
beforeAll(async () => {
  here = await testWorld()
  ;[member = 'p-'] = here.members
  comparing = openComparing(here.world)
  const one = {
    title: 'parseHeader panics on an empty header',
    impact: 'lib/http/read.go: any client stops the server',
  }
  const other = { title: 'Server crash', impact: 'parseHeader() in read.go reads past the end of an empty header' }
  const noise = { title: 'Session cookies lack the Secure flag', impact: 'they are sent without TLS' }
  before = (await reported(here, one)).id
  await reported(here, { ...noise, email: 'una@example.org', name: 'Una Reef' })
  again = (await reported(here, { ...other, email: 'sal@example.org', name: 'Sal Sand' })).id
})
beforeEach(async () => {
  while (await comparing.round());
})
afterAll(() => here.close())

async function similar(id: CaseId, person = member) {
  const c = (await here.world.records.read('case', id)).state
  if (c === null) throw new Error('there is no case')
  return similarTo(here.world, person, c)
}

const osv = (id: string, more: object = {}) =>
  JSON.stringify({
    schema_version: '1.7.3',
    id,
    modified: '2026-01-02T00:00:00Z',
    summary: 'Empty header in parseHeader',
    details: 'read.go: a request without a header value makes parseHeader panic.',
    ...more,
  })
const file = (text: string, name = 'one.json') => ({ name, text })

describe('what a report may be a duplicate of', () => {
  test('is told to a member, with reasons', async () => {
    const { similar: found, among } = await similar(again)
    expect([found.map(({ id }) => id), among]).toEqual([[before], 2])
    expect(found[0]).toMatchObject({ title: 'parseHeader panics on an empty header', case: { open: true } })
    expect(found[0]?.reasons.find(({ kind }) => kind === 'name')?.shown).toContain('parseHeader')
  })

  test('is told to nobody else, and not that there would be something', async () => {
    const engineer = await teamed(here, again)
    expect(await similar(again, engineer)).toEqual({ similar: [], among: 0 })
    expect(await similar(again, 'p-nobody000000')).toEqual({ similar: [], among: 0 })
  })

  test('is told by a server that has just started, from the same records', async () => {
    const anew = { ...here.world, known: openKnown() }
    const other = openComparing(anew)
    while (await other.round());
    expect(anew.known.corpus.size).toBe(here.world.known.corpus.size)
  })
})

describe('an imported record', () => {
  test('is compared with, replaced, and gone once it is withdrawn', async () => {
    const { world } = here
    expect(
      await importOsv(world, [file(osv('OSV-2026-1')), file('{', 'two.json'), file('{"id":1}', 'three.json')]),
    ).toEqual({
      taken: 1,
      known: 0,
      left: [
        { name: 'two.json', says: expect.any(String) as string },
        { name: 'three.json', says: expect.any(String) as string },
      ],
    })
    while (await comparing.round());
    expect((await similar(again)).similar.map(({ id }) => id).toSorted()).toEqual([before, 'OSV-2026-1'].toSorted())
    expect(await importOsv(world, [file(osv('OSV-2026-1'))])).toMatchObject({ taken: 0, known: 1 })
    await importOsv(world, [file(osv('OSV-2026-1', { summary: 'Empty header in parseHeader, again' }))])
    while (await comparing.round());
    expect((await similar(again)).similar.find(({ id }) => id === 'OSV-2026-1')?.title).toBe(
      'Empty header in parseHeader, again',
    )
    await importOsv(world, [file(osv('OSV-2026-1', { withdrawn: '2026-02-02T00:00:00Z' }))])
    while (await comparing.round());
    expect((await similar(again)).similar.map(({ id }) => id)).toEqual([before])
  })

  test('lies sealed', async () => {
    await importOsv(here.world, [file(osv('OSV-2026-2'))])
    const piece = await here.world.store.lookup('matching records', '1')
    expect(Buffer.from(piece ?? '', 'base64').toString('latin1')).not.toMatch(/parseHeader|OSV-2026/)
  })

  test('of two imports at once, neither is lost', async () => {
    await Promise.all([1, 2, 3].map((n) => importOsv(here.world, [file(osv(`OSV-2026-1${n}`))])))
    while (await comparing.round());
    for (const n of [1, 2, 3]) expect(here.world.known.corpus.has(`OSV-2026-1${n}`)).toBe(true)
  })
})

describe('an answer', () => {
  test('“not the same” is remembered with its reason, and shown to members alone', async () => {
    await does(here, member, again, 'dismissMatch', { of: before, reason: 'another function' })
    expect((await similar(again)).similar.map(({ id }) => id)).not.toContain(before)
    const records = async (person: PersonId) => {
      const view = await viewCase(here.world, person, again)
      return isRefused(view) ? view.code : JSON.stringify([view.records, view.case])
    }
    expect(await records(member)).toContain('another function')
    const engineer = (await here.world.records.read('case', again)).state?.fixTeam[0]?.person ?? 'p-'
    expect(await records(engineer)).toContain('MatchDismissed')
    expect(await records(engineer)).not.toMatch(new RegExp(`another function|${before}`))
  })

  test('spam, and what was erased, is compared with no more, also where it was looked at in the middle', async () => {
    const { id } = await reported(here, {
      title: 'parseHeader panics once more',
      email: 'x@example.org',
      name: 'Xan Kelp',
    })
    while (await comparing.round());
    expect(here.world.known.corpus.has(id)).toBe(true)
    await does(here, member, id, 'rejectReport', { reason: 'no', tell: false })
    await does(here, member, id, 'closeCase', { resolution: 'invalid', reason: 'no' })
    const { vault } = here.world
    const late = {
      ...vault,
      async destroyKey(stream: Parameters<typeof vault.destroyKey>[0]) {
        while (await comparing.round());
        await vault.destroyKey(stream)
      },
    }
    const erasing = eraseCase({ ...here.world, vault: late }, member, id, { reason: 'nothing', confirm: id })
    expect(isRefused(await erasing)).toBe(false)
    while (await comparing.round());
    expect(here.world.known.corpus.has(id)).toBe(false)
  })

  test('is compared with although the keys could not be asked for when it was looked at first', async () => {
    const { records } = here.world
    const away = new VaultUnavailable('unreachable', 'no answer')
    let asked = 0
    const read: typeof records.read = async (kind, id) => {
      if (kind === 'case' && (asked += 1) === 1) throw away
      return records.read(kind, id)
    }
    const known = openKnown()
    const other = openComparing({ ...here.world, known, records: { ...records, read } })
    await expect(
      (async () => {
        while (await other.round());
      })(),
    ).rejects.toBe(away)
    while (await other.round());
    expect([before, again].map((id) => known.corpus.has(id))).toEqual([true, true])
  })
})
