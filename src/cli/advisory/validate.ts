import type { CsafFinding, CsafTests } from '../../app/ports/index.ts'
import { isRecordFormat, type RecordFormat } from '../../core/advisory/index.ts'
import { exits, type Command, type CommandIo } from '../command.ts'
import { given, jsonOption, misused, textOf } from '../options.ts'
import { checkText, formatGiven, problemLine, type Checked } from './record.ts'
import { warningsOn, type Warning } from './warnings.ts'

interface Verdict {
  readonly file: string
  readonly format: string | null
  readonly valid: boolean
  readonly problems: Checked['problems']
  /** They do not make it invalid. */
  readonly warnings: readonly Warning[]
  readonly findings: readonly CsafFinding[]
}

export function validateCommand(tests: CsafTests): Command {
  return {
    name: 'advisory validate',
    usage: 'FILE… [--format NAME] [--json]',
    summary: 'Check advisories in any format; exit 0 all valid, 1 something is not, 2 cannot read it, or no JSON',
    options: [
      { name: 'format', value: 'NAME', says: 'osv, cve, csaf, csaf-2.1, openvex or ghsa; left out: found out' },
      jsonOption,
    ],
    examples: [
      ['tocsin advisory validate CVE-2026-12345.json', 'finds out the format, and names what is wrong by its pointer'],
      ['tocsin advisory validate --format csaf *.json', 'runs the tests of the CSAF standard, too'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 10_000 })
      if (typeof read === 'string') return misused(this, read, io)
      const named =
        read.values['format'] === undefined ? undefined : formatGiven('format', read.values['format'], 'read')
      if (typeof named === 'string') return misused(this, named, io)
      const format = named !== undefined && isRecordFormat(named) ? named : undefined
      const verdicts: Verdict[] = []
      let unread = false
      for (const file of read.rest) {
        const verdict = await verdictOn(file, format, tests, io)
        if (verdict === undefined || isNoJson(verdict)) unread = true
        if (verdict !== undefined) verdicts.push(verdict)
        if (verdict !== undefined && !read.flags.has('json')) tell(verdict, io)
      }
      if (read.flags.has('json')) io.out(`${JSON.stringify(verdicts, null, 2)}\n`)
      if (unread) return exits.misused
      return verdicts.every(({ valid }) => valid) ? exits.done : exits.refused
    },
  }
}

/** What is no JSON was not read, and so is neither valid nor invalid in any format. */
function isNoJson({ problems }: Verdict): boolean {
  return problems.some(({ code }) => code === 'malformed_json')
}

async function verdictOn(
  file: string,
  format: RecordFormat | undefined,
  tests: CsafTests,
  io: CommandIo,
): Promise<Verdict | undefined> {
  const text = await textOf(file, io)
  if (typeof text === 'number') return undefined
  const checked = checkText(text, format)
  const isCsaf = checked.format?.name.startsWith('csaf') === true
  const findings = 'record' in checked && isCsaf ? await tests.run(checked.record as object) : []
  const warnings = 'record' in checked ? warningsOn(checked.format, checked.record) : []
  const valid = checked.problems.length === 0 && findings.every(({ level }) => level !== 'error')
  return { file, format: checked.format?.name ?? null, valid, problems: checked.problems, warnings, findings }
}

function tell({ file, format, valid, problems, warnings, findings }: Verdict, io: CommandIo): void {
  for (const problem of problems) io.err(problemLine(file, problem))
  for (const { pointer, code, says, instead, of } of warnings) {
    io.err(
      `${file}: ${of === 'advisory' ? 'read as an advisory, ' : ''}${pointer}: warning: ${code}: ${says} ${instead}\n`,
    )
  }
  for (const { pointer, test, level, says } of findings) {
    io.err(
      `${file}: ${pointer === '' ? '' : `${pointer}: `}${level === 'warning' ? 'warning: ' : ''}csaf_${test}: ${says}\n`,
    )
  }
  if (valid) io.out(`${file}: valid ${format ?? ''}\n`)
}
