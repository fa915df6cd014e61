import { packageInWords, rangeInWords, type AdvisoryDocument } from '../../advisory/index.ts'
import type { Case } from '../state.ts'

/** A question of MITRE’s form and what the case answers; empty: whoever fills it in knows. */
export interface FormField {
  readonly name: string
  readonly value: string
}

/** The form’s list of vulnerability types, by the weaknesses that belong there. */
const types: readonly (readonly [name: string, cwes: readonly number[]])[] = [
  ['Buffer Overflow', [119, 120, 121, 122, 125, 787]],
  ['Cross Site Request Forgery (CSRF)', [352]],
  ['Cross Site Scripting (XSS)', [79, 80, 83]],
  ['Directory Traversal', [22, 23, 35, 36]],
  ['Incorrect Access Control', [284, 285, 287, 306, 639, 862, 863]],
  ['Insecure Permissions', [275, 276, 277, 732]],
  ['Integer Overflow', [190, 191]],
  ['Missing SSL Certificate Validation', [295, 297]],
  ['SQL Injection', [89]],
  ['XML External Entity (XXE)', [611]],
]

const attacks: Readonly<Record<string, string>> = {
  N: 'Remote',
  A: 'Other: adjacent network',
  L: 'Local',
  P: 'Physical',
}

/**
 * V2: a request for one CVE id, as MITRE’s web form (https://cveform.mitre.org/) asks for it, question by question. It
 * may hold what is under embargo: whoever sends it decides that. Nobody is named who did not agree to it.
 */
export function mitreForm(c: Case, { community, from }: { readonly community: string; readonly from: string }) {
  const document = c.advisory.at(-1)?.document
  const vector = c.severity?.vector ?? ''
  const [attack = ''] = /(?<=AV:)[NALP]/.exec(vector) ?? []
  const fields: readonly FormField[] = [
    { name: 'Request type', value: 'Report Vulnerability/Request CVE ID' },
    { name: 'Your e-mail address', value: from },
    { name: 'Number of vulnerabilities reported or IDs requested', value: '1' },
    { name: 'Vulnerability type', value: document === undefined ? '' : typeOf(document) },
    { name: 'Vendor of the product(s)', value: community },
    { name: 'Affected product(s)/code base', value: document === undefined ? c.report.project : affected(document) },
    { name: 'Has the vendor confirmed or acknowledged the vulnerability?', value: c.accepted === null ? 'No' : 'Yes' },
    { name: 'Attack type', value: attacks[attack] ?? '' },
    { name: 'Impact', value: document?.impact === '' || document === undefined ? '' : `Other: ${document.impact}` },
    {
      name: 'Attack vector(s)',
      value: [vector, document?.vulnerableWhen ?? ''].filter((one) => one !== '').join('\n'),
    },
    { name: 'Suggested description of the vulnerability', value: document === undefined ? '' : described(document) },
    { name: 'Discoverer(s)/Credits', value: document === undefined ? '' : credited(document) },
    { name: 'Reference(s)', value: (document?.references ?? []).map(({ url }) => url).join('\n') },
    {
      name: 'Additional information',
      value:
        c.announced === null && c.publicSince === null
          ? 'This is not public yet. Please keep it private until we publish.'
          : '',
    },
  ]
  return fields
}

function typeOf({ cwes }: AdvisoryDocument): string {
  const numbers = cwes.map((cwe) => Number(cwe.replace(/\D/g, '')))
  const found = types.find(([, of]) => of.some((one) => numbers.includes(one)))?.[0]
  return found ?? `Other or Unknown${cwes.length === 0 ? '' : `: ${cwes.join(', ')}`}`
}

function affected({ affected: packages }: AdvisoryDocument): string {
  return packages
    .map((one) => {
      const versions = [...one.ranges.map(rangeInWords), ...(one.versions ?? [])]
      return `${packageInWords(one.package)}: ${versions.length === 0 ? 'all versions' : versions.join('; ')}`
    })
    .join('\n')
}

function described({ title, summary, details }: AdvisoryDocument): string {
  return [summary === '' ? title : summary, details].filter((text) => text !== '').join('\n\n')
}

function credited({ credits }: AdvisoryDocument): string {
  return credits.flatMap(({ name, consent }) => (consent ? [name] : [])).join('\n')
}
