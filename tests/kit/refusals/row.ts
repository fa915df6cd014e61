import type { Actor } from '../../../src/core/kernel/index.ts'
import type { CaseActName } from '../../../src/core/process/index.ts'
import type { Story } from '../case.ts'

/** Given a story, when this is tried, then it is refused with this code, for this clause. */
export type Row = readonly [answer: string, story: () => Story, by: Actor, act: CaseActName, fields?: object]
