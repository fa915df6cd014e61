import { threadSeenFields } from '../../../app/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { bodyFrom, optionsFor } from '../fields.ts'
import { printJson } from '../print.ts'
import { clean, moment } from '../text.ts'

interface PostSeen {
  readonly post: number
  readonly room: string
  readonly at: string
  readonly by: string
  readonly text: string
  readonly edited: string | null
}

interface ThreadSeen {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly posts: readonly PostSeen[]
  readonly carried: readonly PostSeen[]
  readonly attachments: readonly {
    readonly attachment: number
    readonly post: number
    readonly name: string
    readonly size: number
    readonly sha256: string
  }[]
  readonly seen: number
  readonly unread: readonly number[]
}

export const threadCommand: Command = {
  name: 'case thread',
  usage: 'CASE [--unread] [--json]',
  summary: 'Print the messages on a case; the new ones say so',
  options: [{ name: 'unread', says: 'Only what others wrote since you were here last' }, jsonOption],
  examples: [
    ['tocsin case thread c-0123456789ab', 'both rooms, as far as you may read them'],
    ['tocsin case thread c-0123456789ab --unread', 'tocsin case mark-read c-0123456789ab, once you have read it'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/thread`
    const seen = await ask<ThreadSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(inWords(read.flags.has('unread') ? onlyNew(seen) : seen))
    return exits.done
  },
}

export const markReadCommand: Command = {
  name: 'case mark-read',
  usage: 'CASE [--post N] [--json]',
  summary: 'Mark the messages on a case as read by you, all or up to one',
  get options() {
    return [...optionsFor(threadSeenFields), jsonOption]
  },
  examples: [['tocsin case mark-read c-0123456789ab --post 4', 'for you alone; the case stays as it is']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(threadSeenFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/thread/seen`
    const marked = await ask<Pick<ThreadSeen, 'unread'>>(io, { method: 'POST', path, body }, asJson)
    if (typeof marked === 'number') return marked
    const left = marked.unread.length
    if (asJson) printJson(marked, io)
    else io.out(left === 0 ? 'Nothing is unread.\n' : `Unread: ${left}, the first is #${marked.unread[0]}\n`)
    return exits.done
  },
}

function onlyNew(seen: ThreadSeen): ThreadSeen {
  const posts = seen.posts.filter(({ post }) => seen.unread.includes(post))
  return { ...seen, posts, carried: [], attachments: seen.attachments.filter(({ post }) => post > 0) }
}

function inWords({ people, posts, carried, attachments, unread }: ThreadSeen): string {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const named = (text: string) =>
    text.replaceAll(/@(p-[0-9a-z]{12})\b/g, (whole, id: string) => `@${names.get(id) ?? whole.slice(1)}`)
  const said = ({ post, room, at, by, text, edited }: PostSeen, isNew: boolean) => {
    const head = [
      `#${post}${isNew ? ' new' : ''}`,
      names.get(by) ?? by,
      moment(at),
      `to ${room === 'team' ? 'committee and fix team' : room}${edited === null ? '' : `, edited ${moment(edited)}`}`,
    ]
    return `${clean(head.join('  '))}\n${clean(named(text)).replaceAll(/^/gm, '  ')}\n`
  }
  const filesOf = (of: number) =>
    attachments
      .filter(({ post }) => post === of)
      .map(fileLine)
      .join('')
  const withReport = filesOf(0)
  return [
    ...(withReport === '' ? [] : [`With the report\n${withReport}`]),
    ...carried.map((one) => `From the case that this one was split from: ${said(one, false)}`),
    ...posts.map((one) => said(one, unread.includes(one.post)) + filesOf(one.post)),
  ].join('\n')
}

function fileLine({ attachment, name, size, sha256 }: ThreadSeen['attachments'][number]): string {
  return `  file ${attachment}: ${clean(name)} (${size} bytes, SHA-256 ${sha256})\n`
}
