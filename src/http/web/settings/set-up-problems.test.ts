import { expect, it } from 'vitest'
import { setUpProblems } from './set-up-problems.ts'

const says = 'is wrong'
const one = (field: string, seated = true) => setUpProblems([{ field, says }], seated)

it.each([
  ['name', { field: 'name', says }],
  ['policy (line 2, column 12)', { field: 'policyText', says: 'line 2, column 12: is wrong' }],
  ['policy', { field: 'policyText', says }],
  ['mail.port', { field: 'port', says }],
  ['own.email', { field: 'ownEmail', says }],
  ['email', { field: 'ownEmail', says }],
  ['members[2].email', { field: 'members', says: 'entry 2: is wrong' }],
  ['members', { field: 'members', says }],
  ['projects[0].repository', { field: 'projects', says: 'entry 1: is wrong' }],
])('%s', (field, problem) => {
  expect(one(field)).toEqual([problem])
})

it('says once what is wrong with an administrator who takes a seat', () => {
  const both = [
    { field: 'own.email', says },
    { field: 'members[0].email', says },
  ]
  expect(setUpProblems(both, true)).toEqual([{ field: 'ownEmail', says }])
  expect(one('members[0].email', false)).toEqual([{ field: 'members', says: 'entry 1: is wrong' }])
})
