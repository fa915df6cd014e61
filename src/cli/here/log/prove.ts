import { proveCase, sequence, type Proof } from '../../../app/index.ts'
import { codeOf, isRefused, type CaseId } from '../../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { within, type OpenInstallation } from '../installation.ts'
import { refused } from '../refused.ts'

/** A case's record for people who have nothing but the file. */
export function proveCommand(open: OpenInstallation): Command {
  return {
    name: 'log prove',
    usage: 'CASE [--out FILE] [--events LIST] [--agreed PEOPLE] [--without personal] [--private]',
    summary: 'Prove a disclosed case’s record to anyone: without other cases, and without people who did not agree',
    options: [
      { name: 'out', value: 'FILE', says: 'Write it there; left out: to standard output' },
      { name: 'events', value: 'LIST', says: 'Only these events, for example 1,4,7-9' },
      {
        name: 'agreed',
        value: 'PEOPLE',
        says: 'Addresses or ids of who said that their words may be shown, with commas',
      },
      { name: 'without', value: 'personal', says: 'Nothing of who acted, whoever agreed' },
      { name: 'private', says: 'The case is not disclosed: the file is for somebody who is in the know' },
    ],
    examples: [
      ['tocsin log prove c-0123456789ab --out case.json', 'read it before you hand it on'],
      ['tocsin log check-bundle case.json', 'what everybody who gets it can do'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const { out, events: list, agreed = '', without } = read.values
      if (without !== undefined && without !== 'personal') return misused(this, '--without takes: personal', io)
      const events = list === undefined ? undefined : versionsIn(list)
      if (events === null) return misused(this, '--events is not a list such as 1,4,7-9', io)
      return within(open, io, async (world) => {
        await sequence(world)
        const proof = await proveCase(world, (read.rest[0] ?? '') as CaseId, {
          ...(events === undefined ? {} : { events }),
          agreed: agreed.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])),
          personal: without === undefined,
          undisclosed: read.flags.has('private'),
        })
        if (isRefused(proof)) return refused(proof, io)
        return write(proof, out, io)
      })
    },
  }
}

async function write({ bundle, closed, nameless, waiting }: Proof, out: string | undefined, io: CommandIo) {
  const text = `${JSON.stringify(bundle, null, 2)}\n`
  if (out === undefined) io.out(text)
  else {
    try {
      await io.write(out, text)
    } catch (error) {
      const code = codeOf(error) ?? 'unknown'
      io.err(`${out}: cannot be written (${code})${code === 'EEXIST' ? ': name a new file' : ''}\n`)
      return exits.misused
    }
  }
  io.err(`${bundle.events.length} events proven; of ${nameless.length} it stays closed who acted\n`)
  if (closed.length > 0) io.err(`what happened stays closed: events ${closed.join(', ')}\n`)
  if (waiting.length > 0) io.err(`not in the log yet, and left out: events ${waiting.join(', ')}\n`)
  return exits.done
}

/** `1,4,7-9` → 1, 4, 7, 8, 9; `null` for anything else. */
function versionsIn(list: string): readonly number[] | null {
  const parts = list.split(',').map((part) => /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()))
  const versions = parts.flatMap((part) => {
    if (part === null) return [Number.NaN]
    const [from, to] = [Number(part[1]), Number(part[2] ?? part[1])]
    return from > to ? [Number.NaN] : Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
  return versions.some(Number.isNaN) ? null : [...new Set(versions)]
}
