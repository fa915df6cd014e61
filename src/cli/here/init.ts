import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  checkPolicy,
  foundCommunity,
  isBadInput,
  lifetimes,
  loadPeople,
  signInSecret,
  type World,
} from '../../app/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { counted } from '../counted.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import { exampleFoundation } from './exampleFoundation.ts'
import { complaintsOf, readFoundation, type Complaint, type Foundation } from './foundation.ts'
import { within, type OpenInstallation } from './installation.ts'
import { refused } from './refused.ts'

/** Seen from `src/cli/here` and from `dist/cli/here` alike. */
const policies = fileURLToPath(new URL('../../../policies/', import.meta.url))

/** Sets a community up from one file, without a browser. */
export function initCommand(open: OpenInstallation): Command {
  return {
    name: 'init',
    usage: '--config FILE [--json] | --example',
    summary: 'Set a community up from one file: name, address, policy, members, projects, mail',
    options: [
      { name: 'config', value: 'FILE', says: 'YAML, such as --example prints' },
      { name: 'example', says: 'Print an example of such a file' },
      jsonOption,
    ],
    examples: [
      ['tocsin init --example > tocsin.yaml', 'then edit it'],
      ['tocsin init --config tocsin.yaml', 'prints a sign-in link for each administrator'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      if (read.flags.has('example')) {
        io.out(exampleFoundation)
        return exits.done
      }
      const file = read.values['config']
      if (file === undefined) return misused(this, '--config is missing', io)
      const text = await textOf(file, io)
      if (typeof text === 'number') return text
      const foundation = readFoundation(text)
      if (!('value' in foundation)) return complain(file, foundation, io)
      const wrong = complaintsOf(foundation)
      const policy = await policyText(file, foundation, io)
      if (wrong.length > 0) return complain(file, wrong, io)
      if (typeof policy === 'number') return policy
      return within(open, io, (world) => found(world, file, foundation, policy, read.flags.has('json'), io), {
        make: true,
      })
    },
  }
}

/** `sigstore` is the policy that comes with the product; anything else is a file beside the configuration. */
async function policyText(file: string, { value, place }: Foundation, io: CommandIo): Promise<string | number> {
  const named = value['policy'] ?? 'sigstore'
  if (typeof named !== 'string')
    return complain(file, [{ ...place('policy'), says: 'policy: must be a file’s name' }], io)
  const bundled = /^[a-z0-9-]+$/.test(named)
  const path = bundled ? join(policies, `${named}.yaml`) : isAbsolute(named) ? named : join(dirname(file), named)
  let text: string
  try {
    text = await io.read(path)
  } catch {
    const says = bundled
      ? `policy: no policy “${named}” comes with the product; name a file, such as ./policy.yaml`
      : `policy: ${path} cannot be read`
    return complain(file, [{ ...place('policy'), says }], io)
  }
  const checked = checkPolicy(text)
  if ('policy' in checked) return text
  const errors = checked.problems.filter(({ level }) => level === 'error')
  return complain(
    path,
    errors.map(({ line, column, says, hint }) => ({ line, column, says: `${says} — ${hint}` })),
    io,
  )
}

async function found(
  world: World,
  file: string,
  foundation: Foundation,
  policy: string,
  asJson: boolean,
  io: CommandIo,
): Promise<number> {
  const input = { ...foundation.value, policy }
  const founded = await foundCommunity(world, input, null)
  if (isBadInput(founded)) {
    const { place } = foundation
    return complain(
      file,
      founded.problems.map(({ field, says }) => ({ ...place(field), says: `${field}: ${says}` })),
      io,
    )
  }
  if (isRefused(founded)) return refused(founded, io)
  const name = String(foundation.value['name'])
  const address = String(foundation.value['address']).replace(/\/+$/, '')
  const people = await loadPeople(world, founded.administrators)
  const links: { person: string; name: string; link: string }[] = []
  for (const { id, name: who } of people.values()) {
    const secret = await signInSecret(world, id, lifetimes.setUp)
    links.push({ person: id, name: who, link: `${address}/sign-in/${secret}` })
  }
  const projects = Array.isArray(foundation.value['projects']) ? foundation.value['projects'].length : 0
  if (asJson) {
    io.out(`${JSON.stringify({ name, address, members: founded.members, projects, administrators: links }, null, 2)}\n`)
    return exits.done
  }
  io.out(`${name} is set up: ${counted(founded.members.length, 'member')}, ${counted(projects, 'project')}\n`)
  for (const { name: who, link } of links) io.out(`${who} signs in with (works once, within 24 hours): ${link}\n`)
  io.out('Serve it with: tocsin serve\n')
  if (foundation.value['mail'] === undefined) {
    io.err('No mail server: no mail leaves before one is in the settings. Meanwhile: tocsin sign-in-link EMAIL\n')
  }
  return exits.done
}

function complain(file: string, complaints: readonly Complaint[], io: CommandIo): number {
  io.err(complaints.map(({ line, column, says }) => `${file}:${line}:${column}: ${says}\n`).join(''))
  return exits.refused
}
