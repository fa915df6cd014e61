import type { AdvisoryDocument } from '../document.ts'

/** The fields of a package as the editor names them; a range's interval is one row there. */
const labels: Readonly<Record<string, string>> = {
  'package.ecosystem': 'Ecosystem',
  'package.name': 'Package',
  'package.purl': 'Package URL',
  introduced: 'Introduced in',
  fixed: 'Fixed in',
  lastAffected: 'Last affected',
  versions: 'Single versions',
  ranges: 'Introduced in',
}

/**
 * Where on the screen a part of `affected` stands: `affected[1].ranges[0].fixed` → `Row 3, Fixed in`. The editor has one
 * row for each interval and one for a package without any; what belongs to the whole package stands in its first row.
 */
export function rowInWords(document: Pick<AdvisoryDocument, 'affected'>, field: string): string {
  const [, entry = '', range = '0', rest = ''] =
    /^affected\[(\d+)\](?:\.ranges\[(\d+)\])?(?:\.([A-Za-z.]+))?/.exec(field) ?? []
  if (entry === '') return 'Affected packages'
  const before = document.affected.slice(0, Number(entry))
  const row = before.reduce((rows, { ranges }) => rows + Math.max(1, ranges.length), 1) + Number(range)
  const label = labels[rest]
  return label === undefined ? `Row ${row}` : `Row ${row}, ${label}`
}
