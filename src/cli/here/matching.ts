import { importOsv } from '../../app/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import { within, type OpenInstallation } from './installation.ts'
import { refused } from './refused.ts'

/** What reports are compared with besides the community's own cases. */
export function matchingCommands(open: OpenInstallation): readonly Command[] {
  const importing: Command = {
    name: 'matching import',
    usage: 'FILE… [--json]',
    summary: 'Take in OSV records, one a file, that new reports are compared with; kept sealed',
    options: [jsonOption],
    examples: [
      [
        'tocsin matching import osv/*.json',
        'records of your packages, or of those you depend on; again: only what is new',
      ],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 100_000 })
      if (typeof read === 'string') return misused(this, read, io)
      const files: { name: string; text: string }[] = []
      for (const name of read.rest) {
        const text = await textOf(name, io)
        if (typeof text === 'number') return text
        files.push({ name, text })
      }
      const done = await within(open, io, (world) => importOsv(world, files))
      if (isRefused(done)) return refused(done, io)
      const { taken, known, left } = done
      io.out(read.flags.has('json') ? `${JSON.stringify(done)}\n` : `taken in: ${taken}, known already: ${known}\n`)
      for (const { name, says } of left) io.err(`${name}: not_osv: ${says}\n`)
      return left.length === 0 ? exits.done : exits.refused
    },
  }
  return [importing]
}
