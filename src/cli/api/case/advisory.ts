import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import { exits, type Command } from '../../command.ts'
import { given, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'

interface AdvisorySeen {
  readonly case: string
  readonly report: { readonly title: string }
  readonly advisory: { readonly revision: number; readonly document: object } | null
}

/** A document is edited in a file: this prints the newest, or one to begin with. */
export const advisoryCommand: Command = {
  name: 'case advisory',
  usage: 'CASE',
  summary: 'Print the newest revision of a case’s advisory as JSON, or an empty one to begin with',
  examples: [['tocsin case advisory c-0123456789ab > advisory.json', 'edit it; the command to save it is said beside']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const path = `/api/cases/${encodeURIComponent(read.rest[0] ?? '')}`
    const seen = await ask<AdvisorySeen>(io, { path }, false)
    if (typeof seen === 'number') return seen
    const { case: id, advisory } = seen
    printJson(advisory?.document ?? begun(seen), io)
    const revision = advisory?.revision ?? 0
    const edited = `tocsin case revise-advisory ${id} --based-on ${revision} --document-file FILE`
    io.err(`${revision === 0 ? 'Nothing is saved yet' : `Revision ${revision}`}. When it is edited: ${edited}\n`)
    return exits.done
  },
}

/** Whole as a form; what it lacks is said before an announcement. */
function begun({ report }: AdvisorySeen): AdvisoryDocument {
  const affected = [{ package: { ecosystem: '', name: '' }, ranges: [{ type: 'SEMVER', introduced: '0' }] }]
  return AdvisoryDocument.parse({ title: report.title, affected })
}
