import type { Json } from '../../kernel/index.ts'
import type { Advisory } from './advisory.ts'
import type { Format, RecordFormat, TextFormat } from './format.ts'
import { differences, type Difference, type Loss } from './losses.ts'
import type { Problem } from './problems.ts'
import type { Read } from './reading.ts'
import { formats, isRecordFormat } from './registry.ts'
import { sift } from './strays.ts'

export interface Written {
  /** The bytes to publish: the same advisory always makes the same. */
  readonly text: string
  readonly losses: readonly Loss[]
}

/**
 * Writes an advisory in a format. A record is read again at once, and whatever differs then is told as lost: nothing
 * can be dropped in silence.
 */
export function write(format: Format, advisory: Advisory): Written {
  if (!isRecordFormat(format)) return writeText(format, advisory)
  const text = textIn(format, advisory)
  const again = format.read(JSON.parse(text) as object).advisory
  const lost = differences(advisory, again)
  return { text, losses: lost.map((one) => explained(format, one)) }
}

/** The same bytes as `write` makes, where nobody asks what is lost: that takes most of its time. */
export function textIn(format: Format, advisory: Advisory): string {
  return isRecordFormat(format) ? `${JSON.stringify(format.write(advisory), null, 2)}\n` : format.write(advisory)
}

/** In a text for people, what it does not say word for word is lost; marks that only show characters as they are aside. */
function writeText(format: TextFormat, advisory: Advisory): Written {
  const text = textIn(format, advisory)
  const said = format.name === 'markdown' ? `${text}\n${text.replaceAll(/\\([\\`*_[\]<>#|~])/g, '$1')}` : text
  const lost = unsaid(advisory, '', said)
  return { text, losses: lost.map((pointer) => explained(format, { pointer })) }
}

function unsaid(value: Json | undefined, at: string, text: string): string[] {
  if (typeof value === 'string') return value === '' || text.includes(value) || isKind(at) ? [] : [at]
  if (typeof value !== 'object' || value === null) return []
  if ('consent' in value && value['consent'] === false) return [at]
  return Object.entries(value).flatMap(([name, member]) => unsaid(member, `${at}/${name}`, text))
}

/** Kinds of links, credits and ranges are said in words of their own. */
function isKind(at: string): boolean {
  return at.endsWith('/type')
}

/** A loss with the reason that the format has for the place, or for the nearest place around it. */
function explained(format: Format, difference: Difference): Loss {
  const general = difference.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
  const fitting = Object.keys(format.reasons).filter((at) => general === at || general.startsWith(`${at}/`))
  const [nearest] = fitting.toSorted((one, other) => other.length - one.length)
  const says = nearest === undefined ? unexplained : (format.reasons[nearest] ?? unexplained)
  return { ...difference, says }
}

/** No format should need this: a test makes sure. */
export const unexplained = 'the format does not keep it as it is'

/** What is wrong with a record, in its order; empty where nothing is. */
export function check(format: RecordFormat, record: Json): readonly Problem[] {
  return sift(format, record).problems
}

/** Fields of a record that its format does not know, where the official schema lets anything stand. */
export function strays(format: RecordFormat, record: Json): readonly Problem[] {
  return sift(format, record).strays
}

/** Reads a checked record; strays are among the losses. Throws `ZodError` for one that `check` finds something in. */
export function read(format: RecordFormat, record: Json): Read {
  format.schema.parse(sift(format, record).known)
  return format.read(record as object)
}

/** The format that a record says it is in; by its marks alone, so that a broken record is found out as what it is. */
export function detect(record: Json): RecordFormat | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined
  const fields = record as Readonly<Record<string, Json | undefined>>
  const document = fields['document']
  const csaf = typeof document === 'object' && document !== null && 'csaf_version' in document
  const draft = csaf && (document as Record<string, Json>)['csaf_version'] === '2.1'
  const marks: readonly (readonly [Format['name'], boolean])[] = [
    ['csaf-2.1', draft],
    ['csaf', csaf],
    ['cve', 'dataType' in fields || 'cveMetadata' in fields || 'providerMetadata' in fields],
    ['openvex', '@context' in fields || 'statements' in fields],
    ['ghsa', 'ghsa_id' in fields],
    ['osv', 'schema_version' in fields || ('id' in fields && 'modified' in fields)],
  ]
  const [name] = marks.find(([, present]) => present) ?? []
  const found = formats.find((format) => format.name === name)
  return found !== undefined && isRecordFormat(found) ? found : undefined
}
