import { afterEach, beforeEach, expect, test } from 'vitest'
import { arrives } from '../../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { deliverDue } from '../delivery/index.ts'
import { heldMails, heldMailsOf, settleHeld, settleMany } from './index.ts'

let here: TestWorld
let ada: PersonId
let letters: CaseId[]
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0]!
  letters = []
  for (const [at, from] of ['one@example.net', 'two@example.net', 'three@example.net'].entries()) {
    const head = `From: ${from}\r\nSubject: ${from}\r\nMessage-ID: <${at}@example.net>\r\nTo: security+no@example.org`
    await arrives(here, `${head}\r\n\r\nWords.\r\n`)
  }
  const list = await heldMails(here.world, ada)
  letters = 'mails' in list ? list.mails.map(({ letter }) => letter) : []
  expect(letters).toHaveLength(3)
})
afterEach(() => here.close())

const counts = async () => {
  const list = await heldMails(here.world, ada)
  return 'mails' in list ? [list.held, list.aside] : []
}

/** What the community's record says of them. */
async function onRecord() {
  const { records } = await here.world.records.read('community', here.world.community)
  return records.flatMap(({ event, by }) => (event.type === 'LetterSettled' ? [[event.letter, event.as, by]] : []))
}

test('become reports together, each with its own link for its sender and on record', async () => {
  const settled = await settleMany(here.world, ada, { mails: [...letters, letters[0]], as: 'report' })
  expect(settled).toEqual(letters.map((letter) => ({ letter, done: true, case: letter })))
  expect(await counts()).toEqual([0, 0])
  expect(await onRecord()).toEqual(letters.map((letter) => [letter, 'report', ada]))
  await deliverDue(here.world)
  for (const to of ['one@example.net', 'two@example.net', 'three@example.net']) {
    expect(here.sent.filter((mail) => mail.to.includes(to))).toHaveLength(1)
  }
})

test('are set aside together: kept, asked about no more, and still to be made something of', async () => {
  const [one, two, three] = letters
  expect(await settleHeld(here.world, ada, one!, { as: 'erased' })).toEqual({ done: true, case: null })
  const settled = await settleMany(here.world, ada, { mails: letters, as: 'aside' })
  expect(settled).toMatchObject([
    { letter: one, done: false, why: { code: 'no_such_mail' } },
    { letter: two, done: true, case: null },
    { letter: three, done: true, case: null },
  ])
  expect(await counts()).toEqual([0, 2])
  expect(await heldMailsOf(here.world, ada, letters)).toMatchObject([
    { letter: two, why: 'stranger', aside: true },
    { letter: three, aside: true },
  ])
  expect(await settleHeld(here.world, ada, two!, { as: 'aside' })).toMatchObject({ code: 'aside_already' })
  expect(await settleHeld(here.world, ada, two!, { as: 'report' })).toEqual({ done: true, case: two })
  expect(await onRecord()).toEqual([
    [one, 'erased', ada],
    [two, 'aside', ada],
    [three, 'aside', ada],
    [two, 'report', ada],
  ])
})

test('are erased together only by how many they are', async () => {
  for (const confirm of [undefined, '2']) {
    expect(await settleMany(here.world, ada, { mails: letters, as: 'erased', confirm })).toMatchObject({
      code: 'not_confirmed',
    })
  }
  expect(await counts()).toEqual([3, 0])
  expect(await settleMany(here.world, ada, { mails: letters, as: 'erased', confirm: '3' })).toHaveLength(3)
  expect(await counts()).toEqual([0, 0])
  for (const letter of letters) await expect(here.world.vault.key(letter)).rejects.toMatchObject({ code: 'no_key' })
})

test('are members’ to decide on; into a thread each goes by itself', async () => {
  const stranger = 'p-nobody000000'
  expect(await settleMany(here.world, stranger, { mails: letters, as: 'aside' })).toMatchObject({ code: 'not_allowed' })
  expect(await heldMailsOf(here.world, stranger, letters)).toMatchObject({ code: 'not_allowed' })
  expect(await settleMany(here.world, ada, { mails: letters, as: 'post' })).toMatchObject({
    problems: [{ field: 'as' }],
  })
  expect(await settleMany(here.world, ada, { mails: ['x'], as: 'aside' })).toHaveProperty('problems')
  expect(await counts()).toEqual([3, 0])
})
