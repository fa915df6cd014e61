import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../tests/kit/pages.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { openFilling, report } from '../../app/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import { gate } from '../gate/index.ts'
import { webRoutes, webVoice } from './index.ts'

let here: TestWorld
let browser: AtABrowser
let one: CaseId
/** Which of the store's methods were called, and how often. */
const asked = new Map<string, number>()

beforeAll(async () => {
  here = await testWorld()
  count(here.world.store)
  browser = await atABrowser(gate(here.world, webRoutes, [webVoice]) as Hono, here.world, here.members[0] ?? 'p-')
  one = await reports(10)
})
afterAll(() => here.close())

function count(store: object): void {
  for (const [name, method] of Object.entries(store) as [string, (...asked: unknown[]) => unknown][]) {
    Object.assign(store, {
      [name]: (...given: unknown[]) => {
        asked.set(name, (asked.get(name) ?? 0) + 1)
        return method(...given)
      },
    })
  }
}

/** Reports so many, lets the index take them in, and answers with the last. */
async function reports(many: number): Promise<CaseId> {
  let last: CaseId = 'c-'
  for (let from = 0; from < many; from += 45) {
    const some = Array.from({ length: Math.min(45, many - from) }, async (_, nth) => {
      const fields = { title: `Signed twice, ${from + nth}`, project: 'anchor', impact: 'x', terms: true }
      const answer = await report(here.world, fields, 'form')
      if (!('case' in answer)) throw new Error('no report')
      last = answer.case
    })
    await Promise.all(some)
  }
  const filling = openFilling(here.world)
  while ((await filling.round()) > 0);
  await filling.release()
  return last
}

const pages: Readonly<Record<string, () => string>> = {
  list: () => '/cases',
  'list by what is due': () => '/cases?by=due',
  search: () => '/search?q=signed+twice&severity=&project=anchor',
  'search by filters alone': () => '/search?state=open',
  case: () => `/cases/${one}`,
  today: () => '/today',
}

async function questions(path: string): Promise<Readonly<Record<string, number>>> {
  // The first visit is recorded as a reading; what is counted is every further one.
  await browser.get(path)
  asked.clear()
  const page = await browser.get(path)
  expect(page.status).toBe(200)
  return Object.fromEntries([...asked].toSorted(([a], [b]) => a.localeCompare(b)))
}

test('a page asks the store as often with a thousand cases as with ten', async () => {
  const withTen: Record<string, object> = {}
  for (const [name, path] of Object.entries(pages)) withTen[name] = await questions(path())
  await reports(990)
  const withThousand: Record<string, object> = {}
  for (const [name, path] of Object.entries(pages)) withThousand[name] = await questions(path())
  expect(withThousand).toEqual(withTen)
  const total = (one: object) => Object.values(one).reduce((sum: number, times: number) => sum + times, 0)
  for (const name of ['list', 'list by what is due', 'search', 'today'])
    expect(total(withTen[name] ?? {}), name).toBeLessThan(20)
}, 60_000)
