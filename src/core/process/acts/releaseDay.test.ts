import { describe, expect, test } from 'vitest'
import { exactStamp } from '../../clock/index.ts'
import { ada, ben, evidence, fixed, max, rey, refused, types, zed } from '../../../../tests/kit/case.ts'
import { gapsBeforeMerge } from '../gaps.ts'
import { agreedRelease, pendingRelease } from '../milestones.ts'

const tuesday = '2026-03-10T16:00:00Z'

describe('V8: the release day', () => {
  test('both sides agree explicitly; the opening is the policy’s usual time before', () => {
    const story = fixed().does(ben, 'proposeRelease', { announcement: tuesday })
    expect(agreedRelease(story.c)).toBeNull()
    expect(types(story.tries(max, 'agreeRelease'))).toEqual(['ReleaseAgreed', 'EmbargoProposed', 'EmbargoAccepted'])
    story.does(max, 'agreeRelease')
    expect(agreedRelease(story.c)).toMatchObject({ opening: '2026-03-10T14:00:00Z', announcement: tuesday })
  })

  test('it is agreed when the second side has agreed, and the last agreed day counts', () => {
    const story = fixed().does(ben, 'proposeRelease', { announcement: tuesday })
    const proposed = story.now
    story.later('PT5H').does(max, 'agreeRelease')
    expect(agreedRelease(story.c)?.at).toBe(exactStamp(proposed.add({ hours: 5 })))
    const wednesday = '2026-03-11T16:00:00Z'
    story.does(ben, 'proposeRelease', { announcement: wednesday })
    expect(agreedRelease(story.c)?.announcement).toBe(tuesday)
    expect(agreedRelease(story.does(max, 'agreeRelease').c)?.announcement).toBe(wednesday)
  })

  test('the fix team may propose, then the committee agrees', () => {
    const story = fixed().does(max, 'proposeRelease', { announcement: tuesday }).does(ada, 'agreeRelease')
    expect(agreedRelease(story.c)).not.toBeNull()
  })

  test('whoever is on both sides speaks for the one still missing', () => {
    const story = fixed()
      .does(ben, 'inviteToFixTeam', { person: ben, why: 'wrote it' })
      .does(ben, 'acceptInvitation', { terms: true })
      .does(ben, 'proposeRelease', { announcement: tuesday })
    expect(story.tries(ben, 'agreeRelease')).toMatchObject([{ type: 'ReleaseAgreed', side: 'fix-team' }, {}, {}])
  })

  test('a choice outside the recommendation says why it warns, and stands with a reason', () => {
    const friday = { announcement: '2026-03-27T18:00:00Z' }
    const { says, code } = refused(fixed().tries(ben, 'proposeRelease', friday))
    expect(code).toBe('reason_needed')
    expect(says).toBe(
      'This release day is unusual: it falls on a Friday; it is at 18:00, not at 16:00 UTC; it is after the deadline of 2026-03-23T09:00:00Z (S6).',
    )
    const story = fixed().does(ben, 'proposeRelease', { ...friday, reason: 'upstream asked' })
    expect(story.c.releaseProposals[0]?.warnings).toHaveLength(3)
  })

  test('as soon as possible (S2) waits for no usual day or hour', () => {
    const story = fixed().does(max, 'noteAttacks', { evidence })
    const soon = exactStamp(story.now.add({ hours: 3 }))
    expect(types(story.tries(ben, 'proposeRelease', { announcement: soon }))).toContain('ReleaseProposed')
    expect(story.does(ben, 'proposeRelease', { announcement: soon }).c.releaseProposals[0]?.warnings).toEqual([])
  })

  test('it warns of upstream’s date and of the reporter’s plan', () => {
    const story = fixed({ intent: { publishOn: '2026-03-06T09:00:00Z', note: 'talk' } })
      .does(ada, 'assessOrigin', { origin: 'upstream' })
      .does(ada, 'noteUpstream', { project: 'lib', contact: 'x', date: '2026-03-12T12:00Z', reason: 'mail' })
    const { says } = refused(story.tries(ben, 'proposeRelease', { announcement: tuesday }))
    expect(says).toContain('lib discloses only on 2026-03-12T12:00:00Z (S3)')
    expect(says).toContain('the reporter means to publish on 2026-03-06T09:00:00Z (D3)')
  })

  test('a reporter who has agreed to wait makes no day unusual', () => {
    const story = fixed({ intent: { publishOn: '2026-03-06T09:00:00Z', note: 'talk' } })
      .does(ben, 'requestPrivateHandling', { message: 'Would you wait for the fix?' })
      .does(rey, 'answerPrivateHandling', { agreed: true })
      .does(ben, 'proposeRelease', { announcement: tuesday })
    expect(story.c.releaseProposals[0]?.warnings).toEqual([])
  })

  test('a newer proposal does not undo the agreed day until it is agreed to as well', () => {
    const story = fixed().does(ben, 'proposeRelease', { announcement: tuesday }).does(max, 'agreeRelease')
    story.does(max, 'proposeRelease', { announcement: '2026-03-11T16:00:00Z' })
    expect([agreedRelease(story.c)?.proposal, pendingRelease(story.c)?.proposal]).toEqual([1, 2])
    expect(story.does(ada, 'agreeRelease').deadline('announcement').due).toBe('2026-03-11T16:00:00Z')
  })

  test('nobody opens the fix at the agreed hour while another day is asked for, but for a reason', () => {
    const story = fixed().does(ben, 'proposeRelease', { announcement: tuesday }).does(max, 'agreeRelease')
    const merge = { repository: 'https://git.example.org/anchor', commit: story.c.head ?? '', evidence }
    story.at('2026-03-10T13:00:00Z')
    story.does(ben, 'proposeRelease', { announcement: '2026-03-11T16:00:00Z', reason: 'a test fails' })
    const gaps = () => gapsBeforeMerge(story.c, story.policy, story.now).map(({ awaits }) => awaits)
    expect(gaps()[0]).toBe('the answer to the proposed release day')
    story.at('2026-03-10T14:30:00Z')
    expect(refused(story.tries(ben, 'recordMerge', merge))).toMatchObject({
      code: 'not_ready_to_merge',
      says: expect.stringContaining('Another release day is proposed, with the opening 2026-03-11T14:00:00Z') as string,
    })
    expect(types(story.tries(ben, 'recordMerge', { ...merge, despite: 'it leaked' }))).toContain('FixMerged')
    story.does(max, 'agreeRelease')
    expect(gaps()).toEqual(['the agreed opening, 2026-03-11T14:00:00Z'])
  })

  test('a longer embargo asks those who did not take part, and nobody who agreed', () => {
    const story = fixed()
      .does(ben, 'inviteToFixTeam', { person: zed, why: 'x' })
      .does(zed, 'acceptInvitation', { terms: true })
      .does(max, 'proposeRelease', { announcement: '2026-03-24T16:00:00Z', reason: 'a day late' })
      .does(ada, 'agreeRelease')
    expect(story.c.shadow.consent).toEqual({ [rey]: 'lapsed', [max]: 'signatory', [zed]: 'lapsed' })
    const answered = fixed().does(ada, 'proposeRelease', { announcement: '2026-03-24T16:00:00Z', reason: 'a day late' })
    expect(answered.does(max, 'agreeRelease').c.shadow.consent).toEqual({ [rey]: 'lapsed', [max]: 'signatory' })
  })

  test('under attack the day is agreed all the same; no embargo is set', () => {
    const story = fixed()
      .does(ada, 'noteAttacks', { evidence })
      .does(ben, 'proposeRelease', { announcement: tuesday, reason: 'soonest' })
    expect(types(story.tries(max, 'agreeRelease'))).toEqual(['ReleaseAgreed'])
  })

  test('"now" can be proposed, and agreed to a little later', () => {
    const story = fixed().later('PT0.4S')
    story
      .does(ben, 'proposeRelease', { announcement: story.now.add({ hours: 1 }).toString(), reason: 'at once' })
      .later('PT10M')
    story.does(max, 'agreeRelease')
    expect(Temporal.Instant.compare(story.c.embargo.until ?? '', story.now)).toBeLessThanOrEqual(0)
    expect(story.c.shadow.em).toBe('A')
  })
})
