import { describe, expect, test } from 'vitest'
import { announced } from '../../../tests/kit/case.ts'
import { personalFields } from './events.ts'
import { eventVersions, upcast, type Steps } from './upcast.ts'

/** As if `Posted` had once had no room, and before that its text under another name. */
const versions = { ...eventVersions, Posted: 3 }
const steps: Steps = {
  Posted: [
    ({ message, ...rest }) => ({ ...rest, text: message }),
    (data) => ({ ...data, room: 'team', mentions: data['mentions'] ?? [] }),
  ],
}

describe('reading records of older versions', () => {
  test('each step leads to the next version', () => {
    const today = { type: 'Posted', post: 1, text: 'hello', room: 'team', mentions: [] }
    expect(upcast('Posted', 1, { post: 1, message: 'hello' }, versions, steps)).toEqual(today)
    expect(upcast('Posted', 2, { post: 1, text: 'hello' }, versions, steps)).toEqual(today)
    expect(upcast('Posted', 3, { ...today, type: 'Other' }, versions, steps)).toEqual(today)
  })

  test('what is written today is read as it is', () => {
    for (const { event } of announced().records) {
      const { type, ...data } = event
      expect(upcast(type, eventVersions[type], data)).toEqual(event)
    }
  })

  test('an advisory of before there was a timeline has an empty one', () => {
    const document = { title: 'anchor' }
    expect(upcast('AdvisoryRevised', 1, { revision: 1, document, note: '' })).toEqual({
      type: 'AdvisoryRevised',
      revision: 1,
      document: { title: 'anchor', timeline: [] },
      note: '',
    })
  })

  test.each([
    ['unknown_type', 'Vanished', 1],
    ['unknown_type', 'toString', 1],
    ['unknown_version', 'Posted', 4],
    ['unknown_version', 'Posted', 0],
    ['unknown_version', 'Posted', 1.5],
    ['unknown_version', 'CaseClosed', 2],
  ])('%s: %s in version %d is not guessed at', (code, type, version) => {
    expect(() => upcast(type, version, {}, versions, steps)).toThrow(
      expect.objectContaining({ name: 'UnreadableEvent', code }),
    )
  })

  test('a version without its step is a fault, not a guess', () => {
    expect(() => upcast('Posted', 1, {}, versions, {})).toThrow(expect.objectContaining({ code: 'unknown_version' }))
  })

  test('every type that there is has a version', () => {
    expect(Object.keys(eventVersions).sort()).toEqual(Object.keys(personalFields).sort())
  })
})
