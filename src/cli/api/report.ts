import { reportFields } from '../../app/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { ask } from './ask.ts'
import { bodyFrom, optionsFor, usageFor } from './fields.ts'
import { printJson } from './print.ts'
import { proofFor } from './proof.ts'

const reportCommand: Command = {
  name: 'report',
  get usage() {
    return usageFor(reportFields)
  },
  summary: 'Report a vulnerability; prints your own link to it',
  get options() {
    return [...optionsFor(reportFields), jsonOption]
  },
  examples: [
    ['tocsin report --title "harbour: forged entries" --impact-file impact.txt --terms', 'nobody needs an account'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const body = await bodyFrom(reportFields, read, io)
    if (typeof body === 'string') return misused(this, body, io)
    if (typeof body === 'number') return body
    const asJson = read.flags.has('json')
    const proof = await proofFor(io, asJson)
    if (typeof proof === 'number') return proof
    const question = { method: 'POST', path: '/api/reports', body: { ...body, ...proof }, anonymous: true } as const
    const reported = await ask<{ link: string } | { held: true }>(io, question, asJson)
    if (typeof reported === 'number') return reported
    if (asJson) printJson(reported, io)
    else if ('held' in reported)
      io.err('Received. Please open the link that was mailed to you: it confirms your report.\n')
    else {
      io.out(`${reported.link}\n`)
      io.err('Received. Keep this link: it is your way back to the report, and it is shown once.\n')
    }
    return exits.done
  },
}

const lostCommand: Command = {
  name: 'report lost',
  usage: 'EMAIL [--json]',
  summary: 'Have the links to your reports sent again, to the address that you gave with them',
  options: [jsonOption],
  examples: [['tocsin report lost finder@example.org', 'older links go on working']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const question = {
      method: 'POST',
      path: '/api/reports/lost',
      body: { email: read.rest[0] },
      anonymous: true,
    } as const
    const asked = await ask<{ asked: true }>(io, question, asJson)
    if (typeof asked === 'number') return asked
    if (asJson) printJson(asked, io)
    else io.err('If a report was made with this address, a mail with its link is on its way there.\n')
    return exits.done
  },
}

export const reportCommands: readonly Command[] = [reportCommand, lostCommand]
