import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Hono } from 'hono'
import { crowdedCase, type Crowd } from '../../../../../tests/kit/crowd.ts'
import { atABrowser, type AtABrowser } from '../../../../../tests/kit/pages.ts'
import { testWorld, type TestWorld } from '../../../../../tests/kit/world.ts'
import { report, viewCase } from '../../../../app/index.ts'
import type { CaseId } from '../../../../core/kernel/index.ts'
import { gate } from '../../../gate/index.ts'
import { reporterRoutes } from '../../public/index.ts'
import { webVoice } from '../../voice.tsx'
import { caseRoutes } from '../index.ts'

let here: TestWorld
let app: Hono
let [ada, ben]: readonly AtABrowser[] = []
beforeAll(async () => {
  here = await testWorld()
  app = gate(here.world, [...caseRoutes, ...reporterRoutes], [webVoice])
})
afterAll(() => here.close())

/** A fresh case, with both members at their browsers: building one winds the clock, and sessions end by it. */
async function begin(): Promise<{ id: CaseId; a: AtABrowser; b: AtABrowser; secret: string }> {
  const reported = await report(here.world, { title: 'A flaw', impact: 'x', name: 'Rey Reef' }, 'form')
  if (!('secret' in reported)) throw new Error('no report')
  ada = await atABrowser(app, here.world, here.members[0]!)
  ben = await atABrowser(app, here.world, here.members[1]!)
  return { id: reported.case, a: ada, b: ben, secret: reported.secret }
}

const numbers = (text: string) => [...text.matchAll(/id="post-(\d+)"/g)].map(([, number]) => Number(number))
const write = (by: AtABrowser, id: CaseId, text: string, room = 'team') =>
  by.post(`/cases/${id}/do/post`, { room, text })

describe('the thread', () => {
  it('reads as Markdown, and what is no Markdown stays what was typed', async () => {
    const { id, a } = await begin()
    await write(a, id, 'See **this**, @Ben Buoy: <b onclick=x>no</b> ![a picture](https://example.org/spy.png)')
    const { text } = await a.get(`/cases/${id}/thread`)
    expect(text).toContain(
      'See <strong>this</strong>, <b class="mention">@Ben Buoy</b>: &lt;b onclick=x&gt;no&lt;/b&gt; a picture',
    )
    expect(text).not.toContain('spy.png')
  })

  it('names who can be named, and who is not in the team’s room', async () => {
    const { id, a } = await begin()
    const { text } = await a.get(`/cases/${id}/thread`)
    expect(text).toContain('data-name="Rey Reef" data-room="everyone"')
    expect(text).toContain('<li data-name="Ben Buoy">@Ben Buoy</li>')
    expect(text).not.toContain('data-name="Ada Anchor"')
  })

  it('has the newest first, and an address for each message that stays', async () => {
    const { id, a } = await begin()
    for (let post = 1; post <= 30; post += 1) await write(a, id, `message ${post}`)
    const { text } = await a.get(`/cases/${id}/thread`)
    expect([numbers(text)[0], numbers(text).at(-1)]).toEqual([30, 6])
    const older = /href="([^"]*before=\d+[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(numbers((await a.get(older)).text)).toEqual([5, 4, 3, 2, 1])
    const address = /href="(\/cases\/[^"#]*\?post=6)#post-6"/.exec(text)?.[1] ?? ''
    await write(a, id, 'one more')
    expect(numbers((await a.get(address)).text)).toContain(6)
  }, 30_000)
})

describe('a message is edited', () => {
  it('by whoever wrote it, with names as people write them; what it said stays in sight', async () => {
    const { id, a, b } = await begin()
    await write(a, id, 'Fixed in 1.2.3, @Ben Buoy')
    expect((await b.get(`/cases/${id}/thread`)).text).not.toContain('aria-label="Edit message 1"')
    expect((await a.get(`/cases/${id}/thread`)).text).toContain('aria-label="Edit message 1"')
    const form = await a.get(`/cases/${id}/do/editPost?post=1&back=thread`)
    expect(form.text).toContain('Fixed in 1.2.3, @Ben Buoy</textarea>')
    expect(form.text).toContain('name="post" value="1"')
    const done = await a.post(`/cases/${id}/do/editPost`, { post: '1', text: 'Fixed in 1.2.4, @Ben Buoy' })
    expect(done.to).toMatch(/thread\?done=\d+&post=1#post-1$/)
    const { text } = await b.get(`/cases/${id}/thread`)
    expect(text).toContain('Fixed in 1.2.4, <b class="mention">@Ben Buoy</b>')
    expect(text).toMatch(/Edited <time[^]*Fixed in 1\.2\.3/)
  })

  it('by nobody else, and what they typed comes back', async () => {
    const { id, a, b } = await begin()
    await write(a, id, 'mine')
    const refused = await b.post(`/cases/${id}/do/editPost`, { post: '1', text: 'not mine' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Somebody else wrote this message.')
    expect(refused.text).toContain('not mine</textarea>')
  })
})

describe('what is new to a reader', () => {
  it('is marked until they open the thread, for each of them, and changes no version', async () => {
    const { id, a, b, secret } = await begin()
    await write(a, id, 'first')
    await b.get(`/cases/${id}/thread`)
    await write(a, id, 'second', 'everyone')
    await write(a, id, 'third')
    expect((await b.get(`/cases/${id}`)).text).toContain('2 new')
    expect((await a.get(`/cases/${id}`)).text).not.toContain(' new<')
    const version = async () => {
      const view = await viewCase(here.world, here.members[0]!, id)
      return 'case' in view ? view.case.version : 0
    }
    const before = await version()
    const opened = (await b.get(`/cases/${id}/thread`)).text
    expect(opened).toContain('2 new messages since you were here last')
    expect(opened.match(/class="post-new"/g)).toHaveLength(2)
    // Leafing through on the same visit keeps the marks; coming back does not.
    expect((await b.get(`/cases/${id}/thread?post=2&since=1`)).text.match(/class="post-new"/g)).toHaveLength(2)
    expect((await b.get(`/cases/${id}/thread`)).text).not.toContain('class="post-new"')
    expect(await version()).toBe(before)
    expect((await app.request(`/report/${secret}`)).status).toBe(200)
  })
})

describe('121 people and 1,000 messages', () => {
  let crowd: Crowd
  beforeAll(async () => {
    crowd = await crowdedCase(here.world, here.members)
    ada = await atABrowser(app, here.world, here.members[0]!)
  }, 60_000)

  it('are a page of at most 100 kB, wherever one is in it', async () => {
    const at = `/cases/${crowd.case}`
    for (const path of [`${at}/thread`, `${at}/thread?before=500`, `${at}/thread?post=3`]) {
      const page = await ada!.get(path)
      expect(page.status).toBe(200)
      expect(numbers(page.text)).toHaveLength(path.endsWith('post=3') ? 6 : 25)
      expect(Buffer.byteLength(page.text), path).toBeLessThanOrEqual(100_000)
      expect(page.text).toContain('of 1000')
    }
  })
})
