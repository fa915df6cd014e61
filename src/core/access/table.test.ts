import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { can, permissions, roles, type Act, type Role } from './table.ts'

const acts = Object.keys(permissions) as Act[]

/** Some of PROCESS's "who acts" column told again, act by act: a wrong row in the table must not go unseen. */
const whoActs: Partial<Record<Act, readonly Role[]>> = {
  // M alone: the committee's duties and everything outward
  assessReplication: ['member'],
  assessOrigin: ['member'],
  acceptReport: ['member'],
  assignDuty: ['member'],
  inviteToFixTeam: ['member'],
  revokeAccess: ['member'],
  moveDeadline: ['member'],
  decideSeverity: ['member'],
  requestCve: ['member'],
  planMessage: ['member'],
  recordMerge: ['member'],
  checkArtefact: ['member'],
  sendAnnouncement: ['member'],
  sendRetrospective: ['member'],
  closeCase: ['member'],
  // F alone: what the fix team decides, approves and says
  slowDown: ['fixer'],
  completeFix: ['fixer'],
  approveFix: ['fixer'],
  // both
  proposeSeverity: ['member', 'fixer'],
  linkWorkspace: ['member', 'fixer'],
  agreeRelease: ['member', 'fixer'],
  giveFeedback: ['member', 'fixer'],
  // those asked to a case
  acceptInvitation: ['invited'],
  readReport: ['reporter'],
  // anyone
  report: [...roles],
  readPublic: [...roles],
}

describe('who may do what', () => {
  test.each(Object.entries(whoActs))('%s: exactly %j', (act, allowed) => {
    expect(roles.filter((role) => can([role], act as Act))).toEqual(roles.filter((role) => allowed.includes(role)))
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
