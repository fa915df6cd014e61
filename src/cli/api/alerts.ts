import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { ask } from './ask.ts'
import { printJson } from './print.ts'
import { clean, moment } from './text.ts'

interface Channels {
  readonly channels: readonly {
    readonly id: string
    readonly kind: string
    readonly shown: string
    readonly label: string
    readonly tells: 'urgent' | 'all'
    readonly confirmed: boolean
    readonly failing: { readonly code: string; readonly since: string } | null
  }[]
}

const list: Command = {
  name: 'alert list',
  usage: '[--json]',
  summary: 'Show where your alerts go besides your mail; they are added and removed on your own page (/you)',
  options: [jsonOption],
  examples: [['tocsin alert list', 'and whether they arrive']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const found = await ask<Channels>(io, { path: '/api/me/alerts' }, asJson)
    if (typeof found === 'number') return found
    if (asJson) printJson(found, io)
    else if (found.channels.length === 0) io.out('none: alerts reach you by mail alone\n')
    else for (const one of found.channels) io.out(`${clean(lineOf(one))}\n`)
    return exits.done
  },
}

function lineOf({ id, kind, shown, label, tells, confirmed, failing }: Channels['channels'][number]): string {
  const standing =
    failing !== null ? `fails since ${moment(failing.since)} (${failing.code})` : confirmed ? 'ready' : 'not confirmed'
  return [id, kind, shown, ...(label === '' ? [] : [label]), tells, standing].join('  ')
}

interface Tested {
  readonly outcome: 'sent' | 'refused' | 'later' | 'unsure'
  readonly code: string | null
}

const test: Command = {
  name: 'alert test',
  usage: 'CHANNEL [--json]',
  summary: 'Send a test by one of your alert channels, at once',
  options: [jsonOption],
  examples: [['tocsin alert test a-0123456789ab', 'exit code 1: it did not arrive']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/me/alerts/${encodeURIComponent(read.rest[0] ?? '')}/test`
    const answer = await ask<Tested>(io, { method: 'POST', path }, asJson)
    if (typeof answer === 'number') return answer
    if (asJson) printJson(answer, io)
    else if (answer.outcome === 'sent') io.out('The test was taken at the other side.\n')
    else io.err(`the test did not arrive: ${clean(answer.code ?? answer.outcome)}\n`)
    return answer.outcome === 'sent' ? exits.done : exits.refused
  },
}

export const alertCommands: readonly Command[] = [list, test]
