import type { Version } from './metric.ts'

export type SeverityClass = 'none' | 'low' | 'medium' | 'high' | 'critical'

// The lowest score of each class, in tenths. 3.0 and 3.1: section 5, table 14; 4.0: section 6, table 22. The 2.0 guide
// names no classes: these three are the convention of the NVD, which has neither none nor critical.
const from3: readonly (readonly [SeverityClass, number])[] = [
  ['critical', 90],
  ['high', 70],
  ['medium', 40],
  ['low', 1],
  ['none', 0],
]

const classes: Readonly<Record<Version, typeof from3>> = {
  '2.0': [
    ['high', 70],
    ['medium', 40],
    ['low', 0],
  ],
  '3.0': from3,
  '3.1': from3,
  '4.0': from3,
}

/** The qualitative class of a score from 0.0 to 10.0. @throws RangeError for any other number */
export function classOf(score: number, version: Version): SeverityClass {
  const tenths = Math.round(score * 10)
  const found = tenths <= 100 ? classes[version].find(([, lowest]) => tenths >= lowest) : undefined
  if (found === undefined) throw new RangeError(`${score} is no CVSS score`)
  return found[0]
}
