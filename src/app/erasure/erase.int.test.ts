import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accepted } from '../../../tests/kit/voyage.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import { wind } from '../../../tests/kit/wind.ts'
import { exactStamp } from '../../core/clock/index.ts'
import type { CaseId, PersonId, StreamId } from '../../core/kernel/index.ts'
import { StoreFailed } from '../ports/index.ts'
import { upcastCommunity } from '../../core/community/index.ts'
import {
  act,
  changePerson,
  checkFiles,
  deliverDue,
  eraseCase,
  findCases,
  findOrRegister,
  finishErasures,
  listCases,
  loadPerson,
  personByEmail,
  postWithFiles,
  rebuildIndex,
  report,
  reporterOfLink,
  signIn,
  signInSecret,
  verifyLog,
  viewCase,
} from '../index.ts'

let here: TestWorld
let ada: PersonId
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0]!
})
afterEach(() => here.close())

async function* aFile() {
  yield { name: 'spam.txt', bytes: new Blob(['words of spam']).stream() }
}

/** A report with a file, closed as no vulnerability. */
async function closedCase(): Promise<{ id: CaseId; secret: string }> {
  const told = { title: 'buy zanzibar now', impact: 'x', name: 'Sam', email: 'sam@example.org' }
  const reported = await report(here.world, told, 'form', aFile())
  if (!('secret' in reported)) throw new Error(JSON.stringify(reported))
  const { case: id, secret } = reported
  for (const [name, fields] of [
    ['rejectReport', { reason: 'spam' }],
    ['closeCase', { resolution: 'invalid', note: '' }],
  ] as const) {
    const done = await act(here.world, ada, { case: id, act: name, fields })
    if (!('version' in done)) throw new Error(`${name}: ${JSON.stringify(done)}`)
  }
  return { id, secret }
}

const yes = (id: CaseId) => ({ reason: 'It was spam.', confirm: id })

test('an erased case can be read by nobody, and the log verifies and says so', async () => {
  const { id, secret } = await closedCase()
  const { id: other } = await closedCase()
  await rebuildIndex(here.world)
  const found = async () => {
    const answer = await findCases(here.world, ada, { text: 'zanzibar' })
    return 'cases' in answer ? answer.cases.map((one) => one.case) : answer.code
  }
  expect(await found()).toContain(id)
  const before = await verifyLog(here.world)
  const waiting = await here.world.store.outbox({ stream: id, states: ['waiting'], limit: 100 })
  expect(waiting.length).toBeGreaterThan(0)

  expect(await eraseCase(here.world, ada, id, yes(id))).toEqual({ case: id, erased: true })

  await expect(here.world.vault.key(id)).rejects.toMatchObject({ code: 'no_key' })
  expect(existsSync(join(here.data, 'attachments', 'cases', id))).toBe(false)
  expect(existsSync(join(here.data, 'attachments', 'cases', other))).toBe(true)
  expect(await found()).toEqual([other])
  expect(await reporterOfLink(here.world, secret)).toBeUndefined()
  const { cases } = await listCases(here.world, ada, { open: false })
  expect(cases.find((one) => one.case === id)).toMatchObject({ erased: true, summary: null })
  expect(await viewCase(here.world, ada, id)).toMatchObject({ code: 'erased', says: expect.stringContaining('spam') })

  // With the erasure itself, and not when its time to be sent comes.
  expect(await here.world.store.outbox({ stream: id, states: ['waiting'], limit: 100 })).toEqual([])
  const sent = here.sent.length
  await deliverDue(here.world)
  expect(here.sent.slice(sent).filter((mail) => JSON.stringify(mail).includes(id))).toEqual([])
  const rows = await here.world.store.outbox({ stream: id, limit: 100 })
  expect(rows.filter(({ state }) => state !== 'done')).toEqual([])

  const after = await verifyLog(here.world)
  expect(after.findings).toEqual([])
  // Whoever sent it is known for nothing else: their name and address go with it.
  const reporter = after.erased.find((one) => one !== id)
  expect(new Set(after.erased)).toEqual(new Set([id, reporter]))
  expect(await loadPerson(here.world, reporter as PersonId)).toBeNull()
  await expect(here.world.vault.key(reporter as PersonId)).rejects.toMatchObject({ code: 'no_key' })
  // Two events more: that it was decided, in the case's stream, and that it was done, in the community's.
  expect(after.events).toBe(before.events + 2)
  const { state } = await here.world.records.read('community', here.world.community)
  expect(state?.erased).toEqual([
    { case: id, at: expect.any(String), by: ada, reason: 'It was spam.', reporters: [reporter] },
  ])
  expect((await checkFiles(here.world)).findings).toEqual([])
})

test('what others rely on, what is open, and what nobody confirmed is not erased', async () => {
  const { id } = await closedCase()
  expect(await eraseCase(here.world, ada, id, { ...yes(id), confirm: 'yes' })).toMatchObject({ code: 'not_confirmed' })
  expect(await eraseCase(here.world, ada, id, { confirm: id })).toMatchObject({ badInput: true })
  expect(await eraseCase(here.world, here.members[2]!, 'c-000000000000', yes(id))).toMatchObject({
    code: 'no_such_case',
  })
  const open = await report(here.world, { title: 'open', impact: 'x' }, 'form')
  if (!('case' in open)) throw new Error('not reported')
  expect(await eraseCase(here.world, ada, open.case, yes(open.case))).toMatchObject({ code: 'not_closed' })
  const deferred = await act(here.world, ada, { case: open.case, act: 'deferCase', fields: { reason: 'later' } })
  expect(deferred).toMatchObject({ case: open.case })
  await act(here.world, ada, { case: open.case, act: 'closeCase', fields: { resolution: 'deferred', note: '' } })
  const kept = await eraseCase(here.world, ada, open.case, yes(open.case))
  expect(['on_record', 'not_closed']).toContain((kept as { code?: string }).code)
  await here.world.vault.key(id)
  await here.world.vault.key(open.case)
})

test('an erasure that a stop cut short is finished at the next start', async () => {
  const { id } = await closedCase()
  const stopping = {
    ...here.world,
    files: { ...here.world.files, dropAll: () => Promise.reject(new Error('the power went')) },
  }
  await expect(eraseCase(stopping, ada, id, yes(id))).rejects.toThrow('the power went')
  await here.world.vault.key(id)
  await finishErasures(here.world)
  await finishErasures(here.world)
  await expect(here.world.vault.key(id)).rejects.toMatchObject({ code: 'no_key' })
  expect(existsSync(join(here.data, 'attachments', 'cases', id))).toBe(false)
})

test('what is finished is not done again, unless an older keystore brought its key back', async () => {
  const [first, second] = [await closedCase(), await closedCase()]
  await eraseCase(here.world, ada, first.id, yes(first.id))
  const dropped: string[] = []
  const dropAll = async (id: CaseId) => void dropped.push(id)
  const watched = { ...here.world, files: { ...here.world.files, dropAll } }
  await finishErasures(watched)
  await finishErasures(watched)
  expect(dropped).toEqual([first.id])
  await eraseCase(here.world, ada, second.id, yes(second.id))
  await finishErasures(watched)
  expect(dropped).toEqual([first.id, second.id])
  const revived = await here.world.vault.createKey('c-000000000000')
  const key = (id: StreamId) => (id === first.id ? Promise.resolve(revived) : here.world.vault.key(id))
  await finishErasures({ ...watched, vault: { ...here.world.vault, key } })
  expect(dropped).toEqual([first.id, second.id, first.id])
})

test('an erasure while somebody writes waits for what they wrote', async () => {
  const { id } = await closedCase()
  const [erased] = await Promise.all([
    eraseCase(here.world, ada, id, yes(id)),
    postWithFiles(here.world, ada, { case: id, fields: { text: 'late', room: 'team' } }, aFile()),
  ])
  expect(erased).toMatchObject({ erased: true })
  expect((await verifyLog(here.world)).findings).toEqual([])
})

test('news that was on its way while its case was erased is dropped, and is no dead letter', async () => {
  const { id } = await closedCase()
  const { store, machine } = here.world
  const now = machine.now()
  const taken = await store.leaseOutbox(exactStamp(now), exactStamp(now.add({ minutes: 1 })), 100, 'news')
  expect(taken.map(({ stream }) => stream)).toContain(id)
  await eraseCase(here.world, ada, id, yes(id))
  // Found interrupted first, then tried again.
  for (let round = 0; round < 2; round += 1) {
    await wind(here, 'PT1H')
    await deliverDue(here.world)
  }
  const states = (await store.outbox({ stream: id, limit: 100 })).map(({ state, failure }) => `${state} ${failure}`)
  expect(new Set(states)).toEqual(new Set(['done erased']))
})

const reporterOf = async (id: CaseId) => (await here.world.records.read('case', id)).state?.reporter ?? 'p-'

test('who is still on another case stays, and goes with the last one that names them', async () => {
  const first = await closedCase()
  const second = await closedCase()
  const [reporter, other] = [await reporterOf(first.id), await reporterOf(second.id)]
  const third = await report(here.world, { title: 'real', impact: 'x' }, 'form')
  if (!('case' in third)) throw new Error('not reported')
  await accepted(here, third.case)
  await act(here.world, ada, {
    case: third.case,
    act: 'inviteToFixTeam',
    fields: { person: reporter, why: 'found it' },
  })
  for (const { id } of [first, second]) await eraseCase(here.world, ada, id, yes(id))
  expect(await loadPerson(here.world, reporter)).toMatchObject({ name: 'Sam' })
  expect(await loadPerson(here.world, other)).toBeNull()
  // Also once the search knows it, and nobody is asked to anything any more.
  await act(here.world, ada, { case: third.case, act: 'revokeAccess', fields: { person: reporter, reason: 'no need' } })
  await here.world.store.commit({ revokeAll: [{ subject: reporter }] })
  await finishErasures(here.world)
  expect(await loadPerson(here.world, reporter)).toMatchObject({ name: 'Sam' })
})

test('who has an account, or a place in the community’s record, keeps their own', async () => {
  const [signedIn, seated] = [await closedCase(), await closedCase()]
  const [reporter, member] = [await reporterOf(signedIn.id), await reporterOf(seated.id)]
  await signIn(here.world, await signInSecret(here.world, reporter))
  const name = { type: 'AdministratorNamed', person: member } as const
  const stream = await here.world.records.read('community', here.world.community)
  const append = await here.world.records.append('community', stream, [name], ada, here.world.machine.now())
  await here.world.store.commit({ appends: [append] })
  for (const { id } of [signedIn, seated]) await eraseCase(here.world, ada, id, yes(id))
  for (const one of [reporter, member]) expect(await loadPerson(here.world, one)).toMatchObject({ name: 'Sam' })
})

test('an address that led to who is erased leads to nobody, and is free', async () => {
  const { id } = await closedCase()
  const reporter = await reporterOf(id)
  const change = { name: 'Sam', email: 'sam@example.org', affiliation: '', openpgp: '' }
  await changePerson(here.world, reporter, ada, { ...change, email: 'sam@new.example.org' })
  expect(await personByEmail(here.world, 'sam@new.example.org')).toBe(reporter)
  await eraseCase(here.world, ada, id, yes(id))
  expect(await personByEmail(here.world, 'sam@new.example.org')).toBeUndefined()
  const next = await findOrRegister(here.world, { ...change, email: 'sam@new.example.org' }, here.world.machine.now())
  expect(await personByEmail(here.world, 'sam@new.example.org')).toBe(next)
})

test('where the end of the record cannot be read, the reporter goes an hour later', async () => {
  const { id } = await closedCase()
  const reporter = await reporterOf(id)
  const { store } = here.world
  const busy = { ...store, scanLinks: () => Promise.reject(new StoreFailed('busy', 'a transaction hangs')) }
  expect(await eraseCase({ ...here.world, store: busy }, ada, id, yes(id))).toMatchObject({ erased: true })
  expect(await loadPerson(here.world, reporter)).not.toBeNull()
  await finishErasures(here.world)
  expect(await loadPerson(here.world, reporter)).toBeNull()
})

test('what was erased before reporters were recorded with it is read as it was', () => {
  const event = upcastCommunity('CaseErased', { case: 'c-000000000000', resolution: 'invalid', reason: 'spam' })
  expect(event).toMatchObject({ type: 'CaseErased', reporters: [] })
})
