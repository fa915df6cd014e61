import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import {
  act,
  checkFiles,
  deliverDue,
  eraseCase,
  findCases,
  finishErasures,
  listCases,
  postWithFiles,
  rebuildIndex,
  report,
  reporterOfLink,
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

  const sent = here.sent.length
  await deliverDue(here.world)
  expect(here.sent.slice(sent).filter((mail) => JSON.stringify(mail).includes(id))).toEqual([])
  const rows = await here.world.store.outbox({ stream: id, limit: 100 })
  expect(rows.filter(({ state }) => state !== 'done')).toEqual([])

  const after = await verifyLog(here.world)
  expect(after.findings).toEqual([])
  expect(after.erased).toEqual([id])
  // Two events more: that it was decided, in the case's stream, and that it was done, in the community's.
  expect(after.events).toBe(before.events + 2)
  const { state } = await here.world.records.read('community', here.world.community)
  expect(state?.erased).toEqual([{ case: id, at: expect.any(String), by: ada, reason: 'It was spam.' }])
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

test('an erasure while somebody writes waits for what they wrote', async () => {
  const { id } = await closedCase()
  const [erased] = await Promise.all([
    eraseCase(here.world, ada, id, yes(id)),
    postWithFiles(here.world, ada, { case: id, fields: { text: 'late', room: 'team' } }, aFile()),
  ])
  expect(erased).toMatchObject({ erased: true })
  expect((await verifyLog(here.world)).findings).toEqual([])
})
