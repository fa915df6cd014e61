import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutgoingMail } from '../../app/ports/index.ts'
import { compose } from './compose.ts'

const message: OutgoingMail = {
  messageId: 'effect-1@tocsin.example.org',
  from: { name: 'Tocsin', address: 'security@example.org' },
  to: ['ann@example.org'],
  subject: 'A case is waiting',
  text: 'Hello\n',
  date: '2026-11-02T10:00:00Z',
  automatic: true,
}

const allowed = new Set([
  'auto-submitted',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
])
const failing = (code: string) => expect.objectContaining({ name: 'MailFailed', code })
const breaks = ['a\r\nBcc: x@example.org', 'a\nb', 'a\rb', 'a\u0000b', 'a\u2028b', 'a\u0085b', 'a\tb']

describe('a message', () => {
  test.each(breaks)('with %j in a header field is not made', async (text) => {
    const unsafe = failing('unsafe_header')
    await expect(compose({ ...message, subject: text })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, from: { ...message.from, name: text } })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, messageId: `${text}@example.org` })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, date: `${message.date}${text}` })).rejects.toEqual(unsafe)
  })

  test.each([
    ...breaks.map((text) => `${text}@example.org`),
    'ann@example.org, ben@example.org',
    'Ann <ann@example.org>',
    'ann@example.org (Ann)',
    'team: ann@example.org;',
    '"a b"@example.org',
    'ann',
    '@example.org',
    'ann@',
    'ann@ben@example.org',
    '',
  ])('to %j is not made', async (address) => {
    const unsafe = failing('unsafe_address')
    await expect(compose({ ...message, to: [address] })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, to: ['ann@example.org', address] })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, replyTo: address })).rejects.toEqual(unsafe)
    await expect(compose({ ...message, from: { name: '', address } })).rejects.toEqual(unsafe)
  })

  test.each(['addr=a;\r\nBcc: x@example.org', 'addr=a;\nx', 'addr=ü', 'addr=a;\r\n \r\n'])(
    'with %j as the key for the answer is not made',
    async (autocrypt) => {
      await expect(compose({ ...message, autocrypt })).rejects.toEqual(failing('unsafe_header'))
    },
  )

  test('that is encrypted goes as PGP/MIME, its text untouched', async () => {
    const text = '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n'
    const { bytes } = await compose({ ...message, text, encrypted: true })
    const wire = new TextDecoder().decode(bytes)
    expect(wire).toMatch(/^Content-Type: multipart\/encrypted; protocol="application\/pgp-encrypted";\s+boundary=/m)
    expect(wire).toContain('Content-Type: application/pgp-encrypted\r\n')
    expect(wire.replaceAll('\r\n', '\n')).toContain(text)
  })

  test('to nobody, or from no day, is not made', async () => {
    await expect(compose({ ...message, to: [] })).rejects.toEqual(failing('unsafe_address'))
    await expect(compose({ ...message, date: 'soon' })).rejects.toEqual(failing('unsafe_header'))
  })

  test('never has a header that its maker did not ask for, and is the same each time', async () => {
    const field = fc.string({ unit: 'binary' })
    await fc.assert(
      fc.asyncProperty(field, field, field, async (subject, name, text) => {
        const made = { ...message, subject, text, from: { name, address: message.from.address } }
        const letter = await compose(made).catch((cause: unknown) => {
          expect(cause).toEqual(failing('unsafe_header'))
        })
        if (letter === undefined) return
        const bytes = Buffer.from(letter.bytes).toString('latin1')
        expect(Buffer.from((await compose(made)).bytes).toString('latin1')).toBe(bytes)
        const head = bytes.slice(0, bytes.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]/g, ' ')
        const names = head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
        expect(new Set(names).size).toBe(names.length)
        expect(names.filter((one) => !allowed.has(one))).toEqual([])
        expect(letter.envelope).toEqual({ from: 'security@example.org', to: ['ann@example.org'] })
      }),
    )
  })
})
