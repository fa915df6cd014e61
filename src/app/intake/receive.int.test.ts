import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sigstorePolicy, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { act, deliverDue, heldDuties, listCases, postWithFiles, reporterOfLink, viewCase } from '../index.ts'
import {
  appealBlock,
  askedOfStrangers,
  blockSender,
  blocksOf,
  decideBlock,
  receive,
  roomOf,
  type Sender,
} from './index.ts'

let here: TestWorld
let ada: PersonId
let ben: PersonId
async function begin(policy?: string) {
  here = await testWorld(policy === undefined ? {} : { policy })
  ada = here.members[0]!
  ben = here.members[1]!
}
beforeEach(() => begin(sigstorePolicy.replace('busyFrom: 20, work: 16', 'busyFrom: 2, work: 8')))
afterEach(() => here.close())

const told = { title: 'entries are not checked', impact: 'Anyone can forge one.' }
const email = 'finder@example.org'
const stranger: Sender = { known: false, proof: '', network: '203.0.113.7', range: '203.0.113.0/24' }
const reports = (input: object, sender: Partial<Sender> = {}) =>
  receive(here.world, { ...told, ...input }, 'form', { ...stranger, ...sender })

function kept(answer: Awaited<ReturnType<typeof receive>>): CaseId {
  if (!('case' in answer)) throw new Error(JSON.stringify(answer))
  return answer.case
}

/** As a browser does it, by trying. */
async function solve(): Promise<string> {
  const asked = await askedOfStrangers(here.world)
  if (asked === null) throw new Error('nothing is asked')
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${asked.challenge}:${nonce}`
    const digest = createHash('sha256').update(proof).digest()
    if (digest.readUInt32BE() >>> (32 - asked.bits) === 0) return proof
  }
}

async function flood() {
  for (let nth = 0; nth < 2; nth += 1) kept(await reports({ title: `earlier ${nth}` }))
  await deliverDue(here.world)
  here.sent.length = 0
}

test('in quiet hours nobody is asked for anything', async () => {
  expect(await askedOfStrangers(here.world)).toMatchObject({ now: false, bits: 8 })
  const answer = await reports({})
  expect(answer).toHaveProperty('secret')
  const view = await viewCase(here.world, ada, kept(answer))
  expect(view).toMatchObject({ phase: 'triage', case: { screened: { proof: 'none' } } })
  // Where it came from stands there as a keyed hash only.
  expect(JSON.stringify('case' in view ? view.case : view)).not.toContain('203.0.113')
})

test('in a flood a report without address and proof is refused, with both ways out', async () => {
  await flood()
  expect(await askedOfStrangers(here.world)).toMatchObject({ now: true })
  const refused = await reports({})
  expect(refused).toMatchObject({ code: 'proof_needed', instead: expect.stringContaining('e-mail') })
  expect(await reports({}, { known: true })).toHaveProperty('secret')
})

test('a proof of work takes a report in at once, and is good for one', async () => {
  await flood()
  const proof = await solve()
  const answer = await reports({}, { proof })
  expect(answer).toHaveProperty('secret')
  await deliverDue(here.world)
  expect(here.sent.length).toBe(here.members.length)
  expect(await reports({}, { proof })).toMatchObject({ code: 'proof_needed' })
  const spoiled = (await solve()).replace(/^\d+/, '0')
  expect(await reports({}, { proof: spoiled })).toMatchObject({ code: 'proof_needed' })
  const late = await solve()
  await wind(here, { hours: 13 })
  // The flood is over by then; it is made one again.
  await flood()
  expect(await reports({}, { proof: late })).toMatchObject({ code: 'proof_needed' })
})

test('a report with an address is kept and told nobody, until the mailed link confirms it', async () => {
  await flood()
  const answer = await reports({ email, public: true, publicWhere: 'a public page', exploited: true })
  expect(answer).toEqual({ case: kept(answer), held: true })
  const id = kept(answer)
  await deliverDue(here.world)
  const [mail, ...others] = here.sent
  expect(others).toEqual([])
  expect(mail).toMatchObject({ to: [email], subject: expect.stringContaining('confirm') })
  expect(mail?.text).not.toContain(told.title)
  const held = await listCases(here.world, ada, { phase: 'held' })
  expect(held.cases.map((one) => one.case)).toEqual([id])
  const unheld = async () => (await heldDuties(here.world, ada)).get(null)?.map((one) => one.case)
  expect(await unheld()).not.toContain(id)
  const secret = /\/report\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
  const reporter = await reporterOfLink(here.world, secret)
  const confirm = { case: id, act: 'confirmSender', fields: {}, through: 'link' } as const
  expect(await act(here.world, reporter!.person, confirm)).toMatchObject({ case: id })
  expect(await unheld()).toContain(id)
  here.sent.length = 0
  await deliverDue(here.world)
  expect(here.sent.map(({ to }) => to[0]).sort()).toEqual(['ada@example.org', 'ben@example.org', 'cleo@example.org'])
  expect(await act(here.world, reporter!.person, confirm)).toMatchObject({ code: 'not_held' })
})

test('a policy can ask for nothing, or always', async () => {
  await here.close()
  await begin(sigstorePolicy.replace('confirm: when-busy', 'confirm: never'))
  expect(await askedOfStrangers(here.world)).toBeNull()
  for (let nth = 0; nth < 30; nth += 1) expect(await reports({})).toHaveProperty('secret')
  await here.close()
  await begin(sigstorePolicy.replace('confirm: when-busy', 'confirm: always'))
  expect(await reports({})).toMatchObject({ code: 'proof_needed' })
}, 30_000)

test('files of reports that nobody accepted share a room; full, it is said, and the text can be sent without them', async () => {
  await here.close()
  await begin(sigstorePolicy.replace('unaccepted: 2000', 'unaccepted: 50'))
  const file = async function* (size: number) {
    yield { name: 'poc.bin', bytes: new Blob([new Uint8Array(size)]).stream() }
  }
  const withFile = (size: number) =>
    receive(here.world, told, 'form', { ...stranger, network: null, range: null }, file(size))
  const first = kept(await withFile(18_000_000))
  kept(await withFile(18_000_000))
  expect(await withFile(15_000_000)).toMatchObject({ code: 'no_room_for_now' })
  kept(await withFile(13_000_000))
  kept(await reports({}))
  // What is added later counts, too, until somebody has looked at the report.
  const later = async () => {
    const view = await viewCase(here.world, ada, first)
    if (!('case' in view)) throw new Error(view.code)
    const request = { case: first, fields: { text: 'more', room: 'everyone' } }
    return postWithFiles(here.world, view.case.reporter!, request, file(3_000_000), roomOf(here.world, view.case))
  }
  expect(await later()).toMatchObject({ code: 'no_room_for_now' })
  // Accepting one makes room.
  await act(here.world, ada, { case: first, act: 'acceptReport', fields: {} })
  expect(await later()).toMatchObject({ case: first })
  await wind(here, { minutes: 11 })
  kept(await withFile(15_000_000))
}, 30_000)

test('a blocked sender is told until when and why, appeals, and another member answers', async () => {
  const id = kept(await reports({ email }))
  const reason = 'Forty adverts in an hour.'
  expect(await blockSender(here.world, ada, id, { what: 'address', reason })).toEqual({ done: true })
  expect(await blockSender(here.world, ada, id, { what: 'address', reason })).toMatchObject({ code: 'blocked_already' })
  const elsewhere = { network: '198.51.100.1', range: '198.51.100.0/24' }
  const refused = await reports({ email: email.toUpperCase() }, elsewhere)
  expect(refused).toMatchObject({ code: 'sender_blocked', says: expect.stringContaining(reason) })
  expect(await reports({ email: 'other@example.org' })).toHaveProperty('secret')
  await deliverDue(here.world)
  here.sent.length = 0

  const appeal = { email, text: 'That was my mailing list. It is mended.' }
  expect(await appealBlock(here.world, { ...elsewhere, email: '' }, appeal)).toEqual({ done: true })
  expect(await appealBlock(here.world, { ...elsewhere, email: '' }, { ...appeal, text: 'again' })).toEqual({
    done: true,
  })
  await deliverDue(here.world)
  expect(here.sent.map(({ to }) => to[0]).sort()).toEqual(['ada@example.org', 'ben@example.org', 'cleo@example.org'])
  expect(JSON.stringify(here.sent)).not.toContain('mailing list')
  const [block] = await blocksOf(here.world)
  // Whoever wrote first in that name takes nobody's word away; the first alone woke members.
  const both = expect.stringMatching(/^That was my mailing list.*:\nagain$/s) as string
  expect(block).toMatchObject({ what: 'address', by: ada, case: id, appeal: { text: both, email } })
  const flood = { ...appeal, text: 'x'.repeat(4000) }
  for (let nth = 0; nth < 9; nth += 1) await appealBlock(here.world, { ...elsewhere, email: '' }, flood)
  expect((await blocksOf(here.world))[0]?.appeal?.text.length).toBeLessThan(16_500)
  expect(JSON.stringify(block?.mark)).not.toContain('example.org')

  const no = { block: block!.block, end: 'no', reason: 'They went on.' }
  expect(await decideBlock(here.world, ada, no)).toMatchObject({ code: 'own_block' })
  expect(await decideBlock(here.world, ben, no)).toEqual({ done: true })
  const answered = await reports({ email }, elsewhere)
  expect(answered).toMatchObject({ code: 'sender_blocked', says: expect.stringContaining(no.reason) })
  expect(await decideBlock(here.world, ada, { ...no, end: 'yes' })).toEqual({ done: true })
  expect(await reports({ email }, elsewhere)).toHaveProperty('case')
  expect(await decideBlock(here.world, ben, no)).toMatchObject({ code: 'no_such_block' })
})

test('a network and its range can be blocked without anybody seeing them; the block ends by itself', async () => {
  const id = kept(await reports({}))
  expect(await blockSender(here.world, ben, id, { what: 'range', reason: 'a flood' })).toEqual({ done: true })
  expect(await reports({}, { network: '203.0.113.99' })).toMatchObject({ code: 'sender_blocked' })
  expect(await reports({}, { network: '203.0.114.99', range: '203.0.114.0/24' })).toHaveProperty('secret')
  await wind(here, { hours: 31 * 24 })
  expect(await reports({})).toHaveProperty('secret')
  const nobody = kept(await reports({}, { network: null, range: null }))
  expect(await blockSender(here.world, ben, nobody, { what: 'network', reason: 'x' })).toMatchObject({
    code: 'nothing_to_block',
  })
  expect(await blockSender(here.world, 'p-000000000000', id, { what: 'range', reason: 'x' })).toMatchObject({
    code: 'no_such_case',
  })
})
