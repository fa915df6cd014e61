import { describe, expect, test } from 'vitest'
import { ada, evidence, max, report, rey, sigstore, zed, type Beginning } from '../../../../tests/kit/case.ts'
import { robotCommittee, type Manner } from '../../../../tests/kit/robot.ts'

const known = { how: 'a blog post', evidence, exploit: false, attacks: false }

/** The process has no dead end: whoever always does the first thing that is next gets from the report to the end. */
describe('a committee that always does what is next comes to the end', () => {
  const ways: Record<string, readonly [Beginning, Manner?]> = {
    private: [{}],
    'without a reporter': [{ reporter: null, via: 'member' }],
    'with mails whose outcome a person settles': [{}, { mail: 'in-doubt' }],
    public: [{ public: known }],
    'public, exploited and attacked': [{ public: { ...known, exploit: true, attacks: true } }],
    'from a reporter who means to publish': [{ intent: { publishOn: '2026-03-09T09:00:00Z', note: 'talk' } }],
    'from a reporter who declines private handling': [
      { intent: { publishOn: null, note: 'soon' } },
      { after: { 'ask-private-handling': (story) => story.does(rey, 'answerPrivateHandling', { agreed: false }) } },
    ],
    'upstream’s': [{}, { after: { origin: (story) => story.does(ada, 'assessOrigin', { origin: 'both' }) } }],
    'low and slowed down': [
      {},
      {
        low: true,
        after: {
          severity: (story) =>
            story.does(max, 'slowDown', { fix: '2026-04-06T12:00Z', release: '2026-05-04T12:00Z', reason: 'holidays' }),
        },
      },
    ],
    'older than the embargo': [{ disclosed: '2026-01-01T00:00:00Z' }],
    'attacked while secret': [{}, { after: { severity: (story) => story.does(ada, 'noteAttacks', { evidence }) } }],
    'leaked on the way': [
      {},
      { after: { complete: (story) => story.does(max, 'notePublic', { how: 'leak', evidence }) } },
    ],
    'that lost its fix team': [
      {},
      { after: { join: once((story) => story.does(ada, 'revokeAccess', { person: max, reason: 'left' })) } },
    ],
    'left lying beyond its embargo': [{}, { after: { verdict: (story) => story.later('P40D') } }],
    'whose release day passed unanswered': [{}, { after: { 'propose-release': once((story) => story.later('P30D')) } }],
    'pushed to after approval': [
      {},
      { after: { approve: once((story) => story.does(max, 'notePush', { commit: '9999999' })) } },
    ],
    'rejected, then taken up again': [
      {},
      {
        after: {
          replicate: (story) =>
            story.does(ada, 'rejectReport', { reason: 'no' }).does(ada, 'resumeCase', { reason: 'yes' }),
        },
      },
    ],
    'put off and taken up again': [
      {},
      {
        after: {
          severity: (story) =>
            story.does(ada, 'deferCase', { reason: 'x' }).later('P9D').does(ada, 'resumeCase', { reason: 'y' }),
        },
      },
    ],
    'whose advisory was begun with a title only': [
      {},
      {
        after: {
          workspace: (story) => story.does(ada, 'reviseAdvisory', { basedOn: 1, document: { title: 'Words' } }),
        },
      },
    ],
    'whose CVE id changed after the draft': [
      {},
      {
        after: {
          'draft-announcement': once((story) => story.does(ada, 'recordCve', { id: 'CVE-2026-99999', evidence })),
        },
      },
    ],
  }

  test.each(Object.entries(ways))('%s', (_, [beginning, manner]) => {
    const { story, done } = robotCommittee(report(beginning), manner)
    expect(story.c.closed?.resolution).toBe('fixed')
    expect(story.c.shadow).toMatchObject({ rm: 'C', cs: expect.stringMatching(/^VFDP/) as string })
    expect(done).toContain('announce')
    expect(done.at(-1)).toBe('close')
  })

  test('under a policy that asks for two approvals, with two engineers', () => {
    const policy = {
      ...sigstore,
      release: { ...sigstore.release, approval: { ...sigstore.release.approval, least: 2 } },
    }
    const { story } = robotCommittee(report({ policy }))
    expect(story.c.approvals.map(({ by }) => by)).toEqual([max, zed])
    expect(story.c.closed?.resolution).toBe('fixed')
  })

  test('under a policy without chat channels', () => {
    const policy = { ...sigstore, release: { ...sigstore.release, chat: { ...sigstore.release.chat, channels: [] } } }
    expect(robotCommittee(report({ policy })).story.c).toMatchObject({ chatPosts: [], closed: { resolution: 'fixed' } })
  })

  test('one that sets the report aside closes it next', () => {
    const { story, done } = robotCommittee(report().does(ada, 'rejectReport', { reason: 'no' }))
    expect([story.c.closed?.resolution, done]).toEqual(['invalid', ['close']])
  })

  test('in the order of the written process', () => {
    expect(robotCommittee(report()).done).toMatchInlineSnapshot(`
      [
        "duties",
        "duties",
        "duties",
        "duties",
        "answer-reporter",
        "replicate",
        "origin",
        "verdict",
        "fix-team",
        "join",
        "severity",
        "cve",
        "cve-id",
        "advisory",
        "workspace",
        "fix-available",
        "complete",
        "approve",
        "propose-release",
        "agree-fix-team",
        "plan",
        "adopt-plan",
        "release",
        "artefacts",
        "draft-announcement",
        "merge",
        "check-artefacts",
        "check-artefacts",
        "check-artefacts",
        "check-artefacts",
        "announce",
        "list-link",
        "chat",
        "chat",
        "draft-retrospective",
        "answer-retrospective",
        "send-retrospective",
        "close",
      ]
    `)
  })
})

function once(happens: (story: Parameters<NonNullable<Manner['after']>[string]>[0]) => unknown) {
  let left = 1
  return (story: Parameters<typeof happens>[0]) => (left-- > 0 ? happens(story) : undefined)
}
