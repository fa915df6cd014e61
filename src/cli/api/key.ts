import { mailWays, type MailWay } from '../../core/community/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import { ask } from './ask.ts'
import { printJson } from './print.ts'
import { clean, moment } from './text.ts'

interface KeySeen {
  readonly fingerprint: string | null
  readonly addresses: readonly string[]
  readonly expires: string | null
  readonly unusable: string | null
  readonly offered: string | null
  readonly mails: MailWay
}

const show: Command = {
  name: 'key show',
  usage: '[--json]',
  summary: 'Show which OpenPGP key mail to you is encrypted to',
  options: [jsonOption],
  examples: [['tocsin key show', 'its fingerprint, and until when it lasts']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    return told(await ask<KeySeen>(io, { path: '/api/me/key' }, asJson), io, asJson)
  },
}

const give: Command = {
  name: 'key give',
  usage: 'FILE [--json]',
  summary: 'Give your public OpenPGP key: mail to you is encrypted to it, and says what happened',
  options: [jsonOption],
  examples: [['gpg --armor --export ada@example.org | tocsin key give -', 'a - for the standard input']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const openpgp = await textOf(read.rest[0] ?? '', io)
    if (typeof openpgp === 'number') return openpgp
    const asJson = read.flags.has('json')
    return told(await ask<KeySeen>(io, { method: 'POST', path: '/api/me/key', body: { openpgp } }, asJson), io, asJson)
  },
}

const mails: Command = {
  name: 'key mails',
  usage: `${mailWays.join('|')} [--json]`,
  summary: 'Choose how mail goes to you where your key is known: encrypted, or as links that say nothing of a case',
  options: [jsonOption],
  examples: [
    ['tocsin key mails encrypted', 'links only is chosen where you are signed in: a token ends no encryption'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const [way] = read.rest
    if (!mailWays.some((one) => one === way)) return misused(this, `${way} is not known: ${mailWays.join(' or ')}`, io)
    const asJson = read.flags.has('json')
    const question = { method: 'POST', path: '/api/me/mails', body: { mails: way } } as const
    return told(await ask<KeySeen>(io, question, asJson), io, asJson)
  },
}

export const ownKeyCommands: readonly Command[] = [show, give, mails]

function told(seen: KeySeen | number, io: CommandIo, asJson: boolean): number {
  if (typeof seen === 'number') return seen
  if (asJson) {
    printJson(seen, io)
    return exits.done
  }
  const { fingerprint, addresses, expires, unusable, offered, mails } = seen
  if (fingerprint === null) io.out('no key: mail to you carries links only\n')
  else {
    const ends = expires === null ? 'never ends' : `ends ${moment(expires)}`
    io.out(`${clean([fingerprint, addresses.join(', '), ends, unusable ?? 'good', mails].join('  '))}\n`)
  }
  if (offered !== null)
    io.out(`a mail came with another key, ${clean(offered)}: say on your own page which it is to be\n`)
  return exits.done
}
