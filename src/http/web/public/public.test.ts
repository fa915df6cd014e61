import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { visitor, type Visitor } from '../../../../tests/kit/visitor.ts'
import { wind } from '../../../../tests/kit/wind.ts'
import { act, listCases, viewCase } from '../../../app/index.ts'
import { isRefused, type CaseId, type PersonId } from '../../../core/kernel/index.ts'
import { gate } from '../../gate/index.ts'
import { webRoutes, webVoice } from '../index.ts'

let setting: TestWorld
let here: Visitor
let member: PersonId
beforeAll(async () => {
  setting = await testWorld()
  here = visitor(gate(setting.world, webRoutes, [webVoice]))
  const [first] = setting.members
  if (first === undefined) throw new Error('no member')
  member = first
})
afterAll(() => setting.close())

async function newest(): Promise<CaseId> {
  const { cases } = await listCases(setting.world, member)
  const [first] = cases.toSorted((one, other) => other.opened.localeCompare(one.opened))
  if (first === undefined) throw new Error('no case')
  return first.case
}

async function caseNow(id: CaseId) {
  const view = await viewCase(setting.world, member, id)
  if (isRefused(view)) throw new Error(view.code)
  return view.case
}

/** Reports and gives the reporter's address and the case. */
async function reported(fields: Readonly<Record<string, string>>): Promise<{ path: string; id: CaseId }> {
  await wind(setting, 'PT1S')
  const answer = await here.post('/report', { title: 'A crash', impact: 'It stops.', ...fields })
  expect(answer.status).toBe(303)
  const path = (answer.headers.get('location') ?? '').replace(/\/received$/, '')
  expect(path).toMatch(/^\/report\/[\w-]{43}$/)
  return { path, id: await newest() }
}

describe('a report', () => {
  it('comes back with everything that was typed when something is wrong', async () => {
    const before = await listCases(setting.world, member)
    const answer = await here.post('/report', { title: '', impact: 'It <b>stops</b>.', email: 'me', public: 'yes' })
    const page = await answer.text()
    expect(answer.status).toBe(400)
    expect(page).toContain('It &lt;b&gt;stops&lt;/b&gt;.')
    expect(page).toContain('value="me"')
    expect(page).toMatch(/name="public"[^>]*/)
    expect(page).toContain('In one line: must not be empty')
    expect(await listCases(setting.world, member)).toEqual(before)
  })

  it('gives a private link, and what happens next by when', async () => {
    const { path } = await reported({ title: 'An <i>odd</i> crash', email: 'robin@example.org' })
    const received = await here.get(`${path}/received`)
    const page = await received.text()
    expect(page).toContain(`http://127.0.0.1:8080${path}`)
    expect(page).toContain('robin@example.org')
    expect(page).toContain('Engineers who know the code work on it')
    expect(received.headers.get('referrer-policy')).toBe('no-referrer')
    const own = await (await here.get(path)).text()
    expect(own).toContain('An &lt;i&gt;odd&lt;/i&gt; crash')
    expect(own).toContain('We have your report')
    expect(own).toContain('noindex')
  })

  it('has one room for the reporter: what the others write among themselves stays there', async () => {
    const { world } = setting
    const { path, id } = await reported({})
    const write = (room: string, text: string) => act(world, member, { case: id, act: 'post', fields: { room, text } })
    await write('team', 'Only between ourselves.')
    await write('everyone', 'Thank you, we are on it.')
    expect((await here.post(`${path}/post`, { text: 'It also eats memory.' })).headers.get('location')).toBe(path)
    const page = await (await here.get(path)).text()
    expect(page).toContain('Thank you, we are on it.')
    expect(page).toContain('It also eats memory.')
    expect(page).not.toContain('Only between ourselves.')
    expect((await caseNow(id)).posts.at(-1)).toMatchObject({ room: 'everyone' })
  })

  it('is read a page at a time, the newest first, with the report itself at the end', async () => {
    const { world } = setting
    const { path, id } = await reported({ impact: 'The report itself.' })
    const words = (nth: number) => `Message no. ${String(nth).padStart(3, '0')}. ${'x'.repeat(900)}`
    for (let nth = 1; nth <= 70; nth += 1) {
      await act(world, member, { case: id, act: 'post', fields: { room: 'everyone', text: words(nth) } })
    }
    const told: string[] = []
    const sizes: number[] = []
    for (let next: string | undefined = path; next !== undefined;) {
      const page: string = await (await here.get(next.replace('#thread', '').replaceAll('&amp;', '&'))).text()
      told.push(...[...page.matchAll(/Message no\. \d{3}|The report itself\./g)].map(([found]) => found))
      sizes.push(page.length)
      next = /<a href="([^"]+)" rel="next">/.exec(page)?.[1]
    }
    const all = Array.from({ length: 70 }, (_, nth) => words(nth + 1).slice(0, 15))
    expect(told).toEqual([...all.toReversed(), 'The report itself.'])
    expect(sizes).toHaveLength(3)
    for (const size of sizes) expect(size).toBeLessThan(100_000)
  })

  it('keeps a message that cannot be taken', async () => {
    const { path } = await reported({})
    const answer = await here.post(`${path}/notePublic`, { how: 'a blog post', evidence: '' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/value="a blog post"/)
  })

  it('asks whoever means to publish, and hears the answer (D3)', async () => {
    const { path, id } = await reported({ intendsToPublish: 'yes' })
    const fields = { message: 'Could you wait?' }
    await act(setting.world, member, { case: id, act: 'requestPrivateHandling', fields })
    expect(await (await here.get(path)).text()).toContain('Can it stay private until there is a fix?')
    expect((await here.post(`${path}/answerPrivateHandling`, { agreed: 'no' })).status).toBe(303)
    expect((await caseNow(id)).privateHandling.answered).toMatchObject({ agreed: false })
    const page = await (await here.get(path)).text()
    expect(page).not.toContain('Can it stay private until there is a fix?')
    expect(page).toContain('as soon as possible')
  })

  it('asks whoever has not accepted the embargo terms, and puts a later yes on record', async () => {
    const asked = 'Accept the embargo terms'
    const willing = await reported({ terms: 'yes' })
    expect(await (await here.get(willing.path)).text()).not.toContain(asked)
    expect(Object.values((await caseNow(willing.id)).shadow.consent)).toEqual(['signatory'])
    const { path, id } = await reported({})
    expect(Object.values((await caseNow(id)).shadow.consent)).toEqual(['invited'])
    expect(await (await here.get(path)).text()).toContain(asked)
    expect((await here.post(`${path}/confirmEmbargo`, {})).headers.get('location')).toBe(path)
    expect(Object.values((await caseNow(id)).shadow.consent)).toEqual(['signatory'])
    expect(await (await here.get(path)).text()).not.toContain(asked)
  })

  it('can be credited and withdrawn', async () => {
    const { path, id } = await reported({ name: 'Robin Reef' })
    await here.post(`${path}/chooseCredit`, { named: 'yes', as: 'R. Reef' })
    await here.post(`${path}/withdrawReport`, { reason: 'It was my own mistake.' })
    const c = await caseNow(id)
    expect(Object.values(c.credits)).toEqual([{ named: true, as: 'R. Reef' }])
    expect(c.setAside).toMatchObject({ as: 'withdrawn' })
    expect(await (await here.get(path)).text()).toContain('You withdrew the report.')
  })

  it('is refused with the clause and a way out', async () => {
    const { path, id } = await reported({})
    await act(setting.world, member, { case: id, act: 'acceptReport', fields: {} })
    const answer = await here.post(`${path}/withdrawReport`, { reason: 'changed my mind' })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('accepted_already')
    expect(page).toContain('/policy#D1')
  })
})

describe('for everybody', () => {
  it('says who the committee is, and nobody’s own address', async () => {
    const page = await (await here.get('/security')).text()
    for (const name of ['Ada Anchor', 'Ben Buoy', 'Cleo Compass', 'Harbour']) expect(page).toContain(name)
    expect(page).toContain('mailto:security@example.org')
    expect(page).not.toMatch(/(?:ada|ben|cleo)@example\.org/)
  })

  it('has the policy, each clause under its own address', async () => {
    const page = await (await here.get('/policy')).text()
    for (const id of ['C2', 'D3', 'S4', 'F2', 'V8', 'R3', 'T1']) expect(page).toContain(`<div id="${id}">`)
    expect(page).toContain('reaches: all-members')
  })

  it('has security.txt, a health check, and nothing at other addresses', async () => {
    const text = await here.get('/.well-known/security.txt')
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    // Signed text ends its lines as OpenPGP does; RFC 9116 takes either end (section 4).
    expect(await text.text()).toMatch(/^Contact: http:\/\/127\.0\.0\.1:8080\/report\r?$/m)
    expect(await (await here.get('/healthz')).text()).toBe('ok\n')
    for (const path of ['/osv/CVE-2026-0001.json', '/osv/x', '/advisories/CVE-2026-0001', '/nowhere']) {
      expect([path, (await here.get(path)).status]).toEqual([path, 404])
    }
  })
})
