import { settleMailFields, settleManyFields } from '../../app/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, type Given } from '../options.ts'
import { ask } from './ask.ts'
import { bodyFrom, optionsFor } from './fields.ts'
import { printJson } from './print.ts'
import { clean, moment } from './text.ts'

interface MailSeen {
  readonly letter: string
  readonly at: string
  readonly says: string
  readonly from: string
  readonly subject: string
}

interface Mails {
  readonly mails: readonly MailSeen[]
  readonly next: string | null
}

interface WholeMail extends MailSeen {
  readonly size: number
  readonly text: string
  readonly quoted: string
  readonly files: readonly { readonly name: string; readonly size: number }[]
  readonly layers: readonly string[]
  readonly answers: string | null
}

const settled = {
  report: 'It is a report now',
  post: 'It is in the thread',
  aside: 'It is set aside',
  erased: 'It is erased',
} as const

interface Settled {
  readonly mails: readonly {
    readonly letter: string
    readonly done: boolean
    readonly case: string | null
    readonly problem: { readonly code: string; readonly says: string; readonly instead: string } | null
  }[]
}

const listCommand: Command = {
  name: 'mail list',
  usage: '[--aside] [--after PLACE] [--json]',
  summary: 'Mail that came in and waits for a member to say what becomes of it, the oldest first',
  options: [
    { name: 'aside', says: 'What was set aside: machines’ mail, and that of blocked senders' },
    { name: 'after', value: 'PLACE', says: 'Where the page before ended (`next` of --json)' },
    jsonOption,
  ],
  examples: [['tocsin mail list', 'then mail show and mail settle']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const after = read.values['after']
    const query = new URLSearchParams({
      show: read.flags.has('aside') ? 'aside' : 'held',
      ...(after === undefined ? {} : { after }),
    })
    const found = await ask<Mails>(io, { path: `/api/mail?${query.toString()}` }, asJson)
    if (typeof found === 'number') return found
    if (asJson) printJson(found, io)
    else {
      if (found.mails.length === 0) io.err(read.flags.has('aside') ? 'No mail is set aside\n' : 'No mail waits\n')
      for (const one of found.mails) io.out(`${headOf(one)}   ${one.says}\n`)
      if (found.next !== null) io.err(`There are more: --after ${found.next}\n`)
    }
    return exits.done
  },
}

const showCommand: Command = {
  name: 'mail show',
  usage: 'MAIL [--json]',
  summary: 'Print a held mail',
  options: [jsonOption],
  examples: [['tocsin mail show c-0123456789ab', 'a held mail has the id of the case that it may become']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const seen = await ask<WholeMail>(io, { path: pathOf(read.rest[0]) }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(inWords(seen))
    return exits.done
  },
}

const settleCommand: Command = {
  name: 'mail settle',
  usage: 'MAIL… --as report|post|aside|erased [--case CASE] [--room team|everyone] [--confirm N] [--json]',
  summary:
    'Put a held mail into a case, make it a report, set it aside, or erase it for good; all but the first with many',
  get options() {
    const confirm = optionsFor(settleManyFields.pick({ confirm: true }))
    return [...optionsFor(settleMailFields), ...confirm, jsonOption]
  },
  examples: [
    ['tocsin mail settle c-0123456789ab --as post --case c-ba9876543210', 'in your name, saying whose words they are'],
    ['tocsin mail settle c-0123456789ab --as report', 'its sender gets a link'],
    ['tocsin mail settle c-0123456789ab c-ba9876543210 --as aside', 'each on record'],
    [
      'tocsin mail settle c-0123456789ab c-ba9876543210 --as erased --confirm 2',
      'many are erased by how many they are',
    ],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 100 })
    if (typeof read === 'string') return misused(this, read, io)
    return read.rest.length === 1 ? settleOne(this, read, io) : settleAll(this, read, io)
  },
}

async function settleOne(command: Command, read: Given, io: CommandIo): Promise<number> {
  const body = await bodyFrom(settleMailFields, read, io)
  if (typeof body === 'string') return misused(command, body, io)
  if (typeof body === 'number') return body
  const asJson = read.flags.has('json')
  const question = { method: 'POST', path: pathOf(read.rest[0]), body } as const
  const done = await ask<{ readonly case: string | null }>(io, question, asJson)
  if (typeof done === 'number') return done
  const as = read.values['as'] as keyof typeof settled
  if (asJson) printJson(done, io)
  else io.out(`${settled[as]}${done.case === null ? '' : `: ${done.case}`}\n`)
  return exits.done
}

async function settleAll(command: Command, read: Given, io: CommandIo): Promise<number> {
  if (read.values['as'] === 'post') return misused(command, 'into a case each goes by itself', io)
  const body = await bodyFrom(settleManyFields.omit({ mails: true }), read, io)
  if (typeof body === 'string') return misused(command, body, io)
  if (typeof body === 'number') return body
  const asJson = read.flags.has('json')
  const question = { method: 'POST', path: '/api/mail', body: { ...body, mails: read.rest } } as const
  const done = await ask<Settled>(io, question, asJson)
  if (typeof done === 'number') return done
  const as = read.values['as'] as keyof typeof settled
  if (asJson) printJson(done, io)
  else {
    for (const { letter, done: isDone, case: id, problem } of done.mails) {
      if (isDone) io.out(`${letter} ${settled[as]}${id === null ? '' : `: ${id}`}\n`)
      else
        io.err(`${letter} ${problem?.code ?? ''}: ${clean(problem?.says ?? '')} — ${clean(problem?.instead ?? '')}\n`)
    }
  }
  return done.mails.every((one) => one.done) ? exits.done : exits.refused
}

export const heldMailCommands: readonly Command[] = [listCommand, showCommand, settleCommand]

function pathOf(letter = ''): string {
  return `/api/mail/${encodeURIComponent(letter)}`
}

function headOf({ letter, at, from, subject }: MailSeen): string {
  return `${letter}  ${moment(at)}  ${clean(from)}  ${clean(subject)}\n`
}

function inWords(seen: WholeMail): string {
  const { says, text, quoted, files, layers, answers, size } = seen
  const facts = [
    says,
    ...layers,
    ...(answers === null ? [] : [`It answers a mail of ${answers}.`]),
    ...files.map((file) => `File: ${file.name} (${file.size} bytes)`),
    `As it came: ${size} bytes`,
  ]
  const told = facts.map((line) => `   ${clean(line)}\n`).join('')
  return `${headOf(seen)}${told}\n${clean(text)}\n${quoted === '' ? '' : `\n${clean(quoted)}\n`}`
}
