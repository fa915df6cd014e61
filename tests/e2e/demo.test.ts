import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { logLines } from '../../src/adapters/lines/index.ts'
import { serve, type Serving } from '../../src/main/serve.ts'
import { axeFindings } from '../browser/axe.ts'
import { launchBrowser } from '../browser/launch.ts'

/** The demonstration as `npm run demo` serves it: every page that a link leads to, for everyone in it. */
let data: string
let serving: Serving
let browser: Browser
const ways = new Map<string, string>()
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'tocsin-demo-e2e-'))
  ;[serving, browser] = await Promise.all([
    serve({ data, host: '127.0.0.1', port: 0, demo: true, lines: logLines({ level: 'silent' }) }),
    launchBrowser(),
  ])
  for (const { name, address } of await serving.links()) ways.set(name, address)
})
afterAll(async () => {
  await browser?.close()
  await serving?.stop()
  rmSync(data, { recursive: true, force: true })
})

/** Someone of the demonstration in a browser of their own, signed in by the printed link. */
async function enter(who: string): Promise<{ page: Page; complaints: string[] }> {
  const [, link = ''] = [...ways].find(([name]) => name.includes(who)) ?? []
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(`${page.url()}: ${message.text()}`))
  await page.goto(link)
  if (link.includes('/sign-in/')) await page.getByRole('button', { name: 'Sign in' }).click()
  return { page, complaints }
}

/** Addresses of this site that the page links to, without what stands after `#`. */
function linksOf(page: Page): Promise<string[]> {
  return page.$$eval('a[href]', (links) => links.map((link) => (link as HTMLAnchorElement).href.split('#')[0] ?? ''))
}

interface Reached {
  readonly pages: readonly string[]
  readonly broken: readonly string[]
}

/** Every page that links lead to from where somebody is, each address once. */
async function reachable(page: Page): Promise<Reached> {
  const origin = new URL(page.url()).origin
  const seen = new Set<string>()
  const [pages, broken]: [string[], string[]] = [[], []]
  for (const waiting = await linksOf(page); waiting.length > 0;) {
    const address = waiting.pop() ?? ''
    if (!address.startsWith(`${origin}/`) || seen.has(address)) continue
    seen.add(address)
    const answer = await page.request.get(address)
    if (!answer.ok()) broken.push(`${answer.status()} ${address}`)
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue
    pages.push(address)
    for (const [, path = ''] of (await answer.text()).matchAll(/href="([^"#]+)/g)) {
      waiting.push(new URL(path.replaceAll('&amp;', '&'), address).href)
    }
  }
  return { pages, broken }
}

/** A page's address with the case, advisory, revision or link that it is about blanked out. */
function kindOf(address: string): string {
  return new URL(address).pathname.replaceAll(/(?<=\/)(?:c-[0-9a-z]{12}|CVE-[0-9-]+|\d+|[\w-]{43})(?=\/|$)/g, '')
}

/** Kinds of pages that axe has looked at already. */
const judged = new Set<string>()

describe.each([
  { who: 'Nora', least: 500 },
  { who: 'Fenna', least: 100 },
  { who: 'Quinn', least: 6 },
])('$who', ({ who, least }) => {
  test('finds a page behind every link, and axe nothing on them', { timeout: 120_000 }, async () => {
    const { page, complaints } = await enter(who)
    const { pages, broken } = await reachable(page)
    expect(broken).toEqual([])
    expect(pages.length).toBeGreaterThan(least)
    // The acts' forms are all made by one piece of code: one of them stands for the others.
    const acts = pages.filter((one) => one.includes('/do/'))
    for (const address of [...pages.filter((one) => !acts.includes(one)), ...acts.slice(0, 1)]) {
      if (judged.has(kindOf(address))) continue
      judged.add(kindOf(address))
      await page.goto(address)
      expect(await axeFindings(page), address).toEqual([])
    }
    expect(complaints).toEqual([])
    await page.close()
  })
})
