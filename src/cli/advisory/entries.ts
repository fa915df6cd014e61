import { AdvisoryDocument, packageVersions, readOsvPackages, type PackageVersions } from '../../core/advisory/index.ts'

/** Files beyond this are no advisory: the largest known have a few MB. */
const largest = 50_000_000

/**
 * Who is affected, out of an advisory's text: an OSV record, our own document, or what `advisory show --json` prints.
 * A sentence where it is none of them.
 */
export function entriesIn(text: string): readonly PackageVersions[] | string {
  if (text.length > largest) return 'is larger than 50 MB'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  if (typeof value !== 'object' || value === null) return 'is not an advisory'
  const document = AdvisoryDocument.safeParse('document' in value ? value.document : value)
  if (document.success) return document.data.affected.map(packageVersions)
  const read = 'affected' in value || 'schema_version' in value ? readOsvPackages(value) : undefined
  return read ?? 'is neither an OSV record nor an advisory document'
}
