import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stamp } from '../../../core/clock/index.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import { isLate } from '../../../core/process/index.ts'
import { viewCase } from '../../cases/index.ts'
import { deliverDue } from '../../delivery/index.ts'
import { passTime } from '../../index.ts'
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

describe('what comes late, and open', () => {
  // Well inside of an hour: reminders of imports come at whole ones.
  beforeEach(async () => {
    const { minute } = here.world.machine.now().toZonedDateTimeISO('UTC')
    await wind(here, `PT${65 - minute}M`)
  })

  /** Everything that time brings until now. */
  async function timePasses(): Promise<void> {
    while ((await passTime(here.world)) > 0);
    await deliverDue(here.world)
  }
  const late = (nth: number) =>
    given(
      ...Array.from({ length: nth }, (_, at) => {
        return { id: String(at), title: `Old ${at}`, state: 'open', reported_at: '2026-01-02 10:00:00 UTC' }
      }),
    )

  test('shows its deadlines as late at once, and reminds of all of them in one mail, a round later', async () => {
    const [ada] = here.members
    await importRows(here.world, ada!, late(6))
    const [first] = await cases()
    const view = await viewCase(here.world, ada!, first!.id)
    expect('deadlines' in view && view.deadlines.filter(isLate).map(({ id }) => id)).toContain('fix-team')
    await timePasses()
    await wind(here, 'PT23H')
    await timePasses()
    expect(here.sent).toEqual([])
    await wind(here, 'PT2H')
    await timePasses()
    await wind(here, 'PT15M')
    await timePasses()
    expect(here.sent.map(({ to }) => to[0]).sort()).toEqual(['ada@example.org', 'ben@example.org', 'cleo@example.org'])
    const [mail] = here.sent
    expect(mail?.subject).toMatch(/things need you$/)
    for (const { id } of await cases()) expect(mail?.text).toContain(`/cases/${id}`)
  })

  test('is reminded again as of any late deadline; what passes later is reminded of when it does', async () => {
    const [ada] = here.members
    const now = here.world.machine.now()
    const fresh = stamp(now.subtract({ hours: 20 }))
    await importRows(here.world, ada!, given({ id: 'new', title: 'Fresh', state: 'open', reported_at: fresh }))
    await importRows(here.world, ada!, late(1))
    const remindersOf = async (title: string) => {
      const c = (await cases()).find(({ report }) => report.title === title)
      const { records } = await here.world.records.read('case', c!.id)
      return records.flatMap(({ event }) =>
        event.type === 'DeadlineReminded' && event.deadline === 'fix-team' ? [event.kind] : [],
      )
    }
    await timePasses()
    expect([await remindersOf('Fresh'), await remindersOf('Old 0')]).toEqual([['soon'], []])
    await wind(here, 'PT5H')
    await timePasses()
    expect([await remindersOf('Fresh'), await remindersOf('Old 0')]).toEqual([['soon', 'late'], []])
    await wind(here, 'PT21H')
    await timePasses()
    expect(await remindersOf('Old 0')).toEqual(['late'])
    await wind(here, 'P1D')
    await timePasses()
    expect(await remindersOf('Old 0')).toEqual(['late', 'late'])
  })

  test('is closed at once where all of it is over, and nobody ever hears of it', async () => {
    const [ada] = here.members
    const told = { opened: 3, posted: 0, known: 0, leftOut: 0 }
    expect(await importRows(here.world, ada!, late(3), { closed: true })).toEqual(told)
    for (const { closed } of await cases()) {
      expect(closed).toMatchObject({ resolution: 'deferred', note: 'Imported from an archive' })
    }
    await wind(here, 'P3D')
    await timePasses()
    await wind(here, 'PT1H')
    await timePasses()
    expect(here.sent).toEqual([])
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
