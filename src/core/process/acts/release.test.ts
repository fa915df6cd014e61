import { describe, expect, test } from 'vitest'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  evidence,
  first,
  fixed,
  max,
  merge,
  merged,
  refused,
  teamed,
  the,
  types,
  verified,
} from '../../../../tests/kit/case.ts'
import { figures } from '../figures.ts'
import { gapsBeforeAnnouncement } from '../gaps.ts'
import { phaseOf } from '../phase.ts'

const binary = { name: 'anchor-linux', url: 'https://example.org/anchor-linux' }

describe('R1: the communication plan', () => {
  const message = { audience: 'users', channel: 'the list', message: 'upgrade', when: '2026-03-10T16:00Z' }

  test('those inside can be told before there is a fix; dates for users wait for a fix or a mitigation', () => {
    const story = teamed()
    expect(types(story.tries(cate, 'planMessage', { ...message, audience: 'reporter' }))).toEqual(['MessagePlanned'])
    expect(refused(story.tries(cate, 'planMessage', message)).code).toBe('no_fix_yet')
    story.does(max, 'noteFix', { kind: 'mitigation', evidence })
    expect(types(story.tries(cate, 'planMessage', message))).toEqual(['MessagePlanned'])
  })

  test('entries are dropped, carried out, and the plan adopted', () => {
    const story = fixed()
      .does(cate, 'planMessage', message)
      .does(cate, 'planMessage', { ...message, audience: 'distributors', by: ben })
      .does(cate, 'dropMessage', { entry: '2', reason: 'none' })
      .does(cate, 'adoptPlan')
      .at('2026-03-10T16:00:00Z')
      .does(cate, 'carryOutMessage', { entry: 1, evidence })
    expect(story.c.plan).toMatchObject([
      { entry: 1, done: { evidence } },
      { entry: 2, by: ben, dropped: 'none' },
    ])
    expect(story.c.planAdopted).not.toBeNull()
  })

  test('the policy says which milestone opens the plan', () => {
    const { policy } = fixed()
    const late = {
      ...policy,
      release: { ...policy.release, plan: { ...policy.release.plan, opensWhen: 'fixComplete' as const } },
    }
    const story = teamed({ policy: late }).does(max, 'noteFix', { kind: 'mitigation', evidence })
    expect(refused(story.tries(cate, 'planMessage', message)).code).toBe('no_fix_yet')
  })
})

describe('R3: the merge', () => {
  test('on time it opens: the embargo ends, it is public, and the clocks are not alarmed', () => {
    const story = agreed().at('2026-03-10T14:00:00Z')
    expect(types(story.tries(ben, 'recordMerge', merge))).toEqual(['FixMerged', 'EmbargoEnded', 'BecamePublic'])
    story.does(ben, 'recordMerge', merge)
    expect(story.deadline('opening').state).toBe('met')
    expect(story.deadline('embargo').state).toBe('met')
    expect(phaseOf(story.c)).toBe('release-day')
  })

  test('before its hour, or without one, it is a leak of our own: everything is due as soon as possible (S2)', () => {
    const early = agreed()
      .at('2026-03-04T09:00:00Z')
      .does(ben, 'recordMerge', { ...merge, despite: 'a slip' })
    expect(early.deadline('release')).toMatchObject({ due: '2026-03-05T09:00:00Z', asap: true })
    const never = fixed()
      .at('2026-03-04T09:00:00Z')
      .does(ben, 'recordMerge', { ...merge, despite: 'a slip' })
    expect(never.deadline('release')).toMatchObject({ due: '2026-03-05T09:00:00Z', asap: true })
    const planned = agreed().at('2026-03-10T14:00:00Z').does(ben, 'recordMerge', merge)
    expect(planned.deadline('release').asap).toBe(false)
  })

  test('nothing outward happens before its instant without a recorded decision', () => {
    const story = agreed()
    expect(refused(story.tries(ben, 'recordMerge', merge))).toMatchObject({
      code: 'not_ready_to_merge',
      clause: 'R3',
      instead: 'Do that first, or go on with a reason on record.',
    })
    expect(story.tries(ben, 'recordMerge', { ...merge, despite: 'it leaked' })).toMatchObject([
      { early: 'it leaked' },
      {},
      {},
    ])
  })

  test('a reason where nothing is missing is not told as one', () => {
    const story = agreed().at('2026-03-10T14:00:00Z')
    expect(story.tries(ben, 'recordMerge', { ...merge, despite: 'just in case' })).toMatchObject([
      { early: null },
      {},
      {},
    ])
  })

  test('exposure runs from the opening until users can install the fix', () => {
    const story = merged().later('PT30M')
    expect(figures(story.c, story.now)).toMatchObject({ exposure: 1800, running: { exposure: true } })
    const done = verified()
    expect(figures(done.c, done.now.add({ hours: 90 }))).toEqual({
      toFixedRelease: 8 * 86_400 + 6 * 3600,
      exposure: 3600,
      running: { toFixedRelease: false, exposure: false },
    })
  })
})

describe('R4: the artefacts', () => {
  test('all checks of all artefacts make the release one that users can install', () => {
    const story = merged().does(ben, 'listArtefact', binary)
    for (const check of ['listed', 'signature', 'fetched']) {
      story.does(ben, 'checkArtefact', { artefact: 1, check, passed: 'on', evidence })
    }
    expect(types(story.tries(ben, 'checkArtefact', { artefact: 1, check: 'ran', passed: 'no', evidence }))).toEqual([
      'ArtefactChecked',
    ])
    const last = story.tries(ben, 'checkArtefact', { artefact: 1, check: 'ran', passed: true, evidence })
    expect(types(last)).toEqual(['ArtefactChecked', 'FixReleased'])
    expect(verified().c.shadow.cs).toBe('VFDPxa')
  })

  test('a check can fail after it passed, while the release is not whole', () => {
    const story = merged()
      .does(ben, 'listArtefact', binary)
      .does(ben, 'listArtefact', { ...binary, url: 'https://example.org/two' })
    for (const check of ['listed', 'signature', 'fetched', 'ran']) {
      story.does(ben, 'checkArtefact', { artefact: 1, check, passed: true, evidence })
    }
    story.does(ben, 'checkArtefact', { artefact: 1, check: 'ran', passed: false, evidence })
    expect(story.c).toMatchObject({ fixReleased: null, artefacts: [{ checks: { ran: { passed: false } } }, {}] })
  })

  test('an artefact that comes later is checked before the announcement names it', () => {
    const story = verified().does(ben, 'listArtefact', { name: 'anchor-mac', url: 'https://example.org/mac' })
    const gaps = gapsBeforeAnnouncement(story.c, story.policy, story.now)
    expect(gaps.map(({ says }) => says)).toContain('Not all checks have passed for: anchor-mac.')
  })

  test('a fix merged before it was called complete is complete by its merge', () => {
    const story = agreed().does(max, 'notePush', { commit: '3333333' })
    const bare = teamed()
      .does(ben, 'recordMerge', { ...merge, despite: 'it leaked' })
      .does(ben, 'listArtefact', binary)
    for (const check of ['listed', 'signature', 'fetched', 'ran']) {
      bare.does(ben, 'checkArtefact', { artefact: 1, check, passed: true, evidence })
    }
    expect(bare.c).toMatchObject({ fixComplete: { commit: merge.commit }, shadow: { cs: 'VFDPxa' } })
    expect(story.c.head).toBe('3333333')
  })
})

describe('R5: the release', () => {
  test('is named once, shared by cases, and can be left until the merge', () => {
    const story = agreed()
    expect(story.c.release).toEqual({
      id: 'r-0123456789ab',
      project: 'anchor',
      version: 'v1.2.4',
      newestVulnerable: 'v1.2.3',
    })
    expect(
      story.tries(ben, 'joinRelease', { project: 'anchor', version: 'v1.2.5', newestVulnerable: 'v1.2.3' }),
    ).toMatchObject([{ release: 'r-0123456789ab', version: 'v1.2.5' }])
    expect(story.does(ben, 'leaveRelease', { reason: 'next month' }).c.release).toBeNull()
  })
})

describe('R5, R6, R8: the announcement', () => {
  test('is written from the template and the case’s facts', () => {
    const draft = the('AnnouncementDrafted', verified().tries(cate, 'draftAnnouncement'))
    expect(draft.subject).toBe('Security release of harbour/anchor v1.2.4 is now available')
    for (const told of [
      'CVE-2026-12345',
      'CVSS score 7.5, high',
      'Install v1.2.4.',
      'https://example.org/anchor-linux',
    ]) {
      expect(draft.body).toContain(told)
    }
    expect(draft.body).not.toContain('Am I vulnerable?\n\n{{')
  })

  test('own words are kept as they are', () => {
    const own = { subject: 'Upgrade anchor', body: 'Please upgrade.' }
    expect(verified().does(cate, 'draftAnnouncement', own).c.announcement).toMatchObject({
      ...own,
      generated: false,
      state: 'drafted',
    })
  })

  test('goes out at its hour, once, with exactly the draft that was looked at', () => {
    const story = verified().does(cate, 'draftAnnouncement').at('2026-03-10T16:00:00Z')
    expect(types(story.tries(cate, 'sendAnnouncement', { draft: '1' }))).toEqual(['AnnouncementReleased'])
    story.does(cate, 'sendAnnouncement', { draft: '1' })
    expect(story.c).toMatchObject({
      announced: null,
      announcement: { state: 'released', to: 'announce@lists.example.org' },
    })
    story.happens({ type: 'AnnouncementDelivered', messageId: 'm@example.org', note: '' })
    expect(story.c).toMatchObject({ announced: '2026-03-10T16:00:00.000Z', announcement: { state: 'delivered' } })
  })

  test('a draft older than what it names asks to be written anew, or for a reason', () => {
    const story = verified()
      .does(cate, 'draftAnnouncement')
      .does(ben, 'recordCve', { id: 'CVE-2026-54321', evidence })
      .at('2026-03-10T16:00:00Z')
    expect(refused(story.tries(cate, 'sendAnnouncement')).says).toContain('have changed since it was drafted')
    expect(types(story.tries(cate, 'sendAnnouncement', { despite: 'the text does not name it' }))).toEqual([
      'AnnouncementReleased',
    ])
    story.does(cate, 'draftAnnouncement')
    expect(types(story.tries(cate, 'sendAnnouncement', { draft: 2 }))).toEqual(['AnnouncementReleased'])
  })

  test('announcing what was never merged makes it public: the embargo ends', () => {
    const story = agreed().does(cate, 'draftAnnouncement')
    const sent = story.tries(cate, 'sendAnnouncement', { despite: 'the mitigation cannot wait' })
    expect(types(sent)).toEqual(['AnnouncementReleased', 'EmbargoEnded', 'BecamePublic'])
    story.does(cate, 'sendAnnouncement', { despite: 'the mitigation cannot wait' })
    expect(story.c.shadow).toMatchObject({ em: 'X', cs: 'VFdPxa' })
    expect(story.deadline('release').asap).toBe(false)
  })

  test('where its outcome is in doubt, a person settles it', () => {
    const sent = () =>
      verified().does(cate, 'draftAnnouncement').at('2026-03-10T16:00:00Z').does(cate, 'sendAnnouncement')
    const unsure = sent().happens({ type: 'AnnouncementFailed', code: 'connection_lost', unsure: true })
    expect(unsure.c.announcement?.state).toBe('unsure')
    unsure.does(ada, 'settleAnnouncement', {
      delivered: 'delivered',
      messageId: 'seen@example.org',
      note: 'in the archive',
    })
    expect(unsure.c).toMatchObject({ announcement: { state: 'delivered', messageId: 'seen@example.org' } })
    const failed = sent().happens({ type: 'AnnouncementFailed', code: '550', unsure: false })
    expect(failed.does(ada, 'settleAnnouncement', { delivered: 'send-again' }).c.announcement?.state).toBe('released')
  })
})

describe('R7: the archive’s link, then chat', () => {
  test('each of the policy’s channels is told once', () => {
    const story = announced().does(cate, 'recordListLink', { url: 'https://lists.example.org/1' })
    story
      .does(cate, 'recordChatPost', { channel: 'general', evidence })
      .does(cate, 'recordChatPost', { channel: 'development', evidence })
    expect(story.c.chatPosts.map(({ channel }) => channel)).toEqual(['general', 'development'])
  })
})

test('approvals count for one commit', () => {
  expect(fixed().c.approvals).toMatchObject([{ by: max, commit: first }])
})
