import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Real messages, where they are; each with its name. */
export function realMessages(): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const folder = fileURLToPath(new URL('../../../shared/data/mail', import.meta.url))
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
}

/** Numbers from a seed (mulberry32): the same message for the same number, on every machine. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const charsets = ['utf-7', 'utf-16', 'iso-2022-jp', 'x-nothing', 'utf-8"; x="', 'base64', '\u0000']
const codings = ['base64', 'quoted-printable', '8bit', 'x-uuencode', 'gzip', '']
const injected = [
  'Subject: one\r\nBcc: victim@example.org\r\n',
  'Subject: =?utf-8?q?one=0D=0ABcc:_victim@example.org?=\r\n',
  'From: "a\r\n b" <x@example.net>, <y@example.net>\r\n',
  'From: =?utf-8?b?\u0000?= <>\r\n',
  'To: security+e000000000000000000000000000000000000000000000@example.org\r\n',
  'Message-ID: <<<>>>\r\n',
  'Message-ID: <same@example.net>\r\n',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: multipart/mixed; boundary="--"\r\n',
  'Content-Type: message/rfc822\r\n',
  'Auto-Submitted: auto-replied\r\n',
  'Received: '.padEnd(3_000, 'x') + '\r\n',
]

type Change = (bytes: Buffer, number: (below: number) => number, others: readonly Buffer[]) => Buffer

const changes: readonly Change[] = [
  // Single bytes.
  (bytes, number) => {
    const changed = Buffer.from(bytes)
    for (let times = 1 + number(40); times > 0 && changed.length > 0; times -= 1)
      changed[number(changed.length)] = number(256)
    return changed
  },
  // Cut short, or its beginning gone.
  (bytes, number) => bytes.subarray(0, number(bytes.length + 1)),
  (bytes, number) => bytes.subarray(number(bytes.length + 1)),
  // A piece of it again, in another place.
  (bytes, number) => {
    const [from, at] = [number(bytes.length + 1), number(bytes.length + 1)]
    const piece = bytes.subarray(from, from + number(5_000))
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  },
  // Grown together with another message.
  (bytes, number, others) => {
    const other = others[number(others.length)] ?? bytes
    return Buffer.concat([bytes.subarray(0, number(bytes.length + 1)), other.subarray(number(other.length + 1))])
  },
  // A header put before all.
  (bytes, number) => Buffer.concat([Buffer.from(injected[number(injected.length)] ?? ''), bytes]),
  // Lies about charset and coding.
  (bytes, number) => replaced(bytes, /charset="?[\w.-]+/gi, () => `charset="${charsets[number(charsets.length)]}`),
  (bytes, number) =>
    replaced(bytes, /(Content-Transfer-Encoding:) *\S+/gi, (_, name) => `${name} ${codings[number(codings.length)]}`),
  // Line ends.
  (bytes, number) => replaced(bytes, /\r?\n/g, () => ['\n', '\r\n', '\r', '\n\n'][number(4)] ?? ''),
  // Nested in itself.
  (bytes, number) => {
    let inner = bytes
    for (let depth = 1 + number(30); depth > 0; depth -= 1) {
      const boundary = `b${depth}`
      const head = `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n`
      inner = Buffer.concat([Buffer.from(head), inner, Buffer.from(number(3) === 0 ? '' : `\r\n--${boundary}--\r\n`)])
    }
    return inner
  },
  (bytes, number) => {
    let inner = bytes.subarray(0, 20_000)
    for (let depth = 1 + number(20); depth > 0; depth -= 1) {
      inner = Buffer.concat([Buffer.from('Subject: outer\r\nContent-Type: message/rfc822\r\n\r\n'), inner])
    }
    return inner
  },
]

function replaced(bytes: Buffer, what: RegExp, by: (...found: string[]) => string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(what, by), 'latin1')
}

/** Message number so-and-so: a real one, changed in one to four ways. */
export function mutated(all: readonly Buffer[], which: number): Buffer {
  const number = numbersFrom(which)
  let bytes = all[number(all.length)] ?? Buffer.alloc(0)
  for (let times = 1 + number(4); times > 0; times -= 1)
    bytes = changes[number(changes.length)]?.(bytes, number, all) ?? bytes
  return bytes.subarray(0, 3_000_000)
}

/** So many of them, each made when it is wanted. */
export function* mutatedFrom(all: readonly Buffer[], first: number, many: number): Iterable<Buffer> {
  for (let which = first; which < first + many; which += 1) yield mutated(all, which)
}

const mixed = 'From: rey@example.net\r\nSubject: bomb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
const attachment = (name: string) =>
  `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`

/** Messages made to cost much, by name. None has more than a message may have. */
export const bombs: Readonly<Record<string, () => Buffer>> = {
  'one attachment of 49 MB': () =>
    Buffer.concat([Buffer.from(mixed + attachment('large.bin')), base64(49_000_000), Buffer.from('--b--\r\n')]),
  '200,000 empty parts': () => Buffer.from(mixed + '--b\r\n\r\n'.repeat(200_000)),
  '20,000 attachments': () => Buffer.from(mixed + `${attachment('a')}YQ==\r\n`.repeat(20_000)),
  'multiparts 10,000 deep': () =>
    Buffer.from(
      Array.from(
        { length: 10_000 },
        (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
      ).join(''),
    ),
  'messages 1,000 deep': () =>
    Buffer.from('Content-Type: message/rfc822\r\n\r\n'.repeat(1_000) + 'Subject: in\r\n\r\nin'),
  'a header of 20 MB': () => Buffer.from(`Subject: ${'x'.repeat(20_000_000)}\r\n\r\nwords`),
  '500,000 headers': () => Buffer.from('X-A: b\r\n'.repeat(500_000) + '\r\nwords'),
  '200,000 recipients': () => Buffer.from(`To: ${'a@example.org, '.repeat(200_000)}\r\n\r\nwords`),
  'addresses in comments in comments': () => Buffer.from(`From: ${'('.repeat(200_000)}a@example.org\r\n\r\nwords`),
  'encoded words without end': () => Buffer.from(`Subject: ${'=?utf-8?b?'.repeat(30_000)}\r\n\r\nwords`),
  'a line of 40 MB': () => Buffer.from(`Subject: line\r\n\r\n${'x'.repeat(40_000_000)}`),
  '20 MB of line ends': () => Buffer.from(`Subject: lines\r\n\r\n${'\n'.repeat(20_000_000)}`),
  'HTML of 10 MB, never closed': () =>
    Buffer.from(`Subject: html\r\nContent-Type: text/html\r\n\r\n${'<div a="<!--'.repeat(800_000)}`),
  'a boundary that is almost there, a million times': () =>
    Buffer.from(mixed + '--bb\r\n--b \t x\r\n'.repeat(1_000_000)),
  'a zip bomb’s outside': () =>
    Buffer.concat([
      Buffer.from(mixed + attachment('bomb.zip')),
      Buffer.from('UEsDBBQAAAAIAA=='),
      Buffer.from('\r\n--b--'),
    ]),
}

/** So many characters of base64, in lines. */
function base64(length: number): Buffer {
  const line = Buffer.from(`${'QUJD'.repeat(19)}\r\n`)
  return Buffer.concat(Array.from({ length: Math.floor(length / line.length) }, () => line))
}
