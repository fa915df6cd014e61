import { expect } from 'vitest'
import { deliverDue, importOsv, openComparing, requestSignIn, resendLinks } from '../../src/app/index.ts'
import { stamp } from '../../src/core/clock/index.ts'
import { apiClient, type Client } from '../kit/api.ts'
import type { TestWorld } from '../kit/world.ts'
import { floodOfOne } from './flood.ts'
import { mailComesIn } from './mail.ts'
import type { Scene } from './scene.ts'
import { canary } from './words.ts'

/** What the way to a release does not need, on a case of its own and beside it; what is refused or cannot be read. */
export async function whatElseComes(scene: Scene): Promise<void> {
  const { here } = scene
  const ada = await apiClient(here, here.members[0]!)
  const other = await ada.post('/api/cases', {
    title: canary('member report title'),
    impact: canary('member report impact'),
    steps: canary('member report steps'),
    disclosed: '',
  })
  const at = `/api/cases/${other.body.case}`
  for (const [status, path, body] of [
    [200, 'assess-origin', { origin: 'upstream', note: canary('origin note') }],
    [
      200,
      'note-upstream',
      { project: canary('upstream project'), contact: canary('upstream contact'), reason: canary('upstream reason') },
    ],
    [200, 'note-attacks', { since: stamp(here.world.machine.now()), evidence: canary('attacks evidence') }],
    [200, 'mark-duplicate', { of: canary('duplicate of'), reason: canary('duplicate reason') }],
    [200, 'dismiss-match', { of: canary('another than'), reason: canary('why another') }],
    [200, 'resume-case', { reason: canary('resume reason') }],
    [200, 'defer-case', { reason: canary('defer reason') }],
    [422, 'reject-report', { reason: canary('rejected twice, in a refusal') }],
    [
      200,
      'name-co-reporter',
      { name: canary('co-reporter name'), email: `${canary('co-reporter address', false)}@example.org` },
    ],
    [200, 'post', { text: canary('text before an edit'), room: 'team' }],
    [200, 'edit-post', { post: 1, text: canary('edited text') }],
    [400, 'post', { text: `${canary('refused text')}\u202e` }],
    [400, 'post', { text: [canary('wrong type')] }],
    [400, 'post', { [canary('unknown field')]: 1 }],
    [404, canary('unknown path'), {}],
  ] as const) {
    expect([path, (await ada.post(`${at}/${path}`, body)).status]).toEqual([path, status])
  }
  await floodOfOne(scene, ada)
  await mailComesIn(scene)
  await takesFiles(ada, at)
  await ada.send(`${at}/post`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"${canary('half JSON')}`,
  })
  await comparedWith(here)
  expect((await ada.get(`${at}/similar`)).status).toBe(200)
  await ada.get(`/api/advisories/${canary('unknown advisory')}`)
  await requestSignIn(here.world, `${canary('unknown address')}@example.org`)
  await resendLinks(here.world, `${canary('address without a report')}@example.org`)
  while ((await deliverDue(here.world)).sent > 0);
}

/** Files: of one piece and of several, and two that are refused after they came. `at`: the case's path. */
async function takesFiles(ada: Client, at: string): Promise<void> {
  for (const text of [canary('message with files'), '']) {
    const form = new FormData()
    form.append('text', text)
    form.append('files', new Blob([canary('attached file')]), `${canary('attached name')}.txt`)
    form.append('files', new Blob(['x'.repeat(65_530), canary('across two pieces'), 'x'.repeat(90_000)]), 'long.txt')
    const { status } = await ada.send(`${at}/attachments`, { method: 'POST', body: form })
    expect(status).toBe(text === '' ? 400 : 200)
  }
  const tooMany = new FormData()
  tooMany.append('text', 'x')
  for (let n = 0; n < 11; n += 1) tooMany.append('files', new Blob([canary('one of too many')]), `${n}.txt`)
  expect((await ada.send(`${at}/attachments`, { method: 'POST', body: tooMany })).status).toBe(422)
  expect((await ada.get(`${at}/thread`)).body.attachments).toHaveLength(2)
}

/** What reports are compared with, from elsewhere: a readable record and one that is none. */
async function comparedWith({ world }: TestWorld): Promise<void> {
  const record = {
    schema_version: '1.7.3',
    id: 'OSV-2026-1',
    modified: '2026-01-02T00:00:00Z',
    summary: canary('imported summary'),
    details: canary('imported details'),
  }
  const files = [JSON.stringify(record), `{"${canary('imported, and no JSON')}`]
  const imported = await importOsv(
    world,
    files.map((text, n) => ({ name: `${n}.json`, text })),
  )
  expect(imported).toMatchObject({ taken: 1 })
  const comparing = openComparing(world)
  while (await comparing.round());
}
