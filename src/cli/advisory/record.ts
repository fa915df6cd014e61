import {
  checkRecord,
  detectFormat,
  formatNamed,
  formats,
  isRecordFormat,
  readJson,
  recordProblem,
  type Format,
  type RecordFormat,
  type RecordProblem,
} from '../../core/advisory/index.ts'
import type { Json } from '../../core/kernel/index.ts'
import { near } from '../near.ts'

/** A record's text, checked. */
export type Checked =
  | { readonly format: RecordFormat; readonly record: Json; readonly problems: readonly [] }
  | { readonly format: RecordFormat | undefined; readonly problems: readonly RecordProblem[] }

/** In the format that is named, or in the one that the record shows by its marks. */
export function checkText(text: string, named: RecordFormat | undefined): Checked {
  const read = readJson(text)
  if ('problem' in read) return { format: named, problems: [read.problem] }
  const format = named ?? detectFormat(read.value)
  if (format === undefined) {
    const says = 'This is of none of the formats that are known here.'
    return { format, problems: [recordProblem('unknown_format', '', says)] }
  }
  const problems = checkRecord(format, read.value)
  return problems.length > 0 ? { format, problems } : { format, record: read.value, problems: [] }
}

/** `file: /pointer: code: says instead`; the whole record has an empty pointer. */
export function problemLine(file: string, { pointer, code, says, instead }: RecordProblem): string {
  return `${file}: ${pointer === '' ? '' : `${pointer}: `}${code}: ${says} ${instead}\n`
}

/** The format of that name, or what to say instead. */
export function formatGiven(option: string, name: string, use: 'read' | 'write'): Format | string {
  const found = formatNamed(name)
  if (found !== undefined && (use === 'write' || isRecordFormat(found))) return found
  const names = formats.filter((format) => use === 'write' || isRecordFormat(format)).map((format) => format.name)
  if (found !== undefined) return `--${option}: ${found.title} is only written, not read; choose of ${names.join(', ')}`
  const [meant] = near(name.toLowerCase(), names)
  const hint = meant === undefined ? '.' : `: did you mean ${meant}?`
  return `--${option}: "${name}" is not a format${hint} There are ${names.join(', ')}`
}
