import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { bold, printJson } from '../print.ts'
import { clean } from '../text.ts'

interface SimilarSeen {
  readonly similar: readonly {
    readonly id: string
    readonly title: string
    readonly likelihood: 'likely' | 'perhaps'
    readonly reasons: readonly string[]
    readonly case: { readonly open: boolean } | null
  }[]
  readonly among: number
}

export const similarCommand: Command = {
  name: 'case similar',
  usage: 'CASE [--json]',
  summary: 'Show what a report may be a duplicate of, and why',
  options: [jsonOption],
  examples: [['tocsin case similar c-0123456789ab', 'then case mark-duplicate, merge-case or dismiss-match']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}/similar`
    const seen = await ask<SimilarSeen>(io, { path }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) {
      printJson(seen, io)
      return exits.done
    }
    if (seen.similar.length === 0) io.err(`Nothing in ${seen.among} other records is much like it\n`)
    for (const { id, title, likelihood, reasons, case: found } of seen.similar) {
      const what = found === null ? 'imported record' : found.open ? 'open case' : 'closed case'
      io.out(`${bold(clean(title), io)}\n${clean(id)} · ${what} · ${likelihood} the same\n`)
      for (const reason of reasons) io.out(`  ${clean(reason)}\n`)
    }
    return exits.done
  },
}
