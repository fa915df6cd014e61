import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textProblem } from '../kernel/index.ts'
import {
  apart,
  cleanLine,
  cleanText,
  isOurs,
  placeOfTag,
  replyAddress,
  reportIn,
  sortOf,
  tagsIn,
  type Message,
  type ReplyPlace,
} from './index.ts'

const message = (more: Partial<Message> = {}, headers: Readonly<Record<string, string>> = {}): Message => ({
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  from: { name: 'Rey', address: 'rey@example.net' },
  to: ['security@example.org'],
  subject: 'It breaks',
  messageId: 'one@example.net',
  answers: [],
  date: null,
  text: 'words',
  media: 'text/plain',
  ...more,
})
const own = { host: 'example.org', address: 'security@example.org' }
const unknown = { from: null, to: [] }

describe('sorting', () => {
  test.each([
    ['person', {}, {}],
    ['person', {}, { 'auto-submitted': 'no' }],
    ['person', {}, { 'auto-submitted': ' No; owner=rey' }],
    ['person', {}, { precedence: 'list', 'list-id': 'security.example.org' }],
    // Exchange puts this into people's mail: it asks others for silence.
    ['person', {}, { 'x-auto-response-suppress': 'DR, RN, NRN, OOF, AutoReply' }],
    ['automatic', {}, { 'auto-submitted': 'auto-replied' }],
    ['automatic', {}, { 'auto-submitted': 'auto-generated (vacation)' }],
    ['automatic', {}, { precedence: 'junk' }],
    ['person', {}, { precedence: 'bulk', 'list-id': 'security.example.org' }],
    ['person', {}, { 'x-auto-response-suppress': 'All' }],
    ['automatic', {}, { 'x-autoreply': 'yes' }],
    ['bounce', { media: 'multipart/report' }, {}],
    ['bounce', {}, { 'return-path': '<>' }],
    ['bounce', { from: { name: '', address: 'MAILER-DAEMON@mx.example.net' } }, {}],
    // Debian's lists mark what people write.
    ['person', {}, { 'x-loop': 'list@example.org' }],
    ['loop', { messageId: 'o-123456789abc@example.org', from: { name: '', address: 'security@example.org' } }, {}],
    ['person', { messageId: 'abc@example.org', from: { name: '', address: 'security@example.org' } }, {}],
  ] as const)('%s: %j %j', (sort, more, headers) => {
    expect(sortOf(message(more, headers), unknown, own)).toBe(sort)
  })

  test('the null sender of the envelope counts before what the message says', () => {
    expect(sortOf(message(), { from: '', to: [] }, own)).toBe('bounce')
    expect(sortOf(message({}, { 'return-path': '<>' }), { from: 'rey@example.net', to: [] }, own)).toBe('person')
  })

  test('very many hops are a loop', () => {
    const hops = Array.from({ length: 101 }, () => ({ name: 'received', value: 'from here' }))
    expect(sortOf({ ...message(), headers: hops }, unknown, own)).toBe('loop')
  })

  test('a Message-ID is ours by its form, not by its host', () => {
    expect(isOurs('o-123456789abc@EXAMPLE.org', 'example.org')).toBe(true)
    expect(isOurs('announcement.r-1.2@example.org', 'example.org')).toBe(true)
    expect(isOurs('o-123456789abc@example.net', 'example.org')).toBe(false)
    expect(isOurs('ben.20261122@example.org', 'example.org')).toBe(false)
  })
})

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const id = fc.array(fc.constantFrom(...letters), { minLength: 12, maxLength: 12 }).map((all) => all.join(''))
const places: fc.Arbitrary<ReplyPlace> = fc.record({
  case: id.map((text) => `c-${text}` as const),
  person: id.map((text) => `p-${text}` as const),
  room: fc.constantFrom('everyone', 'team'),
})
/** Enough for a law: another text gives another hash. */
const keyed = (text: string) => {
  let hash = 7
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return hash.toString(16).padStart(8, '0').repeat(8)
}

describe('an address for answers', () => {
  test('leads back to its place, however a server spells it, and fits RFC 5321', () => {
    fc.assert(
      fc.property(places, (place) => {
        const address = replyAddress('security@example.org', place, keyed) ?? ''
        expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64)
        for (const spelled of [address, address.toUpperCase(), ` ${address} `]) {
          expect(
            tagsIn(['x@example.org', spelled], 'Security@example.org').map((tag) => placeOfTag(tag, keyed)),
          ).toEqual([place])
        }
      }),
    )
  })

  test('with one letter changed leads nowhere', () => {
    fc.assert(
      fc.property(places, fc.nat(44), fc.constantFrom(...letters), (place, at, letter) => {
        const [tag = ''] = tagsIn([replyAddress('a@example.org', place, keyed) ?? ''], 'a@example.org')
        const changed = tag.slice(0, at) + letter + tag.slice(at + 1)
        expect(placeOfTag(changed, keyed)).toEqual(changed === tag ? place : undefined)
      }),
    )
  })

  test('is none where the committee’s own leaves no room', () => {
    const place = { case: 'c-000000000000', person: 'p-000000000000', room: 'team' } as const
    expect(replyAddress(`${'s'.repeat(19)}@example.org`, place, keyed)).toBeUndefined()
    expect(replyAddress(`${'s'.repeat(18)}@example.org`, place, keyed)).toBeDefined()
  })

  test.each(['security@example.org', 'security+@example.org', 'other+x@example.org', 'security+x@example.net', ''])(
    '%s has no tag',
    (address) => expect(tagsIn([address], 'security@example.org')).toEqual([]),
  )
})

describe('text from strangers', () => {
  test('is clean by the product’s own rule, whatever came, and no longer than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 200 }), (given, max) => {
        const { text } = cleanText(given, max)
        expect(textProblem(text, 'many')).toBeUndefined()
        expect(text.length).toBeLessThanOrEqual(max)
        expect(textProblem(cleanLine(given, max), 'one')).toBeUndefined()
        expect(cleanLine(given, max).length).toBeLessThanOrEqual(max)
      }),
    )
  })

  test('is nothing where the part that is kept shows nothing, whatever stands behind it', () => {
    expect(cleanLine(`${'\u200b'.repeat(200)}words`, 200)).toBe('')
    expect(cleanText(`${'\u2060'.repeat(10)}words`, 10)).toEqual({ text: '', cut: true })
  })

  test('comes with no more marks on a letter than the product’s own fields take', () => {
    const marks = '\u0301'.repeat(9)
    for (const between of ['', '\u0000', '\u200d', '\u202e']) {
      const { text } = cleanText(`Z${marks}${between}${marks}${between}${marks}y`, 1000)
      expect(textProblem(text, 'many')).toBeUndefined()
      expect(text).toMatch(/^Z\u0301.*y$/u)
    }
  })

  test('that is a report already comes through as it is', () => {
    const text = 'Steps:\n\n\t1. pull\n\t2. cut – naïve, 日本語'
    expect(cleanText(text, 1000)).toEqual({ text, cut: false })
    expect(cleanText('abc', 2)).toEqual({ text: 'ab', cut: true })
  })

  test('cannot end a header or turn the reading around', () => {
    expect(cleanLine('one\r\nBcc: x@example.org\u202e', 100)).toBe('one Bcc: x@example.org')
  })
})

describe('a report', () => {
  test('says where its words end, and what its reader has to know', () => {
    const report = reportIn(message({ text: 'long '.repeat(10_000), from: { name: 'R', address: 'ü@x' } }), [
      'A remark',
    ])
    expect(report).toMatchObject({ email: '', cut: true, title: 'It breaks' })
    expect(report.impact.length).toBeLessThanOrEqual(20_000)
    expect(report.impact).toMatch(/message\.eml\.\]\n\n\[A remark\]\n\[Its sender cannot be written to: ü@x\]$/)
  })

  test('has a title and says something, even when the mail does not', () => {
    expect(reportIn(message({ subject: ' \u0000 ', text: '', from: null }), [])).toMatchObject({
      title: 'A mail without a subject',
      impact: '[The message has no text.]',
      name: '',
    })
    expect(reportIn(message({ subject: '...' }), []).title).toBe('A mail without a subject')
    expect(reportIn(message({ subject: '\u200b \u2060', text: '\u200b\n' }), [])).toMatchObject({
      title: 'A mail without a subject',
      impact: '[The message has no text.]',
    })
  })
})

describe('an answer and what it quotes', () => {
  test.each([
    ['plain words', 'plain words', ''],
    ['Yes.\n\nOn Mon, Ann wrote:\n> may we?\n> really?', 'Yes.', 'On Mon, Ann wrote:\n> may we?\n> really?'],
    [
      'Yes.\n\nAm Montag, den 2. November\nschrieb Ann:\n\n> dürfen wir?\n\n',
      'Yes.',
      'Am Montag, den 2. November\nschrieb Ann:\n\n> dürfen wir?',
    ],
    ['Yes.\n-----Original Message-----\nFrom: Ann\nmay we?', 'Yes.', '-----Original Message-----\nFrom: Ann\nmay we?'],
    ['> may we?\nYes.\n> really?\nReally.', '> may we?\nYes.\n> really?\nReally.', ''],
    ['> look at this', '> look at this', ''],
    ['', '', ''],
  ])('%j', (text, own_, quoted) => {
    expect(apart(text)).toEqual({ own: own_, quoted })
  })

  test('lose nothing', () => {
    const line = fc.constantFrom('', 'words', '> quoted', 'On Monday Ann wrote:', '___________________________', ' ')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n')
        const { own: said, quoted } = apart(text)
        const bare = (of: string) => of.replace(/\s+/g, '')
        expect(bare(said) + bare(quoted)).toBe(bare(text))
      }),
    )
  })
})
