import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { actCommand } from './acts.ts'
import { ask } from './ask.ts'
import { printJson } from './print.ts'
import { clean } from './text.ts'

interface QuotaSeen {
  readonly quota: number
  readonly reserved: number
  readonly available: number
}

const quota: Command = {
  name: 'cve quota',
  usage: '[--json]',
  summary: 'How many CVE ids the community may still reserve, as CVE Services says now',
  options: [jsonOption],
  examples: [['tocsin cve quota', 'needs an account with CVE Services in the settings']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const seen = await ask<QuotaSeen>(io, { path: '/api/cve/quota' }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else io.out(`${seen.available} available: ${seen.reserved} of ${seen.quota} are reserved\n`)
    return exits.done
  },
}

interface IdSeen {
  readonly id: string
  readonly state: string
  readonly org: string | null
  readonly user: string | null
  readonly reserved: string | null
}

const show: Command = {
  name: 'cve show',
  usage: 'ID [--json]',
  summary: 'Show a CVE id as CVE Services has it now',
  options: [jsonOption],
  examples: [['tocsin cve show CVE-2026-12345', 'its state, and whose it is']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const seen = await ask<IdSeen>(io, { path: `/api/cve/ids/${encodeURIComponent(read.rest[0] ?? '')}` }, asJson)
    if (typeof seen === 'number') return seen
    const { id, state, org, user, reserved } = seen
    if (asJson) printJson(seen, io)
    else io.out(`${clean([id, state, org ?? '-', user ?? '-', reserved ?? '-'].join('  '))}\n`)
    return exits.done
  },
}

interface FormSeen {
  readonly form: string | null
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

const form: Command = {
  name: 'cve form',
  usage: 'CASE [--json]',
  summary: 'Print MITRE’s form for a CVE id, filled in from the case: for projects that are no numbering authority',
  options: [jsonOption],
  examples: [['tocsin cve form c-0123456789ab', 'then record the id: tocsin case record-cve']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/mitre-form`
    const seen = await ask<FormSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) {
      printJson(seen, io)
      return exits.done
    }
    if (seen.form !== null) io.err(`To be sent at ${clean(seen.form)}\n`)
    io.out(seen.fields.map(({ name, value }) => `${clean(name)}:\n${clean(value === '' ? '-' : value)}\n`).join('\n'))
    return exits.done
  },
}

/** The orders to CVE Services go by short names; they are acts on a case like any other. */
export const cveCommands: readonly Command[] = [
  quota,
  actCommand('reserveCve', 'cve reserve'),
  show,
  actCommand('publishCve', 'cve publish'),
  actCommand('rejectCve', 'cve reject'),
  actCommand('settleCve', 'cve settle'),
  form,
]
