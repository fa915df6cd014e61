import { parentPort } from 'node:worker_threads'
import PostalMime, { addressParser, type Address, type Email } from 'postal-mime'
import type { ReadMessage } from '../../app/ports/index.ts'

/** Far above any honest mail, far below what costs seconds. */
const bounds = {
  /** Of all headers of all parts, in bytes. */
  maxHeadersSize: 500_000,
  maxNestingDepth: 100,
  maxRfc822NestingDepth: 5,
} as const
/** What is handed over of a message; the rest is in the message itself. */
const most = { text: 2_000_000, headers: 2_000, header: 10_000, addresses: 1_000, parts: 1_000 } as const

const port = parentPort
if (port === null) throw new Error('this file is a worker')

port.on('message', (bytes: Uint8Array) => {
  read(bytes).then(
    (message) => port.postMessage({ message }),
    (error: unknown) => port.postMessage({ broken: error instanceof Error ? error.name : 'failed' }),
  )
})

async function read(bytes: Uint8Array): Promise<ReadMessage> {
  const email = await PostalMime.parse(bytes, bounds)
  const headers = email.headers
    .slice(0, most.headers)
    .map(({ key, value }) => ({ name: key, value: value.slice(0, most.header) }))
  const [type = ''] = headers.flatMap(({ name, value }) => (name === 'content-type' ? [value] : []))
  const [from] = flat(email.from === undefined ? [] : [email.from])
  return {
    headers,
    from: from ?? null,
    to: to(email, headers),
    subject: (email.subject ?? '').slice(0, most.header),
    messageId: idsIn(email.messageId ?? '')[0] ?? '',
    answers: [...idsIn(email.inReplyTo ?? ''), ...idsIn(email.references ?? '').toReversed()],
    date: /^\d{4}-\d\d-\d\dT/.test(email.date ?? '') ? (email.date ?? null) : null,
    text: (await textOf(email)).slice(0, most.text),
    media: (type.split(';')[0] ?? '').trim().toLowerCase(),
    attachments: email.attachments.slice(0, most.parts).map(({ filename, mimeType, content }) => ({
      name: (filename ?? nameOf(mimeType)).slice(0, 300),
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  }
}

/** Servers that hand a message on note whom it was for in one of these. */
const recipients = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

function to({ to: first = [], cc = [] }: Email, headers: ReadMessage['headers']): readonly string[] {
  const noted = headers.flatMap(({ name, value }) =>
    recipients.includes(name) && name !== 'to' && name !== 'cc' ? addressParser(value) : [],
  )
  const all = flat([...noted, ...first, ...cc]).map(({ address }) => address)
  return [...new Set(all)].slice(0, most.addresses)
}

function flat(addresses: readonly Address[]): readonly { readonly name: string; readonly address: string }[] {
  return addresses
    .flatMap((one) => one.group ?? [one])
    .map(({ name, address }) => ({ name: name.slice(0, 1_000), address: (address ?? '').slice(0, 1_000) }))
}

/** Message-IDs (RFC 5322, 3.6.4), without their brackets; some programs leave those out. */
function idsIn(text: string): readonly string[] {
  const bracketed = text
    .slice(0, most.header)
    .match(/<[^<>\s]{1,500}>/g)
    ?.map((one) => one.slice(1, -1))
  return (
    bracketed ??
    text
      .trim()
      .split(/\s+/)
      .filter((one) => /^\S{1,500}@\S{1,500}$/.test(one))
      .slice(0, 100)
  )
}

/**
 * The words of a message. Where it has none but HTML’s, the library is asked for them in the one way in which it turns
 * HTML into text: beside a part that is text.
 */
async function textOf({ text, html }: Email): Promise<string> {
  if (text !== undefined || html === undefined) return text ?? ''
  const boundary = 'words'
  const part = (type: string, body: string) =>
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`
  const body = Buffer.from(html.slice(0, most.text), 'utf8')
    .toString('base64')
    .replace(/.{1,76}/g, '$&\r\n')
  const again = `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${part('text/plain', '')}${part('text/html', body)}--${boundary}--\r\n`
  return (await PostalMime.parse(again)).text ?? ''
}

function nameOf(media: string): string {
  return media === 'message/rfc822' ? 'message.eml' : 'part'
}
