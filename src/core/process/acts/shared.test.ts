import { expect, test } from 'vitest'
import {
  ben,
  cate,
  evidence,
  first,
  max,
  merge,
  refusal,
  release,
  teamed,
  vectors,
  whole,
  type Story,
} from '../../../../tests/kit/case.ts'
import { actNamed, caseActNames, type CaseActName } from './index.ts'

const shared = 'r-zzzzzzzzzzzz'

/** A case whose fix is ready, agreed for the same hour, in the shared release. */
function ready(id: 'c-aaaaaaaaaaaa' | 'c-bbbbbbbbbbbb', cve: string): Story {
  const story = teamed({ case: id })
    .does(ben, 'decideSeverity', { vector: vectors.high })
    .does(ben, 'recordCve', { id: cve, evidence })
    .does(ben, 'reviseAdvisory', { basedOn: 0, document: whole })
    .does(max, 'completeFix', { commit: first })
    .does(max, 'approveFix', { commit: first, evidence })
    .does(ben, 'proposeRelease', { announcement: '2026-03-10T16:00:00Z' })
    .does(max, 'agreeRelease')
    .does(cate, 'planMessage', { audience: 'users', channel: 'the list', message: 'x', when: '2026-03-10T16:00Z' })
    .does(cate, 'adoptPlan')
  return story.does(ben, 'joinRelease', { ...release, release: shared }).at('2026-03-10T14:00:00Z')
}

/** A shared act, carried out on both as the product does: decided on each, from what both were before. */
function both(cases: readonly Story[], act: CaseActName, fields: object = {}): void {
  const answers = cases.map((one) => one.tries(ben, act, fields))
  cases.forEach((one, index) => {
    const answer = answers[index] ?? []
    if ('refused' in answer) throw new Error(`${act}: ${answer.code}`)
    one.happens(...answer)
  })
}

function pair(): [Story, Story] {
  const [one, other] = [ready('c-aaaaaaaaaaaa', 'CVE-2026-1111'), ready('c-bbbbbbbbbbbb', 'CVE-2026-2222')]
  return [one.with(other), other.with(one)]
}

test('one release announces several cases in one text, under one draft number', () => {
  const cases = pair()
  both(cases, 'draftAnnouncement')
  both(cases, 'draftAnnouncement')
  for (const { c } of cases) expect(c.announcement).toMatchObject({ drafts: 2 })
  expect(cases[0].c.announcement?.body).toContain('CVE-2026-1111')
  expect(cases[0].c.announcement?.body).toContain('CVE-2026-2222')
})

test('a case that joins late catches up with the merge, the artefacts and their checks', () => {
  const [early, late] = pair()
  early.with()
  early.does(ben, 'recordMerge', merge).does(ben, 'listArtefact', { name: 'one', url: 'https://example.org/1' })
  early.does(ben, 'listArtefact', { name: 'two', url: 'https://example.org/2' })
  for (const artefact of [1, 2]) {
    for (const check of ['listed', 'signature', 'fetched', 'ran']) {
      early.does(ben, 'checkArtefact', { artefact, check, passed: true, evidence })
    }
  }
  const done = early.c.version
  const cases = [early.with(late), late] as const
  both(cases, 'recordMerge', merge)
  both(cases, 'listArtefact', { name: 'two', url: 'https://example.org/2' })
  both(cases, 'listArtefact', { name: 'one', url: 'https://example.org/1' })
  expect(late.c.artefacts.map(({ artefact, url }) => [artefact, url])).toEqual([
    [2, 'https://example.org/2'],
    [1, 'https://example.org/1'],
  ])
  for (const artefact of [2, 1]) {
    for (const check of ['listed', 'signature', 'fetched', 'ran']) {
      both(cases, 'checkArtefact', { artefact, check, passed: true, evidence })
    }
  }
  expect(late.c.fixReleased).not.toBeNull()
  expect(early.c.version).toBe(done)
  expect(refusal(early.tries(ben, 'recordMerge', merge))).toBe('R3: merged_already')
})

test('the acts of a whole release are those that name it shared', () => {
  expect(caseActNames.filter((name) => actNamed(name).shared)).toEqual([
    'recordMerge',
    'listArtefact',
    'checkArtefact',
    'draftAnnouncement',
    'sendAnnouncement',
    'settleAnnouncement',
    'recordListLink',
    'recordChatPost',
  ])
})
