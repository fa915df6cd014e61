import { describe, expect, test } from 'vitest'
import { after } from '../clock/index.ts'
import { ben, cate, evidence, fixed, max, refused, sigstore } from '../../../tests/kit/case.ts'
import { stepsOf } from '../../../tests/kit/robot.ts'
import type { Policy } from '../policy/index.ts'
import { gapsBeforeAnnouncement, gapsBeforeMerge } from './gaps.ts'
import { deadlines } from './deadlines.ts'
import { windowAhead } from './releaseWindow.ts'

/** The release’s window opens on the fifth day: Saturday, 7 March. */
const patient: Policy = {
  ...sigstore,
  schedule: {
    ...sigstore.schedule,
    clocks: sigstore.schedule.clocks.map((clock) => (clock.id === 'release' ? { ...clock, opens: 'P5D' } : clock)),
  },
}
const opens = '2026-03-07T09:00:00Z'

describe('S6: before the release window', () => {
  test('a release day warns, and stands with a reason; the recommended one lies inside', () => {
    const story = fixed({ policy: patient })
    const { code, says } = refused(story.tries(ben, 'proposeRelease', { announcement: '2026-03-05T16:00:00Z' }))
    expect([code, says]).toEqual([
      'reason_needed',
      `This release day is unusual: it is before the release window, which opens on ${opens} (S6).`,
    ])
    const step = stepsOf(story, ben).find(({ id }) => id === 'propose-release')
    expect(step?.fields).toEqual({ announcement: '2026-03-09T16:00:00Z' })
  })

  test('merge and announcement are told of it, until the hour that both sides agreed on all the same', () => {
    const story = fixed({ policy: patient })
    const clauses = () =>
      [gapsBeforeMerge, gapsBeforeAnnouncement].map((gaps) =>
        gaps(story.c, patient, story.now).some(({ clause, blocks }) => clause === 'S6' && !blocks),
      )
    expect(clauses()).toEqual([true, true])
    story
      .does(ben, 'proposeRelease', { announcement: '2026-03-05T16:00:00Z', reason: 'upstream asked' })
      .does(max, 'agreeRelease')
    expect(clauses()).toEqual([true, true])
    story.at('2026-03-05T14:00:00Z')
    expect(clauses()).toEqual([false, true])
    story.at('2026-03-05T16:00:00Z')
    expect(clauses()).toEqual([false, false])
  })

  test('there is none once it is open, or everything is as soon as possible (S2)', () => {
    const story = fixed({ policy: patient })
    expect(windowAhead(deadlines(story.c, patient, story.now), patient, story.now)).toEqual({ clause: 'S6', opens })
    expect(windowAhead(deadlines(story.c, patient, story.now), patient, Temporal.Instant.from(opens))).toBeNull()
    story.does(cate, 'notePublic', { how: 'a talk', evidence })
    expect(windowAhead(deadlines(story.c, patient, story.now), patient, after(story.now, 'PT1M'))).toBeNull()
  })
})
