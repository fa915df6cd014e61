import { expect, test } from 'vitest'
import { verifyLog } from '../src/app/index.ts'
import type { PersonId } from '../src/core/kernel/index.ts'
import { actPath } from '../src/app/index.ts'
import { operations } from '../src/http/api/index.ts'
import { apiClient, type Answer } from './kit/api.ts'
import { allPhases, wholeWay } from './kit/way.ts'
import { testWorld } from './kit/world.ts'

const shapeOf = (name: string) => operations.find((one) => one.id === name)!.answer

function good(answer: Answer, of: string): Answer['body'] {
  expect([answer.status, answer.status < 300 ? '' : answer.body], of).toEqual([expect.toBeOneOf([200, 201]), ''])
  return answer.body
}

test('over the API alone, a report becomes a release, an advisory and a closed case', async () => {
  const here = await testWorld()
  try {
    const nobody = await apiClient(here, null)
    const people = new Map([
      ['ada', await apiClient(here, here.members[0]!)],
      ['ben', await apiClient(here, here.members[1]!)],
    ])
    const ada = people.get('ada')!
    const versions = new Map<string, number>()
    let link = ''
    const { id, phases } = await wholeWay(here, {
      async report(fields) {
        const body = good(await nobody.post('/api/reports', fields), 'report')
        link = new URL(body.api).pathname
        return body.case
      },
      async invite(of, fields) {
        const done = good(await ada.post(`/api/cases/${of}/fix-team`, fields), 'invite')
        people.set('dov', await apiClient(here, done.events[0].data.person as PersonId))
      },
      async act(who, of, name, fields) {
        const done = good(await people.get(who)!.post(`/api/cases/${of}/${actPath(name)}`, fields), name)
        expect(shapeOf(name).safeParse(done).error?.issues, name).toBeUndefined()
        expect(done.version, name).toBeGreaterThan(versions.get(of) ?? 0)
        versions.set(of, done.version)
      },
      async phase(of) {
        const { body } = await ada.get(`/api/cases/${of}`)
        expect(shapeOf('readCase').safeParse(body).error?.issues).toBeUndefined()
        return body.phase
      },
    })
    expect(phases).toEqual(allPhases)

    const { body: advisory } = await nobody.get('/api/advisories/CVE-2026-12345')
    expect(shapeOf('readAdvisory').safeParse(advisory).error?.issues).toBeUndefined()
    expect(advisory).toMatchObject({ severity: { class: 'high', score: 7.5 }, release: { version: '1.4.2' } })
    const { body: osv } = await nobody.get('/api/advisories/CVE-2026-12345/osv')
    expect(osv.affected[0].ranges[0].events).toEqual([{ introduced: '1.0.0' }, { fixed: '1.4.2' }])
    expect((await nobody.get('/api/advisories')).body.advisories).toHaveLength(1)
    expect((await nobody.get('/api/advisories/CVE-2026-99999')).body.code).toBe('not_found')
    expect((await nobody.get(link)).body).toMatchObject({ phase: 'closed', advisory: 'CVE-2026-12345' })

    const { body: seen } = await ada.get(`/api/cases/${id}`)
    const clocks = Object.fromEntries(seen.deadlines.map((one: { id: string; state: string }) => [one.id, one.state]))
    // The agreed instants were met half an hour late: a person carried them out after the clock was wound past them.
    expect(clocks).toMatchObject({ 'fix-team': 'met', fix: 'met', release: 'met', retrospective: 'met' })
    expect(seen.vultron).toMatchObject({ rm: 'C', cs: 'VFDPxa' })
    expect(here.sent.filter(({ to }) => to.includes('announce@example.org'))).toHaveLength(2)
    expect((await verifyLog(here.world)).findings).toEqual([])
  } finally {
    await here.close()
  }
})
