/** What speaks for, or against, two texts being about one vulnerability; `compare.ts` says how each is measured. */
export const signals = [
  'words',
  'names',
  'versions',
  'classes',
  'ids',
  'rareWords',
  'rarest',
  'secondRarest',
  'ofTitle',
  'ofAsked',
  'ofRecord',
  'ofBest',
  'apart',
  'cosine',
  'classCosine',
  'length',
  'otherLength',
  'otherVersions',
] as const
export type Signal = (typeof signals)[number]

/**
 * Signals that compare a record with the others that were found. They tell which is likeliest, and nothing of how likely
 * it is: the best of none is a best, too.
 */
export const amongFound: readonly Signal[] = ['ofBest', 'apart']
