import { afterEach, beforeEach, expect, test } from 'vitest'
import { sigstorePolicy, testWorld, type TestWorld } from '../../../tests/kit/world.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import { act, report, viewCase } from '../index.ts'
import { answerMany } from './index.ts'

let here: TestWorld
let ada: PersonId
let cases: CaseId[]
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0]!
  cases = []
  for (const title of ['one', 'two', 'three']) {
    const reported = await report(here.world, { title, impact: 'x', email: 'finder@example.org' }, 'form')
    if (!('case' in reported)) throw new Error(JSON.stringify(reported))
    cases.push(reported.case)
  }
})
afterEach(() => here.close())

async function caseOf(id: CaseId) {
  const view = await viewCase(here.world, ada, id)
  if ('refused' in view) throw new Error(view.code)
  return view.case
}

test('many reporters get an answer with their own report’s name, each on record', async () => {
  const told = { cases, as: 'invalid', text: 'Thank you for “{{title}}”. {{who}}', close: 'yes' }
  const answers = await answerMany(here.world, ada, told)
  expect(answers).toEqual(cases.map((id) => ({ case: id, done: true, version: expect.any(Number), with: null })))
  for (const [nth, id] of cases.entries()) {
    const c = await caseOf(id)
    expect(c.posts.at(-1)?.text).toBe(`Thank you for “${['one', 'two', 'three'][nth]}”. {{who}}`)
    expect(c.closed?.resolution).toBe('invalid')
  }
})

test('without a text of one’s own each reporter gets the policy’s: the first for it, or the one that is named', async () => {
  const [one, two, three] = cases
  expect(await answerMany(here.world, ada, { cases: [one], as: 'invalid' })).toMatchObject([
    { done: true, with: 'not-a-vulnerability' },
  ])
  expect((await caseOf(one!)).posts.at(-1)?.text).toMatch(/^Thank you for “one”\. We looked at it/)
  const named = { cases: [two], as: 'invalid', with: 'out-of-scope', close: 'yes' }
  expect(await answerMany(here.world, ada, named)).toMatchObject([{ done: true, with: 'out-of-scope' }])
  expect((await caseOf(two!)).posts.at(-1)?.text).toMatch(/^Thank you for “two”\. What it concerns/)
  const other = { cases: [three], as: 'duplicate', of: 'CVE-2026-1', with: 'out-of-scope' }
  expect(await answerMany(here.world, ada, other)).toMatchObject([
    { done: false, why: { code: 'no_such_answer', instead: 'It has: duplicate. Or write one.' } },
  ])
  expect((await caseOf(three!)).posts).toEqual([])
  for (const wrong of [
    { as: 'invalid', with: 'by-tool', text: 'x' },
    { as: 'spam', with: 'by-tool' },
  ]) {
    expect(await answerMany(here.world, ada, { cases: [three], ...wrong })).toMatchObject({
      problems: [{ field: 'with' }],
    })
  }
})

test('a policy whose answers leave one out wants it written', async () => {
  const answers = 'answers: [{ id: spam-like, title: Spam, verdict: invalid, text: No. }]'
  const other = sigstorePolicy.replace(/^ {2}floods:\n {4}clause: D1\n/m, `$&    ${answers}\n`)
  expect(other).not.toBe(sigstorePolicy)
  const there = await testWorld({ policy: other })
  try {
    const reported = await report(there.world, { title: 'x', impact: 'x', email: 'finder@example.org' }, 'form')
    if (!('case' in reported)) throw new Error(JSON.stringify(reported))
    const asked = { cases: [reported.case], as: 'needs-reproducer' }
    expect(await answerMany(there.world, there.members[0]!, asked)).toMatchObject([
      { why: { code: 'no_such_answer', instead: 'Write one.' } },
    ])
  } finally {
    await there.close()
  }
})

test('what is refused on one is told, and keeps none of the others', async () => {
  const [first, , third] = cases
  await act(here.world, ada, { case: first!, act: 'acceptReport', fields: {} })
  const answers = await answerMany(here.world, ada, { cases: [...cases, 'c-000000000000', third], as: 'spam' })
  expect(answers).toMatchObject([
    { case: first, done: false, why: { code: 'accepted_already' } },
    { done: true },
    { case: third, done: true },
    { case: 'c-000000000000', done: false, why: { code: 'no_such_case' } },
  ])
  expect((await caseOf(third!)).closed?.resolution).toBe('spam')
})

test('a duplicate needs its other one, an answer its words, and somebody without a seat sees no case', async () => {
  expect(await answerMany(here.world, ada, { cases, as: 'duplicate', text: 'known' })).toMatchObject({
    problems: [{ field: 'of' }],
  })
  expect(await answerMany(here.world, ada, { cases, as: 'needs-reproducer', text: ' ' })).toMatchObject({
    problems: [{ field: 'text' }],
  })
  expect(await answerMany(here.world, ada, { cases: [], as: 'spam' })).toMatchObject({ problems: [{ field: 'cases' }] })
  const reporter = (await caseOf(cases[0]!)).reporter!
  expect(await answerMany(here.world, reporter, { cases, as: 'spam' })).toMatchObject(
    cases.map(() => ({ done: false, why: { code: 'no_such_case' } })),
  )
})
