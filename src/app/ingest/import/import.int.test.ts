import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { deliverDue } from '../../delivery/index.ts'
import { collectFiles } from '../../attachments/index.ts'
import { importArchive, importing, importRows } from '../index.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

async function* given<One>(...all: readonly One[]) {
  yield* all
}

async function cases() {
  const ids = await here.world.store.allCases(here.world.community)
  const all = await Promise.all(ids.map(async (id) => (await here.world.records.read('case', id)).state!))
  return all.sort((one, other) => (one.report.title < other.report.title ? -1 : 1))
}

const mail = (id: string, more: string, body = id) =>
  Buffer.from(
    `From: Rey <rey@example.net>\r\nSubject: ${id}\r\nMessage-ID: <${id}@example.net>\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\n${more}\r\n${body}\r\n`,
  )

test('is a member’s to do', async () => {
  expect(await importing(here.world, 'ben@example.org')).toBe(here.members[1])
  expect(await importing(here.world, 'stranger@example.org')).toMatchObject({ code: 'not_allowed' })
})

describe('rows of another platform', () => {
  const rows = () =>
    given(
      {
        id: '1',
        title: 'A chain',
        state: 'Open',
        severity_rating: 'high',
        reporter: 'rey',
        hacker_email: 'REY@example.net',
        reported_at: '2026-01-02 10:00:00 UTC',
        asset: 'anchor',
        vulnerability_information: 'It breaks.',
      },
      { id: '2', title: 'Buoy', substate: 'not-applicable', reported_at: 'long ago' },
      { id: '3', title: '', description: 'no title' },
    )

  test('become cases, open or over, with their reporters and dates; nobody is written to', async () => {
    const [ada] = here.members
    expect(await importRows(here.world, ada!, rows())).toEqual({ opened: 2, posted: 0, known: 0, leftOut: 1 })
    const [chain, buoy] = await cases()
    expect(chain).toMatchObject({
      via: 'import',
      disclosed: '2026-01-02T10:00:00Z',
      closed: null,
      report: { title: 'A chain', project: 'anchor', impact: 'It breaks.\n\n[severity_rating: high]' },
    })
    expect((await here.world.records.read('person', chain!.reporter!)).state).toMatchObject({
      name: 'rey',
      email: 'rey@example.net',
    })
    expect(buoy).toMatchObject({
      reporter: null,
      closed: { resolution: 'deferred', note: 'Imported as over: not-applicable' },
    })
    await deliverDue(here.world)
    expect(here.sent).toEqual([])
  })

  test('are not repeated, and what was interrupted is finished', async () => {
    const [ada] = here.members
    const open = { id: '2', title: 'Buoy', state: 'open' }
    await importRows(here.world, ada!, given(open))
    expect(await importRows(here.world, ada!, rows())).toEqual({ opened: 1, posted: 0, known: 1, leftOut: 1 })
    expect((await cases()).map((one) => one.closed?.resolution ?? 'open')).toEqual(['open', 'deferred'])
  })
})

describe('an archive of mail', () => {
  const archive = () =>
    given(
      mail('chain', ''),
      mail('answer', 'In-Reply-To: <chain@example.net>\r\n', 'We look at it.'),
      mail('third', 'References: <chain@example.net> <answer@example.net>\r\n', 'Thanks.'),
      mail('away', 'Auto-Submitted: auto-replied\r\n'),
      mail('other', ''),
    )

  test('becomes cases with their threads, for committee and fix team, as old as they are; nobody is written to', async () => {
    const [ada] = here.members
    expect(await importArchive(here.world, ada!, archive())).toEqual({ opened: 2, posted: 2, known: 0, leftOut: 1 })
    const [chain, other] = await cases()
    expect(chain).toMatchObject({ via: 'import', disclosed: '2026-01-05T10:00:00Z', closed: null })
    expect(chain!.posts.map(({ room, text }) => [room, text.split('\n').at(-1)])).toEqual([
      ['team', 'We look at it.'],
      ['team', 'Thanks.'],
    ])
    expect(chain!.attachments.map(({ room, name, post }) => [room, name, post])).toEqual([
      ['team', 'message.eml', 0],
      ['team', 'message.eml', 1],
      ['team', 'message.eml', 2],
    ])
    expect(other!.posts).toEqual([])
    await deliverDue(here.world)
    expect(here.sent).toEqual([])
    expect(await collectFiles(here.world, -1)).toEqual({ dropped: 0 })
  })

  test('that is over is closed at once; a second time nothing comes in', async () => {
    const [ada] = here.members
    await importArchive(here.world, ada!, archive(), { closed: true })
    expect((await cases()).map(({ closed }) => closed?.resolution)).toEqual(['deferred', 'deferred'])
    expect(await importArchive(here.world, ada!, archive(), { closed: true })).toEqual({
      opened: 0,
      posted: 0,
      known: 4,
      leftOut: 1,
    })
  })
})
