import type { Gap } from '../../../core/process/index.ts'
import { Clause, Notice, Says } from '../components/index.ts'
import { clauseOf } from './text.tsx'

export interface MissingProps {
  readonly gaps: readonly Gap[]
  /** `warning` where somebody is about to go on in spite of it. */
  readonly tone?: 'warning' | 'note'
}

/** What is still missing; each says its clause. */
export function Missing({ gaps, tone = 'warning' }: MissingProps) {
  if (gaps.length === 0) return <></>
  return (
    <Notice
      tone={tone}
      says={gaps.length === 1 ? 'One thing is still missing.' : `${gaps.length} things are still missing.`}
      instead={
        <ul class="case-gaps">
          {gaps.map(({ says, clause, blocks }) => (
            <li>
              <Says>{says}</Says> <Clause {...clauseOf(clause)} />
              {blocks && <span class="soft"> needed</span>}
            </li>
          ))}
        </ul>
      }
    />
  )
}
