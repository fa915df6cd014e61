import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { committeeActNames } from '../../committee/index.ts'
import { plausible, resolve } from '../../../../tests/kit/acts.ts'
import { monday, report } from '../../../../tests/kit/case.ts'
import { permissions } from '../../access/index.ts'
import { clauses } from '../../policy/index.ts'
import { stepRules } from '../steps/index.ts'
import { actNamed, caseActNames, caseActs, isCaseAct } from './index.ts'

/** Rows of the access table that are no acts of a case: reading, opening, the community and the installation. */
const elsewhere = [
  ...Object.keys(permissions).filter((name) => /^(read|list)[A-Z]/.test(name) && !isCaseAct(name)),
  ...committeeActNames,
  'report',
  'resendLink',
  'openCase',
  // Mail that was held, floods, and a key of one's own.
  'settleMail',
  'answerMany',
  'blockSender',
  'decideBlock',
  'appealBlock',
  'giveKey',
  'setUp',
  'manageCommunity',
  'manageTokens',
  'askCveServices',
  'eraseCase',
  'suggestFixTeam',
  'retryEffect',
  'windClock',
  'ownSession',
  'chooseAlerts',
]

describe('the table of acts', () => {
  test('every act has a row of permissions, and every row about a case its act', () => {
    for (const name of caseActNames) expect(Object.keys(permissions)).toContain(name)
    expect(
      Object.keys(permissions)
        .filter((name) => !elsewhere.includes(name))
        .sort(),
    ).toEqual([...caseActNames].sort())
  })

  test.each(caseActNames)('%s says what it is, for which clause, and takes what its form would send', (name) => {
    const found = actNamed(name)
    expect(found.title).toMatch(/^[A-Z].*[^.]$/)
    expect(found.does).toMatch(/^[A-Z].*\.$/)
    expect(Object.keys(clauses)).toContain(found.clause)
    fc.assert(
      fc.property(plausible[name], (fields) => {
        expect(found.fields.safeParse(resolve(fields, monday)).success).toBe(true)
      }),
      { numRuns: 20 },
    )
    for (const [field, schema] of Object.entries(found.fields.shape)) {
      const { title } = (schema as { meta(): { title?: string } | undefined }).meta() ?? {}
      expect([field, title]).toEqual([field, expect.stringMatching(/^[A-Z].*[^.]$/)])
    }
  })

  test('nothing but acts has a name', () => {
    for (const name of ['toString', '__proto__', 'constructor', '', 'report']) expect(isCaseAct(name)).toBe(false)
    expect(Object.keys(caseActs)).toHaveLength(caseActNames.length)
  })

  test('only what leaves the product is outward', () => {
    expect(caseActNames.filter((name) => actNamed(name).outward)).toEqual([
      'reserveCve',
      'publishCve',
      'rejectCve',
      'recordMerge',
      'sendAnnouncement',
      'sendRetrospective',
    ])
  })
})

const asked = report({ intent: { publishOn: '2026-03-09T09:00:00Z', note: 'conference' } }).c

test('every step names an act, a clause, and whose it is; ids are unique', () => {
  expect(new Set(stepRules.map(({ id }) => id)).size).toBe(stepRules.length)
  for (const { act, clause, title, why } of stepRules) {
    expect(isCaseAct(act)).toBe(true)
    expect(Object.keys(clauses)).toContain(clause)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(typeof why === 'string' ? why : why(asked)).toMatch(/^[A-Z].*[.?]$/)
  }
})
