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
        <>
          <ul class="case-gaps">
            {gaps.map(({ says, clause, blocks }) => (
              <li>
                <Says>{says}</Says> <Clause {...clauseOf(clause)} />
                {blocks && <span class="soft"> needed</span>}
              </li>
            ))}
          </ul>
          {gaps.some(({ blocks }) => !blocks) && <p class="soft">{despite(gaps)}</p>}
        </>
      }
    />
  )
}

/** S1: nothing blocks because it is late; what can be gone on without asks for a reason, on record. */
function despite(gaps: readonly Gap[]): string {
  return gaps.some(({ blocks }) => blocks)
    ? 'What is marked as needed has to be done first. In spite of the rest the committee can go on, with a reason on record.'
    : 'The committee can go on in spite of that, with a reason on record.'
}
