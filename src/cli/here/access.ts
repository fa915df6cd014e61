import { createToken, isBadInput, loadCommunity, personByEmail, signInSecret, type World } from '../../app/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { within, type OpenInstallation } from './installation.ts'

/** Ways in for people who are known here: whoever may read the data folder may make them. */
export function accessCommands(open: OpenInstallation): readonly Command[] {
  const token: Command = {
    name: 'token create',
    usage: '--person EMAIL --label TEXT [--days N] [--json]',
    summary: 'Make an API token for someone; it has their rights',
    options: [
      { name: 'person', value: 'EMAIL', says: 'Whose rights it has', needed: true },
      { name: 'label', value: 'TEXT', says: 'What it is for', needed: true },
      { name: 'days', value: 'N', says: 'Days until it ends (90; up to 366)' },
      jsonOption,
    ],
    examples: [['tocsin token create --person ada@example.org --label "release scripts"', 'prints the token, once']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const { label, days, person: email = '' } = read.values
      return within(open, io, async (world) => {
        const person = await personByEmail(world, email)
        if (person === undefined) return nobody(email, io)
        const made = await createToken(world, person, { label, ...(days === undefined ? {} : { days }) })
        if (isBadInput(made)) {
          for (const { field, says } of made.problems) io.err(`bad_input: --${field} ${says}\n`)
          return exits.refused
        }
        io.out(read.flags.has('json') ? `${JSON.stringify(made, null, 2)}\n` : `${made.token}\n`)
        return exits.done
      })
    },
  }
  const link: Command = {
    name: 'sign-in-link',
    usage: 'EMAIL [--json]',
    summary: 'Print a sign-in link for someone; it works once, for a quarter of an hour',
    options: [jsonOption],
    examples: [['tocsin sign-in-link ada@example.org', 'for when mail does not arrive']],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const [email = ''] = read.rest
      return within(open, io, async (world) => {
        const person = await personByEmail(world, email)
        if (person === undefined) return nobody(email, io)
        const made = { link: await linkFor(world, person) }
        io.out(read.flags.has('json') ? `${JSON.stringify(made, null, 2)}\n` : `${made.link}\n`)
        return exits.done
      })
    },
  }
  return [token, link]
}

async function linkFor(world: World, person: PersonId): Promise<string> {
  const address = (await loadCommunity(world))?.address ?? 'http://127.0.0.1:8080'
  return `${address}/sign-in/${await signInSecret(world, person)}`
}

function nobody(email: string, io: CommandIo): number {
  io.err(`no_such_person: nobody is known here as ${email} — Check the address, or seat them in the settings first.\n`)
  return exits.refused
}
