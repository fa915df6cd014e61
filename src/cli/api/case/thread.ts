import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
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
}

export const threadCommand: Command = {
  name: 'case thread',
  usage: 'CASE [--json]',
  summary: 'Print the messages on a case',
  options: [jsonOption],
  examples: [['tocsin case thread c-0123456789ab', 'both rooms, as far as you may read them']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/thread`
    const seen = await ask<ThreadSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    const names = new Map(seen.people.map(({ id, name }) => [id, name]))
    const named = (text: string) =>
      text.replaceAll(/@(p-[0-9a-z]{12})\b/g, (whole, id: string) => `@${names.get(id) ?? whole.slice(1)}`)
    const said = ({ post, room, at, by, text, edited }: PostSeen) => {
      const head = `#${post}  ${names.get(by) ?? by}  ${moment(at)}  to ${room === 'team' ? 'committee and fix team' : room}${edited === null ? '' : `, edited ${moment(edited)}`}`
      return `${clean(head)}\n${clean(named(text)).replaceAll(/^/gm, '  ')}\n`
    }
    const posts = seen.posts.map((one) => {
      const files = seen.attachments.filter(({ post }) => post === one.post).map(fileLine)
      return said(one) + files.join('')
    })
    posts.unshift(...seen.carried.map((one) => `From the case that this one was split from: ${said(one)}`))
    const ofReport = seen.attachments.filter((one) => one.post === 0).map(fileLine)
    if (ofReport.length > 0) posts.unshift(`With the report\n${ofReport.join('')}`)
    if (asJson) printJson(seen, io)
    else io.out(posts.join('\n'))
    return exits.done
  },
}

function fileLine({ attachment, name, size, sha256 }: ThreadSeen['attachments'][number]): string {
  return `  file ${attachment}: ${clean(name)} (${size} bytes, SHA-256 ${sha256})\n`
}
