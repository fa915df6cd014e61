import { maintainersList, ownersFile, readOwners, type Listed } from '../../../core/community/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused, textOf } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'
import type { CommitteeSeen } from './seen.ts'

export const ownersCommand: Command = {
  name: 'committee owners',
  usage: 'import FILE [--json] | export [--handles FILE]',
  summary: 'Take people from an OWNERS or MAINTAINERS file for tocsin init, or write one of the committee',
  options: [
    { name: 'handles', value: 'FILE', says: 'A MAINTAINERS list with everyone’s handle: writes OWNERS' },
    jsonOption,
  ],
  examples: [
    ['tocsin committee owners import OWNERS', 'the members part of a file for tocsin init'],
    ['tocsin committee owners export', 'the seated members as a MAINTAINERS list'],
    ['tocsin committee owners export --handles MAINTAINERS', 'the same as an OWNERS file'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 2 })
    if (typeof read === 'string') return misused(this, read, io)
    const [verb, file] = read.rest
    if (verb === 'import' && file !== undefined) {
      const people = await peopleIn(file, io)
      if (typeof people === 'number') return people
      if (read.flags.has('json')) printJson(people, io)
      else io.out(membersPart(people))
      return exits.done
    }
    if (verb === 'export' && file === undefined) return exported(read.values['handles'], io)
    return misused(this, verb === 'import' ? 'FILE is missing' : 'import FILE, or export', io)
  },
}

async function peopleIn(file: string, io: CommandIo): Promise<readonly Listed[] | number> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return text
  const read = readOwners(text)
  if ('people' in read) return read.people
  const lines = read.problems.map(
    ({ line, column, code, says, hint }) => `${file}:${line}:${column}: ${code}: ${says} — ${hint}\n`,
  )
  io.err(lines.join(''))
  return exits.refused
}

/** C1: each member comes with a name and an address; what a file doesn't say is left to be filled in. */
function membersPart(people: readonly Listed[]): string {
  const entries = people
    .filter(({ role }) => role !== 'emeritus')
    .map(({ name, email, handle, affiliation, role }) => {
      const from = ` # ${role}${handle === '' ? '' : ` @${handle}`}`
      const lines = [
        `  - name: ${name === '' ? `'' # to be filled in;` : JSON.stringify(name)}${name === '' ? from.replace(' #', '') : from}`,
        `    email: ${email === '' ? "'' # to be filled in" : email}`,
        ...(affiliation === '' ? [] : [`    affiliation: ${JSON.stringify(affiliation)}`]),
      ]
      return lines.map((line) => `${line}\n`).join('')
    })
  return `members:\n${entries.join('')}`
}

async function exported(handles: string | undefined, io: CommandIo): Promise<number> {
  const known = handles === undefined ? [] : await peopleIn(handles, io)
  if (typeof known === 'number') return known
  const seen = await ask<CommitteeSeen>(io, { path: '/api/committee' }, false)
  if (typeof seen === 'number') return seen
  const members = seen.seats.flatMap(({ person }) => seen.people.find(({ id }) => id === person) ?? [])
  const people = members.map(({ name, affiliation }) => {
    const handle = known.find((one) => one.name.toLowerCase() === name.toLowerCase())?.handle ?? ''
    return { name, affiliation, email: '', handle }
  })
  if (handles === undefined) {
    io.out(maintainersList(people))
    return exits.done
  }
  const lacking = people.filter(({ handle }) => handle === '')
  if (lacking.length === 0) {
    io.out(ownersFile(people))
    return exits.done
  }
  const names = lacking.map(({ name }) => name).join(', ')
  io.err(
    `${handles}:1:1: no_handle: no handle is known of ${names} — Add a line such as: ${lacking[0]?.name} @handle\n`,
  )
  return exits.refused
}
