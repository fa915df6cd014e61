import {
  AdvisoryDocument,
  checkRecord,
  detectFormat,
  packageVersions,
  readOsvPackages,
  readRecord,
  type PackageVersions,
} from '../../core/advisory/index.ts'
import type { Json } from '../../core/kernel/index.ts'

/** Files beyond this are no advisory: the largest known have a few MB. */
const largest = 50_000_000

/**
 * Who is affected, out of an advisory's text: an OSV record as it stands, our own document (as `advisory show --json`
 * prints it, too), or any other format that can be read. A sentence where it is none of them.
 */
export function entriesIn(text: string): readonly PackageVersions[] | string {
  if (text.length > largest) return 'is larger than 50 MB'
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not an advisory'
  const document = AdvisoryDocument.safeParse('document' in value ? value['document'] : value)
  if (document.success) return document.data.affected.map(packageVersions)
  const format = detectFormat(value)
  if (format === undefined) return 'is no advisory in a format that is known here'
  const read = format.name === 'osv' ? readOsvPackages(value) : undefined
  if (read !== undefined) return read
  const [problem] = checkRecord(format, value)
  if (problem !== undefined) return `${problem.pointer || '/'}: ${problem.says} — ${problem.instead}`
  return readRecord(format, value).advisory.document.affected.map(packageVersions)
}
