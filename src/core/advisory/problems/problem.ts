export const problemCodes = [
  'ecosystem_unknown',
  'purl_invalid',
  'purl_other_ecosystem',
  'purl_other_package',
  'purl_with_version',
  'version_unreadable',
  'range_ends_before_it_begins',
  'range_is_empty',
  'ranges_overlap',
  'range_never_ends',
] as const

/** Something in a document that contradicts itself or that machines will not read. Drafts may have problems. */
export interface AdvisoryProblem {
  readonly code: (typeof problemCodes)[number]
  /** Path in the document, such as `affected[0].ranges[1].fixed`. */
  readonly field: string
  /** The same as the editor shows it: `Row 2, Fixed in`. */
  readonly where: string
  /** What is wrong, in one sentence. */
  readonly says: string
  /** The way out, in one sentence. */
  readonly instead: string
}

/** A problem before its place on the screen is known. */
export type Found = Omit<AdvisoryProblem, 'where'>
