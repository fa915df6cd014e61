import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../../../tests/kit/world.ts'
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
  expect(answers).toEqual(cases.map((id) => ({ case: id, done: true, version: expect.any(Number) })))
  for (const [nth, id] of cases.entries()) {
    const c = await caseOf(id)
    expect(c.posts.at(-1)?.text).toBe(`Thank you for “${['one', 'two', 'three'][nth]}”. {{who}}`)
    expect(c.closed?.resolution).toBe('invalid')
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
  expect(await answerMany(here.world, ada, { cases, as: 'needs-reproducer' })).toMatchObject({
    problems: [{ field: 'text' }],
  })
  expect(await answerMany(here.world, ada, { cases: [], as: 'spam' })).toMatchObject({ problems: [{ field: 'cases' }] })
  const reporter = (await caseOf(cases[0]!)).reporter!
  expect(await answerMany(here.world, reporter, { cases, as: 'spam' })).toMatchObject(
    cases.map(() => ({ done: false, why: { code: 'no_such_case' } })),
  )
})
