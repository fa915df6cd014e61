import { describe, expect, test } from 'vitest'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  closed,
  eve,
  evidence,
  max,
  refusal,
  refused,
  retrospected,
  rey,
  sigstore,
  the,
  types,
  type Story,
} from '../../../../tests/kit/case.ts'
import { stepsOf } from '../../../../tests/kit/robot.ts'
import { phaseOf } from '../phase.ts'

describe('T1, T2: the retrospective', () => {
  test('is drafted from the record, blameless; outside the committee nobody is named who did not ask to be', () => {
    const story = announced()
      .does(rey, 'chooseCredit', { named: 'on', as: 'R. Example' })
      .does(ada, 'chooseCredit', { named: '' })
    const draft = the('RetrospectiveDrafted', story.tries(cate, 'draftRetrospective'))
    expect(draft.subject).toBe('Retrospective of the security release of anchor v1.2.4')
    // Who did something on it is in it, whether or not they hold a duty: by name or by number.
    expect(draft.body).toContain(
      '* R. Example: reported it\n* Ben Example: coordinated the response\n* Cate Example: coordinated the response\n* 2 people more, not named here\n',
    )
    for (const name of ['Ada', 'Max']) expect(draft.body).not.toContain(name)
    expect(draft.body).toContain('The fix was merged in public.')
  })

  test('says what each did who asked to be named', () => {
    const story = announced()
      .does(cate, 'chooseCredit', { named: 'on', as: 'Cate E.' })
      .does(max, 'chooseCredit', { named: 'on', as: 'Max E.' })
    const { body } = the('RetrospectiveDrafted', story.tries(cate, 'draftRetrospective'))
    expect(body).toContain('* Cate E.: coordinated the response\n* Max E.: worked on the fix\n')
  })

  test('goes to the list within 1 to 3 days of the announcement', () => {
    const story = retrospected()
    expect(story.deadline('retrospective').state).toBe('met')
    expect(phaseOf(story.c)).toBe('retrospective')
  })

  test('its outcome, too, can be in doubt', () => {
    const story = announced()
      .does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
      .does(cate, 'sendRetrospective')
    story
      .happens({ type: 'RetrospectiveFailed', code: '421', unsure: false })
      .does(ada, 'settleRetrospective', { delivered: 'send-again' })
    expect(story.c.retrospective?.state).toBe('released')
    story
      .happens({ type: 'RetrospectiveFailed', code: 'lost', unsure: true })
      .does(ada, 'settleRetrospective', { delivered: 'delivered' })
    expect(story.c.retrospectiveSent).not.toBeNull()
  })
})

test('T3: committee and fix team each answer, or decline', () => {
  const story = announced()
    .does(max, 'giveFeedback', { text: 'the fork had no tests', consents: 'on' })
    .does(ada, 'declineFeedback')
  expect(story.c.feedback).toMatchObject({
    [max]: { text: 'the fork had no tests', consents: true },
    [ada]: 'declined',
  })
})

test.each([
  [['committee'], [ada, ben, cate]],
  [['fix-team'], [max]],
  [
    ['fix-team', 'committee'],
    [max, ada, ben, cate],
  ],
] as const)('T3: the policy says who is asked for feedback: %s', (ask, those) => {
  const policy = {
    ...sigstore,
    retrospective: { ...sigstore.retrospective, feedback: { ...sigstore.retrospective.feedback, ask: [...ask] } },
  }
  const story = announced({ policy })
  expect(stepsOf(story, max).find(({ id }) => id === 'feedback')?.who).toEqual(those)
  // Who was not asked may say something all the same.
  expect(types(story.tries(max, 'giveFeedback', { text: 'the fork had no tests' }))).toEqual(['FeedbackGiven'])
})

describe('closing and reopening', () => {
  test('a case ends fixed when it is released, announced and looked back on', () => {
    const story = closed()
    expect(story.c).toMatchObject({ closed: { resolution: 'fixed' }, shadow: { rm: 'C', em: 'X', cs: 'VFDPxa' } })
    expect(phaseOf(story.c)).toBe('closed')
    for (const id of ['fix-team', 'fix', 'release', 'retrospective', 'opening', 'announcement', 'embargo']) {
      expect([id, story.deadline(id).state]).toEqual([id, 'met'])
    }
  })

  test('what nobody can install is not fixed: it is checked, or put off', () => {
    const story = agreed()
      .does(cate, 'draftAnnouncement')
      .does(cate, 'sendAnnouncement', { despite: 'the mitigation cannot wait' })
    story.happens({ type: 'AnnouncementDelivered', messageId: 'm@example.org', note: '' })
    story.does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
    story.does(cate, 'sendRetrospective')
    story.happens({ type: 'RetrospectiveDelivered', messageId: 'r@example.org', note: '' })
    expect(refusal(story.tries(ada, 'closeCase'))).toBe('R4: not_released')
    story.does(ada, 'deferCase', { reason: 'there will be no fix for this version' })
    expect(story.does(ada, 'closeCase').c.closed?.resolution).toBe('deferred')
  })

  test('closed is final; what comes later is a new, linked case', () => {
    const story = closed()
    expect(refusal(story.tries(ada, 'post', { text: 'one more thing' }))).toBe('V6: closed')
    expect(story.tries(ada, 'reopenCase', { reason: 'the fix is incomplete' })).toEqual([
      { type: 'FollowUpOpened', case: 'c-ba9876543210', reason: 'the fix is incomplete' },
    ])
    expect(story.does(ada, 'reopenCase', { reason: 'the fix is incomplete' }).c.followUps).toEqual(['c-ba9876543210'])
  })

  test('a few things still belong to a closed case', () => {
    const story = closed()
    story.does(cate, 'recordChatPost', { channel: 'general', evidence: 'https://chat.example.org/1' })
    expect(types(story.tries(rey, 'chooseCredit', { named: true }))).toEqual(['CreditChosen'])
    expect(refusal(story.tries(eve, 'chooseCredit', { named: true }))).toBe('T2: not_yours_to_do')
  })
})

describe('V2, V3: a CVE id that GitHub assigned', () => {
  const github = () => retrospected().happens({ type: 'CveRequested', from: 'github', evidence })
  const step = (story: Story) => stepsOf(story, ben).find(({ id }) => id === 'repository-advisory')

  test('the case stays open until the repository’s advisory is published', () => {
    const story = github().does(ben, 'linkAdvisory', { url: 'https://git.example.org/advisories/1' })
    expect(step(story)).toMatchObject({ mine: true, fields: { evidence: 'https://git.example.org/advisories/1' } })
    expect(stepsOf(story, ada).map(({ id }) => id)).not.toContain('close')
    expect(refused(story.tries(ada, 'closeCase'))).toMatchObject({ code: 'advisory_unpublished', clause: 'V3' })
    story.does(ben, 'noteRepositoryAdvisory', { published: true, evidence })
    expect(step(story)).toBeUndefined()
    expect(story.does(ada, 'closeCase').c.closed?.resolution).toBe('fixed')
  })

  test('or until it is on record why it is not', () => {
    const why = 'The id went to the record of another project.'
    const story = github().does(ben, 'noteRepositoryAdvisory', { published: false, evidence: why })
    expect(story.c.repositoryAdvisory).toMatchObject({ published: false, evidence: why })
    expect(story.does(ada, 'closeCase').c.closed?.resolution).toBe('fixed')
  })

  test('an id from elsewhere waits for nothing of GitHub’s', () => {
    expect(step(retrospected())).toBeUndefined()
    expect(retrospected().does(ada, 'closeCase').c.closed?.resolution).toBe('fixed')
  })
})
