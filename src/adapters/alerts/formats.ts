import { createHmac } from 'node:crypto'
import type { AlertMessage, PostedChannel } from '../../app/ports/index.ts'

export interface Posted {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Format = (channel: PostedChannel, message: AlertMessage, now: Date) => Posted

/** How each kind of address wants to be told. */
export const formats: Readonly<Record<PostedChannel['kind'], Format>> = { webhook, chat, ntfy }

/**
 * Standard Webhooks (standard-webhooks/standard-webhooks, spec/standard-webhooks.md): the id stays the same for every
 * attempt, the timestamp is the attempt's, and both are signed with the body.
 */
function webhook({ secret }: PostedChannel, message: AlertMessage, now: Date): Posted {
  const { id, kind, at, title, about, link } = message
  const body = JSON.stringify({ type: `alert.${kind}`, timestamp: at, data: { title, about, link } })
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
  return { headers: { 'content-type': 'application/json', ...headers }, body }
}

/**
 * What the incoming webhooks of Slack, Mattermost and Rocket.Chat have in common. The three signs that Slack reads as
 * markup are escaped as it asks for: a name in the title must not call a whole channel.
 */
function chat(_: PostedChannel, { title, about }: AlertMessage): Posted {
  const lines = about.flatMap(({ says, link }) => [...says, link])
  const text = [title, ...lines].map((one) => one.replace(/[&<>]/g, (sign) => escapes[sign] ?? '')).join('\n')
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** ntfy (docs.ntfy.sh/publish): the text is the body, the rest stands in headers. 5 is the highest priority, 3 the usual. */
function ntfy(_: PostedChannel, { kind, title, about, link }: AlertMessage): Posted {
  const priority = kind === 'urgent' ? '5' : '3'
  const headers = { title: inHeader(title), priority, click: link, 'content-type': 'text/plain; charset=utf-8' }
  const lines = about.flatMap(({ case: of, says }) => (about.length > 1 && of !== null ? [`${of}:`, ...says] : says))
  return { headers, body: `${lines.join('\n')}\n` }
}

/** Headers are ASCII; ntfy reads encoded words (RFC 2047), of at most 75 characters each, none cut inside a letter. */
function inHeader(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const words: string[] = []
  let word = ''
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > 45) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ')
}
