import { expect, test } from 'vitest'
import type { Case } from './index.ts'
import { ben, cate, evidence, first, fixed, max, verified, zed } from '../../../tests/kit/case.ts'
import { isRefused } from '../kernel/index.ts'
import { approvalsOfHead, gapsBeforeAnnouncement, gapsBeforeMerge, voidedApprovals } from './gaps.ts'

test('R5: a release no newer than what is vulnerable is told, and can be announced with a reason', () => {
  const story = verified().does(ben, 'joinRelease', {
    project: 'anchor',
    version: 'v1.2.3',
    newestVulnerable: 'v1.2.3',
  })
  story.does(cate, 'draftAnnouncement').at('2026-03-10T16:00:00Z')
  const found = gapsBeforeAnnouncement(story.c, story.policy, story.now)
  expect(found).toMatchObject([{ clause: 'R5', awaits: 'a newer version', blocks: false }])
  expect(found[0]?.says).toBe('The release v1.2.3 is not newer than v1.2.3, which is vulnerable.')
  expect(story.tries(cate, 'sendAnnouncement')).toMatchObject({ code: 'not_ready_to_announce', clause: 'R5' })
  expect(isRefused(story.tries(cate, 'sendAnnouncement', { despite: 'a rebuild of the same version' }))).toBe(false)
})

test.each<[string, string, Partial<Case>]>([
  ['C2', 'triage', { accepted: null }],
  ['R8', 'a draft', { announcement: null }],
  ['R5', 'the release’s name', { release: null }],
  ['V1', 'the severity', { severity: null }],
  ['V3', 'the advisory', { advisory: [] }],
])('%s: without %s nothing goes out, whatever reason is given', (clause, awaits, lacking) => {
  const { c, policy } = verified().does(cate, 'draftAnnouncement')
  const then = Temporal.Instant.from('2026-03-10T16:00:00Z')
  expect(gapsBeforeAnnouncement(c, policy, then)).toEqual([])
  expect(gapsBeforeAnnouncement({ ...c, ...lacking }, policy, then)).toContainEqual(
    expect.objectContaining({ clause, awaits, blocks: true }),
  )
})

test('R2: an approval counts no more once the access of whoever gave it has ended; invited anew, they approve again', () => {
  const story = fixed()
    .does(ben, 'inviteToFixTeam', { person: zed, why: 'reviews the fix' })
    .does(zed, 'acceptInvitation', { terms: true })
  const approval = () => gapsBeforeMerge(story.c, story.policy, story.now).find(({ clause }) => clause === 'R2')
  expect(approval()).toBeUndefined()
  story.later('PT1H').does(ben, 'revokeAccess', { person: max, reason: 'left the project' })
  expect(approvalsOfHead(story.c)).toEqual([])
  expect(voidedApprovals(story.c)).toMatchObject([{ by: max, commit: first }])
  expect(approval()).toMatchObject({ awaits: 'the fix team’s approval', blocks: false })
  expect(approval()?.says).toBe(
    'The fix at its newest commit has 0 of 1 approvals. One more counts no longer: the access of whoever gave it has ended since.',
  )
  story.later('PT1H').does(ben, 'inviteToFixTeam', { person: max, why: 'is back' })
  story.later('PT1H').does(max, 'acceptInvitation', { terms: true })
  expect(approvalsOfHead(story.c)).toEqual([])
  story.later('PT1H').does(max, 'approveFix', { commit: first, evidence })
  expect(approvalsOfHead(story.c)).toMatchObject([{ by: max, commit: first }])
  expect(approval()).toBeUndefined()
})
