import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logLines } from '../../adapters/lines/index.ts'
import {
  committeeOf,
  fingerprintOf,
  isLiveLink,
  listCases,
  loadCommunity,
  mailbox,
  personByEmail,
  publicAdvisories,
  reporterOfLink,
  today,
  verifyLog,
  viewCase,
  viewCommittee,
  type CaseView,
} from '../../app/index.ts'
import { isRefused, type PersonId } from '../../core/kernel/index.ts'
import { phases } from '../../core/process/index.ts'
import { testWorld } from '../../../tests/kit/world.ts'
import { openWorld, type OpenWorld } from '../world.ts'
import { committee } from './people.ts'
import { at } from './stage.ts'
import { seedDemo, type DemoLink } from './index.ts'

const address = 'http://127.0.0.1:8099'

async function folder(): Promise<{ world: OpenWorld; close: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'tocsin-demo-'))
  const world = await openWorld({ data, mode: 'demo', lines: logLines({ level: 'silent' }) })
  const close = async () => {
    await world.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { world, close }
}

let world: OpenWorld
let close: () => Promise<void>
let links: readonly DemoLink[]
let took: number
let nora: PersonId
let views: readonly CaseView[]
beforeAll(async () => {
  ;({ world, close } = await folder())
  const began = process.cpuUsage()
  ;({ links } = await seedDemo(world, { address }))
  const used = process.cpuUsage(began)
  took = (used.user + used.system) / 1000
  nora = (await personByEmail(world, committee.nora.email)) as PersonId
  views = await allCases()
})
afterAll(() => close?.())

async function allCases(): Promise<CaseView[]> {
  const { cases } = await listCases(world, nora, { open: 'all' })
  const found = await Promise.all(cases.map(({ case: id }) => viewCase(world, nora, id)))
  return found.flatMap((view) => (isRefused(view) ? [] : [view]))
}

function titled(words: string): CaseView {
  const found = views.find((view) => view.case.report.title.includes(words))
  if (found === undefined) throw new Error(`no case about ${words}`)
  return found
}

describe('the demonstration', () => {
  // In the processor's time: how long it takes by the clock depends on who else works on this machine.
  test('is made within seconds', () => {
    expect(took).toBeLessThan(5000)
  })

  test('has cases in every stage', () => {
    expect(new Set(views.map(({ phase }) => phase))).toEqual(new Set(phases))
  })

  test('has something late, something due soon, and something waiting on each clock', () => {
    const states = views.flatMap((view) => view.deadlines.map(({ id, state }) => `${id} ${state}`))
    expect(states).toEqual(expect.arrayContaining(['fix-team late', 'fix soon', 'release open', 'retrospective open']))
  })

  test('tells each stage as it should be', () => {
    expect(titled('other entry types').records).toHaveLength(3)
    expect(titled('verify-attestation').case.causes.map(({ kind }) => kind)).toEqual(['asap'])
    expect(titled('ten minutes').case.setAside?.as).toBe('invalid')
    expect(titled('nine libraries').phase).toBe('held')
    expect(titled('slowly').deadlines.find(({ id }) => id === 'reproducer')?.state).toBe('open')
    expect(titled('runs out of memory on a large').case.setAside?.of).toBe(titled('huge attachment').case.id)
    expect(titled('same attachments').case.fixTeam.map(({ state }) => state)).toEqual(['invited'])
    expect(titled('admits images').case.proposals.map(({ class: c }) => c)).toEqual(['medium', 'low'])
    expect(titled('v1 module').case.causes.map(({ kind }) => kind)).toEqual(['slowed', 'slowed'])
    expect(titled('handed out whole').case.upstream?.project).toBe('go-containerregistry')
    expect(titled('log entry').case.closed?.resolution).toBe('fixed')
  })

  test('has one release that carries two cases, agreed for tomorrow afternoon', () => {
    const [one, other] = [titled('huge attachment'), titled('more memory than there is')]
    expect(one.mates).toEqual([other.case.id])
    expect(one.case.release).toEqual(other.case.release)
    const tomorrow = world.machine.now().toZonedDateTimeISO('UTC').add({ days: 1 }).toPlainDate()
    for (const { deadlines } of [one, other]) {
      expect(deadlines.find(({ id }) => id === 'announcement')?.due).toBe(`${tomorrow}T16:00:00Z`)
    }
  })

  test('is half through its checks on a release day', () => {
    const { case: c } = titled('malformed')
    expect(c.merged).not.toBe(null)
    expect(c.artefacts.map(({ checks }) => Object.keys(checks).length)).toEqual([4, 1])
  })

  test('keeps every hour that was agreed', () => {
    const agreed = views.flatMap((view) => view.deadlines.filter(({ id }) => id === 'opening' || id === 'announcement'))
    expect(agreed.filter(({ state }) => state === 'missed' || state === 'late')).toEqual([])
  })

  test('publishes what was announced, and nothing else', async () => {
    expect((await publicAdvisories(world)).map(({ id }) => id)).toEqual(['CVE-2023-46737', 'CVE-2022-23649'])
  })

  test('has something to do for its administrator', async () => {
    const { mine, others } = await today(world, nora)
    expect(mine.length).toBeGreaterThan(5)
    expect(others.length).toBeGreaterThan(5)
  })

  test('has a committee that gave what the policy wants of each (C1), and is warned of nothing', async () => {
    const { warnings } = await viewCommittee(world, nora)
    expect(warnings).toEqual([])
    const { members } = await committeeOf(world)
    const prints = await Promise.all(members.map(({ openpgp }) => fingerprintOf(world, openpgp)))
    expect(prints).toEqual(Array(4).fill(expect.stringMatching(/^([0-9A-F]{4} ?){10}$/)))
  })

  test('writes to nobody outside example.org', async () => {
    const kept = await mailbox(world, 10_000)
    const addresses = new Set(kept.flatMap(({ message }) => message?.to ?? []))
    expect([...addresses].filter((one) => !one.endsWith('@example.org'))).toEqual([])
    const outward = kept.filter(({ row }) => row.class === 'outward')
    expect(outward).toHaveLength(4)
    expect(new Set(outward.flatMap(({ message }) => message?.to ?? []))).toEqual(new Set(['announce@example.org']))
    expect((await loadCommunity(world))?.mail).toBe(null)
    expect(await world.store.outbox({ states: ['waiting', 'dead', 'unsure'], limit: 10 })).toEqual([])
  })

  test('sends no question of a draft to the list', async () => {
    expect(titled('log entry').case.retrospective?.body).not.toMatch(/^\[/m)
  })

  test('has a history that verifies, in the order of time', async () => {
    const { findings, events } = await verifyLog(world)
    expect(findings).toEqual([])
    expect(events).toBeGreaterThan(350)
    for (const { records } of views) {
      const instants = records.map(({ at }) => at)
      expect(instants).toEqual(instants.toSorted())
    }
  })

  test('lets everybody in by a link of their own', async () => {
    expect(links.map(({ role }) => role)).toEqual([
      'administrator and member of the committee',
      'member of the committee',
      'engineer on fix teams',
      'reporter, by a private link',
    ])
    for (const { address: link } of links.slice(0, 3)) {
      expect(link).toContain(`${address}/sign-in/`)
      expect(await isLiveLink(world, link.split('/').at(-1) ?? '')).toBe(true)
    }
    const found = await reporterOfLink(world, links[3]?.address.split('/').at(-1) ?? '')
    expect(found?.case).toBe(titled('admits images').case.id)
  })

  test('is made once; again, it only gives fresh links', async () => {
    const again = await seedDemo(world, { address })
    expect(again.links.map(({ name }) => name)).toEqual(links.map(({ name }) => name))
    expect(again.links).not.toEqual(links)
    expect((await allCases()).length).toBe(views.length)
  })
})

test.each(['2026-02-27T23:59:59Z', '2026-03-01T00:00:00Z', '2026-03-02T16:01:00Z', '2028-02-29T11:00:00Z'])(
  'can be made at %s',
  async (now) => {
    const other = await folder()
    const then = at(other.world, () => Temporal.Instant.from(now))
    await expect(seedDemo(then)).resolves.toMatchObject({ links: { length: 4 } })
    await other.close()
  },
)

test('does not touch a folder that holds another community', async () => {
  const other = await testWorld()
  await expect(seedDemo(other.world)).rejects.toMatchObject({ code: 'another_community' })
  await other.close()
})

test('does not go on where making it was interrupted', async () => {
  const other = await folder()
  await other.world.store.commit({ settings: [{ name: 'demo', value: 'begun' }] })
  await expect(seedDemo(other.world)).rejects.toMatchObject({ code: 'demo_unfinished' })
  await other.close()
})
