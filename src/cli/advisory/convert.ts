import {
  Advisory,
  isRecordFormat,
  readRecord,
  writeRecord,
  type Loss,
  type RecordFormat,
} from '../../core/advisory/index.ts'
import type { Json } from '../../core/kernel/index.ts'
import { exits, type Command } from '../command.ts'
import { given, jsonOption, misused, textOf, type Given } from '../options.ts'
import { checkText, formatGiven, problemLine } from './record.ts'

export const convertCommand: Command = {
  name: 'advisory convert',
  usage: '[FILE] --to NAME [--from NAME] [--publisher NAME --namespace URL] [--cna-org UUID] [--json]',
  summary: 'Convert an advisory between formats; what one cannot carry is reported',
  options: [
    {
      name: 'to',
      value: 'NAME',
      says: 'osv, cve, csaf, csaf-2.1, openvex, ghsa, markdown or oss-security',
      needed: true,
    },
    { name: 'from', value: 'NAME', says: 'osv, cve, csaf, csaf-2.1, openvex or ghsa; left out: found out' },
    { name: 'publisher', value: 'NAME', says: 'Who publishes it, where the format names them (CSAF, OpenVEX)' },
    { name: 'namespace', value: 'URL', says: "The publisher's own address" },
    { name: 'cna-org', value: 'UUID', says: "The numbering authority's organisation id (CVE)" },
    { name: 'json', says: jsonOption.says },
  ],
  examples: [
    [
      'tocsin advisory convert --from osv --to csaf GO-2022-0326.json',
      'the document on standard output, losses on the other',
    ],
    [
      'curl -s https://api.osv.dev/v1/vulns/GO-2022-0326 | tocsin advisory convert --to markdown',
      'from standard input',
    ],
    ['tocsin advisory convert --to cve --json x.json', '{document, losses} for programs'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const { values, flags } = read
    const to = formatGiven('to', values['to'] ?? '', 'write')
    if (typeof to === 'string') return misused(this, to, io)
    const from = values['from'] === undefined ? undefined : formatGiven('from', values['from'], 'read')
    if (typeof from === 'string') return misused(this, from, io)
    const [file = '-'] = read.rest
    const text = await textOf(file, io)
    if (typeof text === 'number') return text
    const name = file === '-' ? 'standard input' : file
    const checked = checkText(text, from as RecordFormat | undefined)
    if (!('record' in checked)) {
      for (const problem of checked.problems) io.err(problemLine(name, problem))
      return exits.refused
    }
    const { advisory, losses: unread } = readRecord(checked.format, checked.record)
    const whole = completed(advisory, read)
    if (typeof whole === 'string') return misused(this, whole, io)
    const { text: written, losses: unwritten } = writeRecord(to, whole)
    if (flags.has('json')) {
      const losses = [...labelled('reading', unread), ...labelled('writing', unwritten)]
      const document = isRecordFormat(to) ? (JSON.parse(written) as Json) : written
      io.out(`${JSON.stringify({ document, losses }, null, 2)}\n`)
      return exits.done
    }
    io.out(written)
    for (const { pointer, says } of unread) io.err(`reading ${pointer || 'the record'}: ${says}\n`)
    for (const { pointer, says } of unwritten) io.err(`writing ${pointer || 'the advisory'}: ${says}\n`)
    return exits.done
  },
}

function labelled(when: 'reading' | 'writing', losses: readonly Loss[]) {
  return losses.map((loss) => ({ when, ...loss }))
}

/** The advisory with what the command line says beside the record, or what is wrong with that. */
function completed(advisory: Advisory, { values }: Given): Advisory | string {
  const { publisher: name, namespace, 'cna-org': orgId } = values
  if ((name === undefined) !== (namespace === undefined)) return '--publisher and --namespace go together'
  const parsed = Advisory.safeParse({
    ...advisory,
    ...(name === undefined ? {} : { publisher: { name, namespace } }),
    ...(orgId === undefined ? {} : { cna: { orgId } }),
  })
  if (parsed.success) return parsed.data
  return parsed.error.issues
    .map(({ path, message }) => `${options[path.join('.')] ?? path.join('.')}: ${message}`)
    .join('; ')
}

const options: Readonly<Record<string, string>> = {
  'publisher.name': '--publisher',
  'publisher.namespace': '--namespace',
  'cna.orgId': '--cna-org',
}
