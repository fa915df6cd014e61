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
  'cosine',
  'classCosine',
  'length',
  'otherLength',
  'otherVersions',
] as const
export type Signal = (typeof signals)[number]
