import { Notice } from '../components/index.ts'
import type { Seen } from './seen.ts'
import { clauseOf } from './text.tsx'

/** The advisory is out, its CSAF document is not: what the standard's mandatory tests found, and what to do. */
export function Withheld({ seen: { withheld = [] } }: { readonly seen: Seen }) {
  if (withheld.length === 0) return <></>
  return (
    <Notice
      tone="warning"
      says="The advisory’s CSAF document is withheld: it does not pass the standard’s mandatory tests."
      instead={
        <>
          <ul class="case-gaps">
            {withheld.map(({ test, pointer, says }) => (
              <li>
                {says} <span class="soft">{[`test ${test}`, pointer].filter((part) => part !== '').join(', ')}</span>
              </li>
            ))}
          </ul>
          <p>Mend it in the advisory: the next revision is tested anew, and goes out when it passes.</p>
        </>
      }
      clause={clauseOf('V3')}
    />
  )
}
