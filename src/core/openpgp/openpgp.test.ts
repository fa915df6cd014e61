import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  autocryptHeader,
  autocryptKey,
  contentTypeOf,
  decodedBody,
  directoryPlace,
  entityOf,
  fieldOf,
  fromAddressOf,
  inlineIn,
  joined,
  latin1,
  letterEntity,
  partsOf,
  withCrLf,
} from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (of: Uint8Array) => new TextDecoder().decode(of)

describe('an entity', () => {
  it('is a header, unfolded, and a body that stays as it is', () => {
    const entity = entityOf(bytes('Subject: one\r\n two\r\nX: y\r\n\r\nbody\r\n\r\nmore'))
    expect(fieldOf(entity, 'subject')).toBe('one two')
    expect(text(entity.body)).toBe('body\r\n\r\nmore')
    expect(text(entity.fields[0]?.lines ?? bytes(''))).toBe('Subject: one\r\n two\r\n')
  })

  it('loses no byte, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
        const { fields, body } = entityOf(random)
        const header = joined(fields.map(({ lines }) => lines))
        const between = random.length - header.length - body.length
        expect([0, 1, 2]).toContain(between)
        expect(random.subarray(0, header.length)).toEqual(header)
        expect(random.subarray(random.length - body.length)).toEqual(body)
      }),
    )
  })

  it.each([
    ['multipart/signed; micalg=pgp-sha512; boundary="a \\"b"', 'multipart/signed', 'a "b'],
    ['Multipart/Mixed; Boundary=abc; boundary=second', 'multipart/mixed', 'abc'],
    ['nonsense', 'text/plain', undefined],
  ])('says what it is: %s', (value, type, boundary) => {
    const found = contentTypeOf(entityOf(bytes(`Content-Type: ${value}\n\n`)))
    expect([found.type, found.parameters['boundary']]).toEqual([type, boundary])
  })
})

describe('parts', () => {
  const of = (body: string, boundary = 'b') => partsOf(entityOf(bytes(`\n${body}`)), boundary).map(text)

  it.each([
    ['--b\r\none\r\n--b\r\ntwo\r\n\r\n--b--\r\nafter', ['one', 'two\r\n']],
    ['before\n--b  \none\n--b--', ['one']],
    ['--b\none\n--bb\n--b', ['one\n--bb', '']],
    ['--b\n--b--', ['']],
    ['no delimiter', []],
  ])('%j', (body, parts) => expect(of(body)).toEqual(parts))

  it('are what was joined', () => {
    const part = fc.string({ unit: 'binary-ascii' }).filter((one) => !one.includes('--b'))
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const body = `preamble\r\n--b\r\n${parts.join('\r\n--b\r\n')}\r\n--b--\r\n`
        // A part that ends with a carriage return leaves it to the line end that follows: those stand as they are.
        expect(of(body)).toEqual(parts)
      }),
    )
  })
})

describe('transfer encodings', () => {
  const body = (encoding: string, encoded: string) =>
    text(decodedBody(entityOf(bytes(`Content-Transfer-Encoding: ${encoding}\n\n${encoded}`))))

  it.each([
    ['quoted-printable', 'a=3Db=\r\nc  \r\nd =\n=C3=BC=XY', 'a=bc\r\nd ü=XY'],
    ['base64', 'YW\nJj*ZA==', 'abcd'],
    ['base64', 'YWJjZ', 'abc'],
    ['8bit', '=41', '=41'],
  ])('%s %j', (encoding, encoded, plain) => expect(body(encoding, encoded)).toBe(plain))

  it('a line of any length costs time in proportion', () => {
    const long = `Content-Transfer-Encoding: quoted-printable\n\n${' '.repeat(2_000_000)}x`
    expect(decodedBody(entityOf(bytes(long))).length).toBe(2_000_001)
  })
})

describe('OpenPGP in a text', () => {
  it('is found with what stands beside it', () => {
    const armored = '-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----'
    const found = inlineIn(bytes(`before\n${armored}\nafter`))
    expect(found).toMatchObject({ kind: 'message', armored, start: 7, end: 7 + armored.length + 1 })
    expect(inlineIn(bytes(`> ${armored}`))).toBeUndefined()
    expect(inlineIn(bytes('-----BEGIN PGP MESSAGE-----\n'))).toBeUndefined()
  })

  it('signed: the text as it was signed, and as it reads', () => {
    const signed = [
      '-----BEGIN PGP SIGNED MESSAGE-----',
      'Hash: SHA512',
      '',
      '- -- list \t',
      '',
      'end',
      '-----BEGIN PGP SIGNATURE-----',
      'abc',
      '-----END PGP SIGNATURE-----',
    ].join('\n')
    const found = inlineIn(bytes(signed))
    if (found?.kind !== 'signed') throw new Error('not found')
    expect(text(found.signed)).toBe('-- list\r\n\r\nend')
    expect(text(found.text)).toBe('-- list \t\n\nend\n')
  })
})

it('line ends become CR LF once', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\r', '\n', 'a') }), (lines) => {
      const once = withCrLf(bytes(lines))
      expect(latin1(once)).toBe(lines.replaceAll(/(?<!\r)\n/g, '\r\n'))
      expect(withCrLf(once)).toBe(once)
    }),
  )
})

describe('a Web Key Directory', () => {
  const sha1 = (local: string) => createHash('sha1').update(local).digest('hex')

  it('names an address as the draft’s own example does', () => {
    const place = { domain: 'example.org', name: 'iy9q119eutrkn8s1mk4r39qejnbu3n5q' }
    expect(directoryPlace(sha1, 'Joe.Doe@Example.ORG')).toEqual(place)
    expect(directoryPlace(sha1, 'joe.doe@example.org')).toEqual(place)
  })
})

describe('a key in a header', () => {
  it('is read back, if it is the only one and its owner’s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), (key) => {
        const header = `Autocrypt: ${autocryptHeader('ann@example.org', key)}\r\n`
        const entity = (more = '') => entityOf(bytes(`From: Ann <ann@example.org>\r\n${header}${more}\r\n\r\n`))
        expect(autocryptKey(entity(), 'Ann@example.org')).toEqual(key)
        expect(autocryptKey(entity(), 'eve@example.org')).toBeUndefined()
        expect(autocryptKey(entity(header), 'ann@example.org')).toBeUndefined()
        expect(header.split('\r\n').every((line) => line.length <= 76)).toBe(true)
      }),
    )
  })

  it.each([
    ['addr=ann@example.org; critical=1; keydata=YWJj', undefined],
    ['addr=ann@example.org; _other=1; prefer-encrypt=mutual; keydata=YW Jj', 'abc'],
    ['addr=ann@example.org; keydata=', undefined],
    ['keydata=YWJj', undefined],
  ])('%s', (value, key) => {
    const found = autocryptKey(entityOf(bytes(`Autocrypt: ${value}\n\n`)), 'ann@example.org')
    expect(found && text(found)).toEqual(key)
  })

  it.each([
    ['Ann <ann@example.org>', 'ann@example.org'],
    ['ANN@example.org', 'ann@example.org'],
    ['Ann <ann@example.org>, Eve <eve@example.org>', undefined],
    ['"eve@example.org" <ann@example.org>', 'ann@example.org'],
    ['ann@example.org, eve@example.org', undefined],
    ['', undefined],
  ])('is of whom it is from: %s', (from, address) => {
    expect(fromAddressOf(entityOf(bytes(`From: ${from}\n\n`)))).toBe(address)
  })
})

describe('a letter', () => {
  it('has its subject in words that mail programs read, none too long, and lets nothing break out of its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (subject) => {
        const written = letterEntity({ subject, from: 'a', to: 'b\r\nBcc: c', date: 'd', text: 'x\ny' })
        const { fields, body } = entityOf(bytes(written))
        expect(fields.map(({ name }) => name)).toEqual([
          'content-type',
          'content-transfer-encoding',
          'from',
          'to',
          'date',
          'subject',
        ])
        expect(text(body)).toBe('x\r\ny')
        const lines = written.slice(written.indexOf('Subject: '), written.indexOf('\r\n\r\n')).split('\r\n')
        const encoded = lines.join('').includes('=?utf-8?Q?')
        if (encoded) expect(lines.every((line) => line.length <= 90 && /^[\x20-\x7e]*$/.test(line))).toBe(true)
        const read = (fields.at(-1)?.value ?? '')
          .split(' ')
          .map((word) => /^=\?utf-8\?Q\?(.*)\?=$/.exec(word)?.[1]?.replaceAll('=', '%') ?? '')
        const plain = subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').toWellFormed()
        if (encoded) expect(decodeURIComponent(read.join(''))).toBe(plain)
      }),
    )
  })
})
