import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { can, permissions, roles, type Act, type Role } from './table.ts'

const acts = Object.keys(permissions) as Act[]

/**
 * PROCESS's "who acts" column told again: a wrong row in the table must not go unseen. What stands nowhere here is the
 * committee's alone; `anyone` needs no role at all.
 */
const beyondTheCommittee: readonly (readonly [who: readonly Role[], what: readonly Act[]])[] = [
  // What the fix team decides, approves and says.
  [['fixer'], ['slowDown', 'completeFix', 'approveFix']],
  // Committee and fix team develop the fix and agree on its day.
  [
    ['member', 'fixer'],
    ['readCase', 'readRecord', 'proposeSeverity', 'reviseAdvisory', 'linkWorkspace', 'notePush'],
  ],
  [
    ['member', 'fixer'],
    ['noteFix', 'proposeRelease', 'agreeRelease', 'giveFeedback', 'declineFeedback', 'nominate'],
  ],
  // Whoever is on the case says what they know, and writes.
  [
    ['member', 'fixer', 'reporter'],
    ['readThread', 'notePublic', 'noteExploit', 'noteAttacks', 'confirmEmbargo'],
  ],
  [
    ['member', 'fixer', 'reporter'],
    ['commentOnAdvisory', 'post', 'editPost', 'chooseCredit'],
  ],
  // What committee and reporter agree on.
  [
    ['member', 'reporter'],
    ['stateIntent', 'answerPrivateHandling', 'proposeEmbargo', 'answerEmbargo'],
  ],
  [
    ['member', 'reporter'],
    ['confirmSender', 'withdrawReport', 'nameCoReporter', 'removeCoReporter'],
  ],
  [['reporter'], ['readReport', 'giveKey']],
  // Who is asked to a case, before they accept its terms (F2).
  [['invited'], ['acceptInvitation', 'declineInvitation']],
  [['member', 'fixer', 'invited'], ['readInvitation']],
  [
    ['member', 'fixer', 'invited', 'administrator'],
    ['listCases', 'readCommittee', 'withdrawProposal'],
  ],
  [['fixer', 'invited', 'administrator'], ['expressInterest']],
  // The installation: nothing of a case is in it.
  [['administrator'], ['readMailbox', 'setUp', 'manageCommunity']],
  [
    ['member', 'administrator'],
    ['askCveServices', 'recordDecision', 'appealDecision', 'endAccessElsewhere'],
  ],
  [['member', 'administrator'], ['retryEffect']],
  [
    ['member', 'fixer', 'administrator'],
    ['manageTokens', 'chooseAlerts', 'windClock'],
  ],
  [roles, ['report', 'readPublic', 'resendLink', 'appealBlock', 'ownSession']],
]

describe('who may do what', () => {
  test.each(acts)('%s', (act) => {
    const rows = beyondTheCommittee.filter(([, what]) => what.includes(act))
    const allowed = rows.length === 0 ? ['member'] : rows.flatMap(([who]) => who)
    expect(roles.filter((role) => can([role], act)).sort()).toEqual([...allowed].sort())
  })

  test('without a role only what is open to anyone', () => {
    expect(acts.filter((act) => can([], act)).sort()).toEqual([
      'appealBlock',
      'ownSession',
      'readPublic',
      'report',
      'resendLink',
    ])
  })

  test('a further role never takes anything away, and gives only its own', () => {
    const held = fc.uniqueArray(fc.constantFrom(...roles))
    fc.assert(
      fc.property(held, fc.constantFrom(...roles), fc.constantFrom(...acts), (have, more, act) => {
        expect(can([...have, more], act)).toBe(can(have, act) || can([more], act))
      }),
    )
  })

  test('an administrator of the installation sees no case', () => {
    for (const act of ['readCase', 'readThread', 'readRecord', 'post'] as const) {
      expect([act, can(['administrator'], act)]).toEqual([act, false])
    }
  })
})
