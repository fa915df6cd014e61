import { publishTo, type Pages, type PublishedTo } from '../../app/index.ts'
import type { Folder } from '../../app/ports/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused } from '../options.ts'
import { within, type OpenInstallation } from './installation.ts'

/** What publishing needs of the outside; the command line knows no disk and no look. */
export interface PublishingMeans {
  folder(path: string): Folder
  pages(): Promise<Pages>
  readonly version: string
}

/** The public part as a folder of files, for any web server. */
export function publishCommand(open: OpenInstallation, { folder, pages, version }: PublishingMeans): Command {
  return {
    name: 'publish',
    usage: '--out DIR [--address URL] [--anew] [--json]',
    summary: 'Write all published advisories as a static site: pages, feeds, OSV, CVE, a CSAF trusted provider’s tree',
    options: [
      { name: 'out', value: 'DIR', says: 'Where to; made if it is not there' },
      { name: 'address', value: 'URL', says: 'Where it will be found; left out: the community’s own address' },
      { name: 'anew', says: 'Look at every file again, not only at what changed since the last time' },
      jsonOption,
    ],
    examples: [
      ['tocsin publish --out /srv/www/security', 'beside a running server; again after each change'],
      ['tocsin publish --out ./site --address https://security.example.org', 'for another address'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const { out, address } = read.values
      if (out === undefined) return misused(this, 'say where to with --out', io)
      if (address !== undefined && !/^https?:\/\/[^\s?#]+$/.test(address)) {
        return misused(this, '--address is not a web address such as https://security.example.org', io)
      }
      const options = { pages: await pages(), version, anew: read.flags.has('anew') }
      const done = await within(open, io, (world) =>
        publishTo(world, folder(out), { ...options, ...(address === undefined ? {} : { address }) }),
      )
      return tell(done, out, read.flags.has('json'), io)
    },
  }
}

function tell(done: PublishedTo, out: string, asJson: boolean, io: CommandIo): number {
  const { advisories, written, removed, withheld } = done
  if (asJson) io.out(`${JSON.stringify({ out, ...done }, null, 2)}\n`)
  else {
    io.out(`${out}: ${advisories} ${advisories === 1 ? 'advisory' : 'advisories'}, `)
    io.out(`${written} files written, ${removed} removed\n`)
  }
  for (const { id, findings } of withheld) {
    for (const { test, pointer, says } of findings)
      io.err(`${id}: CSAF withheld: ${test} at ${pointer || '/'}: ${says}\n`)
  }
  return withheld.length === 0 ? exits.done : exits.refused
}
