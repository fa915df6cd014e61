import { may, type Seen } from '../seen.ts'
import { ActForm } from '../doPage.tsx'
import { StepsHere } from '../steps.tsx'
import { Calculator } from './calculator.tsx'
import { withCalculated } from './chosen.ts'
import { Cve } from './cve.tsx'
import { Differences } from './differences.tsx'
import { Explained } from './inWords.tsx'
import { Decided, Proposals } from './proposals.tsx'
import { Ssvc } from './ssvc.tsx'

/** V1: what was proposed, side by side; what was decided, and why; and V2, the CVE id. */
export function Severity({ seen: asked }: { readonly seen: Seen }) {
  const seen = withCalculated(asked)
  const { case: c } = seen.view
  const open = c.closed === null
  const usesCvss = seen.view.policy.development.severity.versions.length > 0
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="severity" />
      <Decided seen={seen} />
      <section class="stack" aria-labelledby="proposals">
        <h2 id="proposals">Proposals</h2>
        <Proposals seen={seen} />
      </section>
      <Differences seen={seen} />
      <Calculator seen={seen} />
      {usesCvss && <Explained seen={seen} />}
      <div class="case-pair">
        {open && may(seen, 'decideSeverity') && (
          <section class="stack" aria-labelledby="decide">
            <h2 id="decide">Decide</h2>
            <p class="soft">
              The committee’s final call. Quickly beats perfectly; the class may differ from the score, with a reason.
            </p>
            <ActForm seen={seen} act="decideSeverity" within />
          </section>
        )}
        {open && may(seen, 'proposeSeverity') && (
          <section class="stack" aria-labelledby="propose">
            <h2 id="propose">Propose</h2>
            <p class="soft">
              Anyone on the case may.{' '}
              {usesCvss
                ? 'A mistake in the vector is shown to the character.'
                : 'This policy has classes only, no scores: say which, and why.'}
            </p>
            <ActForm seen={seen} act="proposeSeverity" within />
          </section>
        )}
      </div>
      <Ssvc seen={asked} />
      <Cve seen={seen} />
    </div>
  )
}
