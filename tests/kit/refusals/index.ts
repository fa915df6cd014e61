import { announcing } from './announcing.ts'
import { disclosures } from './disclosures.ts'
import { fixing } from './fixing.ts'
import { regrouping } from './regrouping.ts'
import { releasing } from './releasing.ts'
import { triage } from './triage.ts'
import type { Row } from './row.ts'

export { file, notReleased, opening, past, setAside, tuesday, withoutCvss } from './stories.ts'
export type { Row } from './row.ts'

/** Every answer "no" of the process that an act on a case has. */
export const refusals: readonly Row[] = [
  ...regrouping,
  ...triage,
  ...disclosures,
  ...fixing,
  ...releasing,
  ...announcing,
]
