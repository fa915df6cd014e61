import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hono } from 'hono'
import { gate } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { caseActNames } from '../../src/core/process/index.ts'
import { seedDemo, type DemoLink } from '../../src/main/demo/index.ts'
import { visitor, type Visitor } from '../kit/visitor.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

let here: TestWorld
let app: Hono
let links: readonly DemoLink[]
beforeAll(async () => {
  here = await testWorld({ found: false })
  app = gate(here.world, webRoutes, [webVoice])
  ;({ links } = await seedDemo(here.world, { address: 'http://127.0.0.1:8080' }))
})
afterAll(() => here?.close())

/** What machines write and people do not read: a length (`PT6H`) or an instant (`2026-03-02T09:00:00Z`). */
const machines = /\bP(?:T?\d+[YMWDHS])+|\d{4}-\d\d-\d\dT\d\d:?\d*/g

/** The text of a page that is read: not its head, times beside their words, code, mails, or what a field holds. */
function visible(html: string): string {
  return html
    .replaceAll(/<(head|code|pre|textarea|script|time)\b[^>]*>.*?<\/\1>/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}

async function found(reader: Visitor, path: string): Promise<string[]> {
  const answer = await reader.get(path)
  if (answer.status >= 300 && answer.status < 400) return []
  const text = visible(await answer.text())
  return [...text.matchAll(machines)].map(
    ({ index, 0: raw }) => `${path}: ${raw} in “${text.slice(Math.max(0, index - 60), index + 60)}”`,
  )
}

const common = [
  '/',
  '/report',
  '/advisories',
  '/committee',
  '/policy',
  '/today',
  '/cases',
  '/settings',
  '/mailbox',
  '/you',
]
const tabs = ['', 'thread', 'people', 'severity', 'advisory', 'release', 'announcement', 'retrospective', 'record']

async function signedIn({ address }: DemoLink): Promise<Visitor> {
  const reader = visitor(app)
  await reader.post(new URL(address).pathname)
  return reader
}

/** The cases that somebody finds in their list. */
async function casesOf(reader: Visitor): Promise<string[]> {
  const pages = await Promise.all(['/cases', '/cases?show=closed'].map(async (path) => (await reader.get(path)).text()))
  return [
    ...new Set(pages.flatMap((text) => [...text.matchAll(/\/cases\/(c-[0-9a-z]{12})/g)].map(([, id]) => id ?? ''))),
  ]
}

test('a member reads no instant and no length of time as machines write it', async () => {
  const link = links.find(({ role }) => role.startsWith('member'))
  if (link === undefined) throw new Error('nobody is a member')
  const reader = await signedIn(link)
  const cases = await casesOf(reader)
  expect(cases.length).toBeGreaterThan(5)
  const pages = cases.flatMap((id) => tabs.map((tab) => `/cases/${id}${tab === '' ? '' : `/${tab}`}`))
  const forms = cases.slice(0, 3).flatMap((id) => caseActNames.map((act) => `/cases/${id}/do/${act}`))
  const raw: string[] = []
  for (const path of [...common, ...pages, ...forms]) raw.push(...(await found(reader, path)))
  expect(raw).toEqual([])
})

test('nor does a reporter, an engineer or a guest', async () => {
  const raw: string[] = []
  for (const link of links.filter(({ role }) => !role.startsWith('member'))) {
    const { pathname } = new URL(link.address)
    if (pathname.startsWith('/report/')) raw.push(...(await found(visitor(app), pathname)))
    else {
      const reader = await signedIn(link)
      const cases = await casesOf(reader)
      for (const path of [...common, ...cases.map((id) => `/cases/${id}`)]) raw.push(...(await found(reader, path)))
    }
  }
  for (const path of common) raw.push(...(await found(visitor(app), path)))
  expect(raw).toEqual([])
})
