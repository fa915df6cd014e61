import { affects, type Verdict } from '../../core/advisory/index.ts'
import { ask, clean } from '../api/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, textOf, type Given } from '../options.ts'
import { entriesIn } from './entries.ts'

/** Scripts ask "is it affected?": yes is 1, no is 0, and everything that leaves it open is neither. */
const codes: Readonly<Record<Verdict['answer'], number>> = {
  not_affected: exits.done,
  fixed: exits.done,
  affected: exits.refused,
  cannot_tell: exits.misused,
}

export const affectsCommand: Command = {
  name: 'advisory affects',
  usage: '[FILE|ID] --version VERSION [--package NAME] [--ecosystem NAME] [--json]',
  summary: 'Say whether a version is affected; exit 0 no, 1 yes, 2 cannot tell',
  options: [
    { name: 'version', value: 'VERSION', says: 'As its ecosystem writes it, or a whole commit id', needed: true },
    { name: 'package', value: 'NAME', says: 'A name or a package URL; needed where the advisory names several' },
    { name: 'ecosystem', value: 'NAME', says: 'As OSV spells it, where two ecosystems have a package of that name' },
    jsonOption,
  ],
  examples: [
    ['tocsin advisory affects CVE-2026-12345 --version 1.4.1', 'asks the server'],
    [
      'tocsin advisory affects GO-2022-0326.json --package github.com/sigstore/cosign --version v1.5.1',
      'an OSV record',
    ],
    ['curl -s https://example.org/osv/x.json | tocsin advisory affects --version 1.4.1', 'from standard input'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const [from = '-'] = read.rest
    const verdict = isId(from) ? await asked(from, read, io) : await judged(from, read, io)
    if (typeof verdict === 'number') return verdict
    io.out(read.flags.has('json') ? `${JSON.stringify(verdict, null, 2)}\n` : told(verdict))
    return codes[verdict.answer]
  },
}

/** `CVE-2026-12345`, but not `cve.json` nor `./CVE-2026-12345`. */
function isId(from: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]+$/.test(from)
}

async function judged(file: string, { values }: Given, io: CommandIo): Promise<Verdict | number> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return text
  const entries = entriesIn(text)
  if (typeof entries === 'string') {
    io.err(`${file}: ${entries}\n`)
    return exits.misused
  }
  const { version = '', package: named, ecosystem } = values
  return affects(entries, { version, package: named, ecosystem })
}

/** What the server refuses leaves the question open: that is not the exit code of "affected". */
async function asked(id: string, { values, flags }: Given, io: CommandIo): Promise<Verdict | number> {
  const query = new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
  const path = `/api/advisories/${encodeURIComponent(id)}/affects?${query.toString()}`
  const seen = await ask<Verdict>(io, { path, anonymous: true }, flags.has('json'))
  return seen === exits.refused ? exits.misused : seen
}

function told({ says, because, rule }: Verdict): string {
  const lines = because.map((one) => `  ${one}\n`).join('')
  return `${clean(says)}\n${clean(lines)}${rule === null ? '' : `  ${rule}\n`}`
}
