import { expect } from 'vitest'
import { appealBlock, receive } from '../../src/app/index.ts'
import { apiClient, type Client } from '../kit/api.ts'
import type { Scene } from './scene.ts'
import { canaries, canary } from './words.ts'

/** What a flood adds: an answer to several, a block, an appeal and its answer. */
export async function floodOfOne({ here }: Scene, ada: Client): Promise<void> {
  const email = `${canary('stranger address', false)}@example.org`
  const whence = { network: '203.0.113.77', range: '203.0.113.0/24' }
  const told = { title: canary('stranger title'), impact: canary('stranger impact'), email }
  const received = await receive(here.world, told, 'form', { ...whence, known: false, proof: '' })
  if (!('case' in received)) throw new Error(JSON.stringify(received))
  const { case: id } = received
  const answered = { cases: [id], as: 'needs-reproducer', text: `${canary('answer to many')} {{title}}` }
  expect((await ada.post('/api/cases/answers', answered)).body.answers).toMatchObject([{ done: true }])
  const reason = canary('block reason')
  expect((await ada.post(`/api/cases/${id}/block`, { what: 'address', reason })).status).toBe(200)
  const appeal = { text: canary('appeal'), email }
  expect(await appealBlock(here.world, { ...whence, email: '' }, appeal)).toEqual({ done: true })
  const ben = await apiClient(here, here.members[1]!)
  const kept = { block: 1, end: 'no', reason: canary('appeal answered') }
  expect((await ben.post('/api/blocks', kept)).status).toBe(200)
  expect((await ada.post(`/api/cases/${id}/mark-spam`, { note: canary('spam note') })).status).toBe(200)
  canaries.set(whence.network, { place: 'a stranger’s network', ofCase: true })
}
