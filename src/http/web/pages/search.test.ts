import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atABrowser, type AtABrowser } from '../../../../tests/kit/pages.ts'
import { invited, reported, teamed } from '../../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { openFilling } from '../../../app/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let here: TestWorld
let member: AtABrowser
let engineer: AtABrowser
let guest: AtABrowser
beforeAll(async () => {
  here = await testWorld()
  const { id } = await reported(here, { title: 'Bundles <b>bold</b> & unsigned' })
  const fixer = await teamed(here, id)
  const other = await invited(here, id, 'guest@example.org')
  for (let nth = 0; nth < 33; nth += 1) {
    await reported(here, { title: `Numbered ${nth}`, email: `r${nth}@example.org` })
  }
  const filling = openFilling(here.world)
  while ((await filling.round()) > 0);
  const app = gate(here.world, webRoutes, [webVoice]) as Hono
  member = await atABrowser(app, here.world, here.members[0] ?? 'p-')
  engineer = await atABrowser(app, here.world, fixer)
  guest = await atABrowser(app, here.world, other)
})
afterAll(() => here.close())

describe('the search page', () => {
  it('is reached from every page of the workroom, and keeps what was typed', async () => {
    const today = await member.get('/today')
    expect(today.text).toContain('action="/search"')
    const page = await member.get('/search?q=%22%3E%3Cscript%3E')
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(page.text).not.toContain('><script>')
  })

  it('shows what was found, page by page', async () => {
    const first = await member.get('/search?q=number')
    expect(first.text.match(/>Numbered \d+</g)).toHaveLength(30)
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await member.get(next)
    expect(second.text.match(/>Numbered \d+</g)).toHaveLength(3)
    expect(second.text).toContain('First page')
  })

  it('takes filters from its fields and from what is typed', async () => {
    for (const path of [
      '?q=bold&project=anchor&state=open',
      '?q=is%3Aopen+bold',
      '?phase=development',
      '?person=Rey&q=bold',
    ]) {
      expect((await member.get(`/search${path}`)).text, path).toContain('Bundles &lt;b&gt;')
    }
    expect((await member.get('/search?q=bold&state=closed')).text).toContain('Nothing was found')
    expect((await member.get('/search?q=bold&phase=nowhere&severity=none%27')).text).toContain('Bundles &lt;b&gt;')
  })

  it('finds for a guest only what they may read', async () => {
    expect((await engineer.get('/search?q=bold')).text).toContain('Bundles &lt;b&gt;')
    expect((await engineer.get('/search?q=numbered')).text).toContain('Nothing was found')
    const told = async (word: string) =>
      (await guest.get(`/search?q=${word}`)).text.replaceAll(word, '…').replaceAll(/datetime="[^"]+"/g, '')
    expect(await told('bold')).toBe(await told('bald'))
  })

  it.each([
    ['', 'What can be searched'],
    ['?q=', 'What can be searched'],
    ['?q=a', 'at least two letters'],
    [`?q=${'x'.repeat(300)}`, 'At most 200 characters'],
    ['?q=severity%3Ahuge', 'none, low, medium, high, critical'],
    ['?q=numbered&after=nonsense', '>Numbered '],
  ])('answers %s kindly', async (query, says) => {
    const page = await member.get(`/search${query}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain(says)
  })

  it('says how many changes are not searchable yet', async () => {
    await reported(here, { title: 'Too new', email: 'new@example.org' })
    expect((await member.get('/search?q=new')).text).toMatch(/\d+ changes are not searchable yet/)
  })
})
