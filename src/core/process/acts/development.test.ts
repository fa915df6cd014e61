import { describe, expect, test } from 'vitest'
import {
  ada,
  announced,
  ben,
  evidence,
  first,
  fixed,
  max,
  policyNamed,
  refusal,
  report,
  rey,
  second,
  teamed,
  the,
  types,
  vectors,
  whole,
  zed,
} from '../../../../tests/kit/case.ts'
import { gapsBeforeMerge } from '../gaps.ts'

describe('V1: severity', () => {
  test('anyone on the case proposes; the committee decides', () => {
    const story = teamed().does(max, 'proposeSeverity', { vector: vectors.high, note: 'reachable from outside' })
    expect(story.c.proposals).toMatchObject([{ by: max, score: 7.5, class: 'high', version: '3.1' }])
    story.does(ada, 'decideSeverity', { vector: vectors.high })
    expect(story.c.severity).toMatchObject({ vector: vectors.high, score: 7.5, class: 'high', by: ada })
  })

  test('the class may differ from the score, with a reason', () => {
    const story = teamed().does(ada, 'decideSeverity', {
      vector: vectors.high,
      class: 'critical',
      reason: 'every user',
    })
    expect(story.c.severity).toMatchObject({ score: 7.5, class: 'critical', reason: 'every user' })
  })

  test('a class by judgement alone has no score', () => {
    expect(teamed().does(ada, 'decideSeverity', { class: 'low', reason: 'unused' }).c.severity).toMatchObject({
      vector: null,
      score: null,
    })
  })
})

test('V2: a CVE is requested, and its id comes back to the case', () => {
  const story = teamed().does(ben, 'requestCve', { from: 'mitre', evidence })
  expect(story.c.cve).toMatchObject({ requested: { from: 'mitre', by: ben }, id: null })
  expect(story.does(ben, 'recordCve', { id: ' cve-2026-12345 ', evidence }).c.cve.id).toBe('CVE-2026-12345')
})

describe('V3, V4: the advisory', () => {
  test('revisions follow one another; members and fix team write them', () => {
    const story = teamed()
      .does(ben, 'reviseAdvisory', { basedOn: 0, document: { title: 'First words' } })
      .does(max, 'reviseAdvisory', { basedOn: '1', document: whole, note: 'all of it' })
    expect(story.c.advisory).toMatchObject([
      { revision: 1, by: ben },
      { revision: 2, by: max, note: 'all of it' },
    ])
  })

  test('what is public is changed by the committee alone', () => {
    const story = announced()
    const { revision = 0, document = whole } = story.c.advisory.at(-1) ?? {}
    const changed = { basedOn: revision, document: { ...document, mitigations: 'Turn the cache off.' } }
    expect(refusal(story.tries(max, 'reviseAdvisory', changed))).toBe('R5: advisory_is_public')
    expect(story.does(ben, 'reviseAdvisory', changed).c.advisory.at(-1)?.revision).toBe(revision + 1)
    story.does(max, 'commentOnAdvisory', { revision, part: 'mitigations', text: 'The cache matters, too.' })
  })

  test('a comment stands beside the revision it speaks of, for one room, and tells whom it mentions', () => {
    const story = teamed()
      .does(ben, 'reviseAdvisory', { basedOn: 0, document: whole })
      .does(max, 'commentOnAdvisory', { revision: 1, part: 'summary', text: `too long, @${ben} @${rey}?` })
      .does(ada, 'commentOnAdvisory', { revision: '1', room: 'everyone', text: `please read it, @${rey}` })
    expect(story.c.advisoryComments).toMatchObject([
      { comment: 1, revision: 1, part: 'summary', room: 'team', by: max, mentions: [ben] },
      { comment: 2, revision: 1, part: 'whole', room: 'everyone', by: ada, mentions: [rey] },
    ])
    expect(story.c.advisory).toHaveLength(1)
  })

  test('the repository’s own advisory is linked', () => {
    expect(teamed().does(ben, 'linkAdvisory', { url: 'https://git.example.org/advisory' }).c.advisoryUrl).toBe(
      'https://git.example.org/advisory',
    )
  })
})

test('V5: the private workspace is linked by committee or fix team', () => {
  expect(teamed().does(max, 'linkWorkspace', { url: 'https://git.example.org/p' }).c.workspace).toMatchObject({
    by: max,
  })
})

describe('V6: one thread per case', () => {
  test('the first answer in the reporter’s room acknowledges the report; the team’s room does not', () => {
    const story = report()
      .does(ada, 'post', { room: 'team', text: 'looks bad' })
      .does(rey, 'post', { room: 'everyone', text: 'hello?' })
    expect(story.c.acknowledged).toBeNull()
    expect(story.does(ada, 'post', { room: 'everyone', text: 'we have it' }).c.acknowledged).toMatchObject({ by: ada })
  })

  test('a mention tells only people who can read it', () => {
    const text = `@${max} @${zed} @${ada} @${rey} @${max} look`
    const team = the('Posted', teamed().tries(ada, 'post', { room: 'team', text }))
    expect(team.mentions).toEqual([max, ada])
    const everyone = the('Posted', teamed().tries(ada, 'post', { room: 'everyone', text }))
    expect(everyone.mentions).toEqual([max, ada, rey])
  })
})

describe('V7, R2: complete and approved', () => {
  test('the fix team says that the fix is complete, at one commit, naming names', () => {
    const story = teamed().does(max, 'completeFix', { commit: first.toUpperCase(), note: `done @${ben}` })
    expect(story.c).toMatchObject({ head: first, fixComplete: { commit: first, by: max }, fixNoted: { kind: 'fix' } })
    expect(story.records.at(-1)?.event).toMatchObject({ mentions: [ben] })
    expect(story.c.shadow.cs).toBe('VFdpxa')
  })

  test('a push voids approvals, and the fix team’s word', () => {
    const story = fixed()
    const clauses = () => gapsBeforeMerge(story.c, story.policy, story.now).map(({ clause }) => clause)
    expect(clauses()).toEqual(['V8'])
    story.does(max, 'notePush', { commit: second })
    expect(clauses()).toEqual(['V7', 'R2', 'V8'])
    story.does(max, 'completeFix', { commit: second }).does(max, 'approveFix', { commit: second, evidence })
    expect(clauses()).toEqual(['V8'])
    expect(story.c.shadow.cs).toBe('VFdpxa')
  })

  test('a mitigation opens the plan (R1); the fix that follows does not move that', () => {
    const story = teamed().does(max, 'noteFix', { kind: 'mitigation', evidence })
    const { fixNoted } = story.c
    expect(types(story.later('P1D').tries(max, 'noteFix', { kind: 'fix', evidence }))).toEqual(['FixNoted'])
    expect(story.does(max, 'completeFix', { commit: first }).c.fixNoted).toEqual({ ...fixNoted, kind: 'fix' })
  })
})

test('a policy may do without CVSS: labels only (curl)', () => {
  const sigstore = policyNamed('sigstore')
  const { development } = sigstore
  const policy = { ...sigstore, development: { ...development, severity: { ...development.severity, versions: [] } } }
  const story = teamed({ policy })
  expect(story.tries(max, 'proposeSeverity', { vector: vectors.high })).toMatchObject({ code: 'version_not_used' })
  expect(story.tries(max, 'proposeSeverity', {})).toMatchObject({ code: 'no_severity' })
  expect(story.tries(max, 'proposeSeverity', { class: 'low' })).toMatchObject({ code: 'reason_needed' })
  story.does(max, 'proposeSeverity', { class: 'low', note: 'hard to reach' })
  expect(story.c.proposals).toMatchObject([{ by: max, vector: null, version: null, score: null, class: 'low' }])
  expect(story.tries(ada, 'decideSeverity', { vector: vectors.high })).toMatchObject({ code: 'version_not_used' })
  expect(types(story.tries(ada, 'decideSeverity', { class: 'high', reason: 'judgement' }))).toEqual(['SeverityDecided'])
})
