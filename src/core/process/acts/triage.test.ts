import { describe, expect, test } from 'vitest'
import { ada, agreed, ben, evidence, rey, report, sigstore, taken, types } from '../../../../tests/kit/case.ts'
import { stepsOf } from '../../../../tests/kit/robot.ts'
import { deadlines } from '../deadlines.ts'
import { figures } from '../figures.ts'
import { phaseOf } from '../phase.ts'
import { promised } from '../promised.ts'

test('C2: duties that the policy does not list are nobody’s: nothing reminds of them, and no step asks for them', () => {
  const { committee } = sigstore
  const list = committee.duties.list.filter(({ id }) => id === 'triage' || id === 'release')
  const policy = { ...sigstore, committee: { ...committee, duties: { ...committee.duties, list } } }
  const story = report({ policy })
  const step = () => stepsOf(story, ada).find(({ id }) => id === 'duties')
  expect(story.later('P1D').passes()).toContainEqual({ type: 'DutyReminded', duties: ['triage', 'release'], nth: 1 })
  story.does(ada, 'assignDuty', { duty: 'triage', to: ada })
  expect(step()?.fields).toEqual({ duty: 'release' })
  story.does(ada, 'assignDuty', { duty: 'release', to: ben })
  expect(step()).toBeUndefined()
  expect(story.later('P3D').passes()).not.toContainEqual(expect.objectContaining({ type: 'DutyReminded' }))
})

describe('C2: the four duties', () => {
  test('a duty is handed over in one act, on record with who held it before', () => {
    const story = report().does(ada, 'assignDuty', { duty: 'triage', to: ada })
    expect(story.tries(ben, 'assignDuty', { duty: 'triage', to: ben, note: 'on leave' })).toEqual([
      { type: 'DutyAssigned', duty: 'triage', to: ben, from: ada, note: 'on leave' },
    ])
  })

  test('a duty is put down by giving it to nobody', () => {
    const story = report().does(ada, 'assignDuty', { duty: 'infra', to: ada })
    expect(story.c.duties).toEqual({ infra: ada })
    expect(story.does(ada, 'assignDuty', { duty: 'infra', to: '' }).c.duties).toEqual({})
  })

  test('the committee is reminded of duties nobody holds, once a day, until they are held', () => {
    const story = report()
    expect(story.passes()).toEqual([])
    expect(story.later('P1D').passes()).toContainEqual({
      type: 'DutyReminded',
      duties: ['triage', 'infra', 'disclosure', 'release'],
      nth: 1,
    })
    expect(story.passes()).toEqual([])
    for (const duty of ['triage', 'infra', 'disclosure', 'release']) story.does(ada, 'assignDuty', { duty, to: ada })
    expect(story.later('P1D').passes()).not.toContainEqual(expect.objectContaining({ type: 'DutyReminded' }))
  })
})

test('of duties on a case that was put off nobody is reminded, nor is anything promised', () => {
  const story = report()
  const words = () => promised(story.c, deadlines(story.c, story.policy, story.now))
  expect(words().length).toBeGreaterThan(0)
  expect(words().map(({ due }) => due)).toEqual(
    words()
      .map(({ due }) => due)
      .toSorted(),
  )
  story.does(ada, 'deferCase', { reason: 'after the freeze' }).later('P3D')
  expect(story.passes()).not.toContainEqual(expect.objectContaining({ type: 'DutyReminded' }))
  expect(words()).toEqual([])
})

describe('C2: triage', () => {
  test('both verdicts are on record, with how', () => {
    const { c } = report()
      .does(ada, 'assessReplication', { replicated: 'partly', how: 'only on v1' })
      .does(ada, 'assessOrigin', { origin: 'both', note: 'in the parser' })
    expect(c.replication).toMatchObject({ replicated: 'partly', how: 'only on v1', by: ada })
    expect(c.origin).toMatchObject({ origin: 'both', note: 'in the parser', by: ada })
  })

  test('accepting finds the report valid first', () => {
    expect(types(report().tries(ada, 'acceptReport'))).toEqual(['ReportValidated', 'ReportAccepted'])
  })

  test('one act closes with a fair answer that the reporter reads', () => {
    const story = report().does(ada, 'rejectReport', { reason: 'That is how it is meant to work.', tell: 'on' })
    expect(story.c.setAside).toMatchObject({ as: 'invalid' })
    expect(story.c.posts).toMatchObject([{ room: 'everyone', text: 'That is how it is meant to work.' }])
    expect(story.c.acknowledged).not.toBeNull()
    expect(story.does(ada, 'closeCase').c.closed?.resolution).toBe('invalid')
  })

  test('a duplicate is valid, then deferred, never invalid (Vultron)', () => {
    const story = report()
    expect(types(story.tries(ada, 'markDuplicate', { of: 'CVE-2026-1000', reason: 'same bug' }))).toEqual([
      'ReportValidated',
      'MarkedDuplicate',
    ])
    story.does(ada, 'markDuplicate', { of: 'CVE-2026-1000', reason: 'same bug' })
    expect(story.c.shadow.rm).toBe('D')
    expect(story.does(ada, 'closeCase').c.closed?.resolution).toBe('duplicate')
  })

  test('what was called invalid can turn out valid', () => {
    const story = report().does(ada, 'rejectReport', { reason: 'no' })
    expect(story.copy().does(ada, 'acceptReport').c.accepted).not.toBeNull()
    expect(story.copy().does(ada, 'markDuplicate', { of: 'c-x', reason: 'same' }).c.setAside?.as).toBe('duplicate')
    const resumed = story.does(ada, 'resumeCase', { reason: 'new evidence' })
    expect(resumed.c).toMatchObject({ setAside: null, accepted: null })
    expect(phaseOf(resumed.c)).toBe('triage')
  })
})

describe('setting aside and taking up again', () => {
  test('deadlines of a case put off are moot, nobody is reminded, and the dates stay where they were', () => {
    const story = taken()
    const { due } = story.deadline('fix-team')
    story.does(ada, 'deferCase', { reason: 'no hands' })
    expect(phaseOf(story.c)).toBe('set-aside')
    expect(story.deadline('fix-team')).toMatchObject({ due, state: 'moot' })
    expect(story.later('P3D').passes()).toEqual([])
    story.does(ada, 'resumeCase', { reason: 'hands again' })
    expect(story.deadline('fix-team')).toMatchObject({ due, state: 'late' })
  })

  test('its embargo goes on: setting aside does not end it', () => {
    const story = taken().does(ada, 'deferCase', { reason: 'no hands' })
    expect(story.deadline('embargo').state).toBe('open')
  })

  test('the figures of a case put off run on; those of an invalid one rest', () => {
    const story = taken().does(ada, 'deferCase', { reason: 'no hands' }).later('P10D')
    expect(figures(story.c, story.now).running.toFixedRelease).toBe(true)
    const invalid = report().later('PT1H').does(ada, 'rejectReport', { reason: 'no' }).later('P10D')
    const rest = { toFixedRelease: 3600, exposure: 0, running: { toFixedRelease: false, exposure: false } }
    expect(figures(invalid.c, invalid.now)).toEqual(rest)
    expect(figures(invalid.does(ada, 'closeCase').c, invalid.now)).toEqual(rest)
  })

  test('a case can be put off on the release day still, but not once users can install the fix', () => {
    expect(agreed().does(ada, 'deferCase', { reason: 'the fix is wrong' }).c.setAside?.as).toBe('deferred')
  })

  test('the reporter can withdraw before the committee takes the report on; it may still go on', () => {
    const story = report().does(rey, 'withdrawReport', { reason: 'my mistake' })
    expect(story.c).toMatchObject({ setAside: { as: 'withdrawn' }, shadow: { rm: 'I' } })
    expect(story.copy().does(ada, 'closeCase').c.closed?.resolution).toBe('withdrawn')
    expect(story.does(ada, 'acceptReport').c.setAside).toBeNull()
  })

  test('a report found valid before it was withdrawn rests as deferred', () => {
    const story = report().does(ada, 'rejectReport', { reason: 'no' }).does(ada, 'resumeCase', { reason: 'or is it' })
    expect(story.does(rey, 'withdrawReport', { reason: 'tired' }).c.shadow.rm).toBe('D')
  })
})

test('credit is everyone’s own choice, and until then nobody is named', () => {
  const story = taken()
  expect(story.c.credits).toEqual({})
  story.does(rey, 'chooseCredit', { named: true }).does(ada, 'chooseCredit', { named: false })
  expect(story.c.credits).toEqual({
    [rey]: { named: true, as: 'Rey Example' },
    [ada]: { named: false, as: 'Ada Example' },
  })
})

test('upstream’s date no longer counts when the code turns out to be ours alone', () => {
  const story = taken().does(ada, 'assessOrigin', { origin: 'upstream' }).does(ada, 'noteUpstream', {
    project: 'lib',
    contact: 'sec@lib.example.org',
    date: '2026-04-20T12:00Z',
    reason: evidence,
  })
  expect(story.deadline('release').due).toBe('2026-04-20T12:00:00Z')
  story.does(ada, 'assessOrigin', { origin: 'ours' })
  expect(story.c.upstream).toBeNull()
  expect(story.deadline('release').due).toBe('2026-03-23T09:00:00Z')
})
