import { actAtPath, actPath, engineerFields, memberReportFields } from '../../app/index.ts'
import { caseActNames } from '../../core/process/index.ts'
import { exits, type Command } from '../command.ts'
import { near } from '../near.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import { carryOut, versionOption } from './acts.ts'
import { ask, clean } from './ask.ts'
import { bodyFrom, optionsFor, usageFor } from './fields.ts'
import { moment, printJson, table } from './print.ts'
import { showCase, type CaseSeen } from './showCase.ts'

interface ListSeen {
  readonly cases: readonly {
    readonly case: string
    readonly phase: string
    readonly nextDue: string | null
    readonly summary: { readonly title: string; readonly severity: string | null; readonly cve: string | null } | null
  }[]
  readonly next: string | null
}

const list: Command = {
  name: 'case list',
  usage: '[--closed | --all] [--phase PHASE] [--limit N] [--after PLACE] [--json]',
  summary: 'List the cases that you may see, the last changed first',
  options: [
    { name: 'closed', says: 'Closed cases only' },
    { name: 'all', says: 'Open and closed' },
    { name: 'phase', value: 'PHASE', says: 'One phase only, such as triage or development' },
    { name: 'limit', value: 'N', says: 'At most so many (30; up to 200)' },
    { name: 'after', value: 'PLACE', says: 'Where the page before ended (`next` of --json)' },
    jsonOption,
  ],
  examples: [
    ['tocsin case list', 'open cases'],
    ['tocsin case list --phase triage --json', 'for scripts'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const { flags, values } = read
    if (flags.has('closed') && flags.has('all')) return misused(this, '--closed and --all are one too many', io)
    const query = new URLSearchParams({
      open: flags.has('all') ? 'all' : String(!flags.has('closed')),
      limit: values['limit'] ?? '30',
      ...(values['phase'] === undefined ? {} : { phase: values['phase'] }),
      ...(values['after'] === undefined ? {} : { after: values['after'] }),
    })
    const seen = await ask<ListSeen>(io, { path: `/api/cases?${query}` }, flags.has('json'))
    if (typeof seen === 'number') return seen
    if (flags.has('json')) {
      printJson(seen, io)
      return exits.done
    }
    const rows = seen.cases.map(({ case: id, phase, nextDue, summary }) => [
      ...[id, phase, summary?.severity ?? '-', moment(nextDue), summary?.cve ?? '-'],
      summary?.title ?? '(invited: accept or decline)',
    ])
    io.out(table(rows, io))
    if (seen.next !== null) io.err(`There are more: --after ${seen.next}\n`)
    return exits.done
  },
}

const show: Command = {
  name: 'case show',
  usage: 'CASE [--json]',
  summary: 'Show where a case stands, what is due and what is next',
  options: [jsonOption],
  examples: [['tocsin case show c-0123456789ab', 'with the commands for the next steps']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const seen = await ask<CaseSeen>(io, { path: `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}` }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(showCase(seen, io))
    return exits.done
  },
}

interface RecordSeen {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly events: readonly {
    readonly version: number
    readonly at: string
    readonly by: string
    readonly clause: string
    readonly says: string
  }[]
}

const record: Command = {
  name: 'case record',
  usage: 'CASE [--json]',
  summary: 'Print everything that happened to a case, in order',
  options: [jsonOption],
  examples: [['tocsin case record c-0123456789ab', 'one line for each event']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/record`
    const seen = await ask<RecordSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    const names = new Map(seen.people.map(({ id, name }) => [id, name]))
    const rows = seen.events.map(({ version, at, by, clause, says }) => [
      ...[String(version), moment(at), clause, by === 'product' ? 'Tocsin' : (names.get(by) ?? by)],
      says,
    ])
    if (asJson) printJson(seen, io)
    else io.out(table(rows, io))
    return exits.done
  },
}

interface ThreadSeen {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly posts: readonly {
    readonly post: number
    readonly room: string
    readonly at: string
    readonly by: string
    readonly text: string
  }[]
}

const thread: Command = {
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
    const posts = seen.posts.map(({ post, room, at, by, text }) => {
      const head = `#${post}  ${names.get(by) ?? by}  ${moment(at)}  to ${room === 'team' ? 'committee and fix team' : room}`
      return `${clean(head)}\n${clean(text).replaceAll(/^/gm, '  ')}\n`
    })
    if (asJson) printJson(seen, io)
    else io.out(posts.join('\n'))
    return exits.done
  },
}

const open: Command = {
  name: 'case open',
  get usage() {
    return usageFor(memberReportFields)
  },
  summary: 'Open a case for what reached you otherwise (C3, D2)',
  get options() {
    return [...optionsFor(memberReportFields), jsonOption]
  },
  examples: [['tocsin case open --title "harbour: forged entries" --impact-file report.txt', 'prints the case’s id']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(memberReportFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const opened = await ask<{ case: string }>(io, { method: 'POST', path: '/api/cases', body }, asJson)
    if (typeof opened === 'number') return opened
    if (asJson) printJson(opened, io)
    else io.out(`${opened.case}\n`)
    return exits.done
  },
}

const invite: Command = {
  name: 'case invite-engineer',
  get usage() {
    return `CASE ${usageFor(engineerFields)}`
  },
  summary: 'Invite an engineer to the fix team by address, known here or new (F2)',
  get options() {
    return [...optionsFor(engineerFields), jsonOption]
  },
  examples: [
    [
      'tocsin case invite-engineer c-0123456789ab --name "Dov Dinghy" --email dov@example.org --why "maintains it"',
      'they see nothing before they accept the terms',
    ],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(engineerFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    return carryOut(`/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/fix-team`, body, read, io)
  },
}

const perform: Command = {
  name: 'case do',
  usage: 'CASE ACT [--fields FILE] [--if-version N] [--json]',
  summary: 'Carry out any act with its fields as JSON, out of a file or standard input (-)',
  options: [{ name: 'fields', value: 'FILE', says: 'A JSON object; left out: no fields' }, versionOption, jsonOption],
  examples: [
    ['tocsin case do c-0123456789ab accept-report', 'without fields'],
    ['tocsin case do c-0123456789ab revise-advisory --fields - < revision.json', 'fields from elsewhere'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 2, most: 2 })
    if (typeof read === 'string') return misused(this, read, io)
    const [id = '', act = ''] = read.rest
    if (actAtPath(act) === undefined) {
      const meant = near(act, caseActNames.map(actPath))
      return misused(
        this,
        `there is no act "${act}"${meant.length === 0 ? '' : `; did you mean ${meant.join(', ')}?`}`,
        io,
      )
    }
    const file = read.values['fields']
    const text = file === undefined ? '{}' : await textOf(file, io)
    if (typeof text === 'number') return text
    const body = objectIn(text)
    if (body === undefined) return misused(this, `${file}: not a JSON object`, io)
    return carryOut(`/api/cases/${encodeURIComponent(id)}/${act}`, body, read, io)
  },
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

export const caseCommands: readonly Command[] = [list, show, open, record, thread, perform, invite]
