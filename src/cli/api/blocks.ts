import { blockFields, decideFields } from '../../app/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { ask } from './ask.ts'
import { bodyFrom, optionsFor } from './fields.ts'
import { printJson } from './print.ts'
import { clean, moment } from './text.ts'

interface Blocks {
  readonly blocks: readonly {
    readonly block: number
    readonly what: string
    readonly case: string
    readonly reason: string
    readonly until: string
    readonly inForce: boolean
    readonly appeal: { readonly text: string } | null
    readonly kept: unknown
  }[]
}

const listCommand: Command = {
  name: 'block list',
  usage: '[--json]',
  summary: 'Senders whose reports are not taken, and what they say to it',
  options: [jsonOption],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const found = await ask<Blocks>(io, { path: '/api/blocks' }, asJson)
    if (typeof found === 'number') return found
    if (asJson) printJson(found, io)
    else {
      const inForce = found.blocks.filter((one) => one.inForce)
      if (inForce.length === 0) io.err('Nobody is blocked\n')
      for (const one of inForce) {
        io.out(`${one.block}  ${one.what} of ${one.case}  until ${moment(one.until)}  ${clean(one.reason)}\n`)
        if (one.appeal !== null && one.kept === null) io.out(`   they say: ${clean(one.appeal.text)}\n`)
      }
    }
    return exits.done
  },
}

const decideCommand: Command = {
  name: 'block decide',
  get usage() {
    return '--block NUMBER --end yes|no --reason TEXT [--json]'
  },
  summary: 'End a block, or answer an appeal that it stays',
  get options() {
    return [...optionsFor(decideFields), jsonOption]
  },
  examples: [['tocsin block decide --block 3 --end yes --reason "Their list is mended."', 'ends it at once']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(decideFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const done = await ask<{ done: true }>(io, { method: 'POST', path: '/api/blocks', body }, asJson)
    if (typeof done === 'number') return done
    if (asJson) printJson(done, io)
    else io.out('It is on record.\n')
    return exits.done
  },
}

const blockCommand: Command = {
  name: 'case block',
  usage: 'CASE --what address|network|range --reason TEXT [--json]',
  summary: 'Block whoever sent a report, for the policy’s time',
  get options() {
    return [...optionsFor(blockFields), jsonOption]
  },
  examples: [['tocsin case block c-0123456789ab --what network --reason "Forty adverts in an hour."', 'they read why']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(blockFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/block`
    const done = await ask<{ done: true }>(io, { method: 'POST', path, body }, asJson)
    if (typeof done === 'number') return done
    if (asJson) printJson(done, io)
    else io.out('Blocked. They read why when they try again, and can ask you to look again.\n')
    return exits.done
  },
}

export const blockCommands: readonly Command[] = [blockCommand, listCommand, decideCommand]
