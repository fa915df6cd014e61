import { memberReportFields } from '../../../app/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { bodyFrom, optionsFor, usageFor } from '../fields.ts'
import { printJson } from '../print.ts'
import { clean } from '../text.ts'

export const openCommand: Command = {
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
    const opened = await ask<{ case: string; link?: string }>(io, { method: 'POST', path: '/api/cases', body }, asJson)
    if (typeof opened === 'number') return opened
    if (asJson) printJson(opened, io)
    else {
      io.out(`${opened.case}\n`)
      if (opened.link !== undefined) {
        io.err(`The reporter’s own link, shown this once; hand it over by a safe way: ${clean(opened.link)}\n`)
      }
    }
    return exits.done
  },
}
