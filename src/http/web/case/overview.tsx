import { Notice } from '../components/index.ts'
import { EraseLink } from './erase.tsx'
import { Everything } from './everything.tsx'
import { Duties, Suddenly, TwoFigures } from './inShort.tsx'
import { Facts, ReportText } from './known.tsx'
import { Schedule } from './schedule.tsx'
import type { Seen } from './seen.ts'
import { SinceLastVisit } from './sinceLastVisit.tsx'
import { SimilarOnes } from './similar.tsx'
import { AllSteps } from './steps.tsx'
import { clauseOf } from './text.tsx'
import { Withheld } from './withheld.tsx'

/** The case on one page: what is next, by when, what is known, who does it. */
export function Overview({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  // Whoever triages reads the report first.
  const inTriage = view.case.accepted === null && view.case.closed === null
  return (
    <div class="stack stack-loose">
      <SetAside seen={seen} />
      <Hurry seen={seen} />
      <Withheld seen={seen} />
      <SinceLastVisit seen={seen} />
      <div class="beside">
        <section class="stack" aria-labelledby="steps">
          <h2 id="steps">Next steps</h2>
          {inTriage && (
            <p>
              First <a href="#report">read the report</a>.
            </p>
          )}
          <AllSteps seen={seen} />
        </section>
        <aside class="stack stack-loose" aria-label="In short">
          <TwoFigures seen={seen} />
          <Duties seen={seen} />
          <Suddenly seen={seen} />
        </aside>
      </div>
      {inTriage && <ReportText seen={seen} />}
      {seen.similar !== undefined && <SimilarOnes id={view.case.id} answer={seen.similar} />}
      <Schedule view={view} />
      <Facts seen={seen} />
      {!inTriage && <ReportText seen={seen} />}
      <Everything seen={seen} />
      <EraseLink seen={seen} />
    </div>
  )
}

function SetAside({ seen: { view } }: { seen: Seen }) {
  const { setAside, closed } = view.case
  if (setAside === null || closed !== null) return <></>
  const how = {
    invalid: 'not a vulnerability',
    duplicate: 'a duplicate',
    withdrawn: 'withdrawn',
    deferred: 'put off',
    spam: 'spam',
  }
  return (
    <Notice
      tone="note"
      says={`The case is set aside as ${how[setAside.as]}${setAside.of === null ? '' : ` of ${setAside.of}`}.`}
      instead={setAside.reason}
    />
  )
}

/** S2: whoever opens the page has to know at once that users are at risk now. */
function Hurry({ seen: { view } }: { seen: Seen }) {
  const cause = view.case.causes.findLast(({ kind }) => kind === 'asap')
  if (cause?.kind !== 'asap' || view.case.fixReleased !== null || view.case.closed !== null) return <></>
  return (
    <Notice
      tone="warning"
      says="All deadlines are as soon as possible: users are at risk now."
      instead={`Since ${cause.at}: ${cause.why}`}
      clause={clauseOf('S2')}
    />
  )
}
