import type { CaseView } from '../../../app/index.ts'
import { agreedRelease } from '../../../core/process/index.ts'
import { Clause, ReleaseHour, Table, When } from '../components/index.ts'
import { reportStanding } from './standing.ts'

/** What happens next, and by when. */
export function NextForReporter({ view }: { readonly view: CaseView }) {
  const { next } = reportStanding(view)
  const { case: c } = view
  const agreed = agreedRelease(c)
  return (
    <section class="stack" aria-labelledby="then">
      <h2 id="then">What happens next</h2>
      {next.length === 0 ? (
        <p class="soft">{nothingMore(view)}</p>
      ) : (
        <>
          {next.some(({ ifAccepted }) => ifAccepted) && (
            <p class="prose">
              A member of the committee looks at your report and answers you. If it is a vulnerability, this is the
              plan:
            </p>
          )}
          <Table
            caption="What happens next"
            columns={[{ label: 'What', head: true }, { label: 'By when' }]}
            rows={next.map(({ says, due, clause, asap }) => [
              `${says.charAt(0).toUpperCase()}${says.slice(1)}`,
              <>
                {asap ? 'as soon as possible' : due === null ? 'soon' : <When at={due} />}{' '}
                <Clause id={clause} href={`/policy#${clause}`} />
              </>,
            ])}
          />
        </>
      )}
      {agreed !== null && c.announced === null && (
        <>
          <p class="prose">The hour of the announcement is agreed. Please say nothing in public before:</p>
          <ReleaseHour at={agreed.announcement} showIn={view.policy.development.releaseDay.showIn} />
        </>
      )}
    </section>
  )
}

/** Where nothing is due: that it is over, that it goes on elsewhere, or that it rests. */
function nothingMore({ case: c }: CaseView): string {
  if (c.announced !== null) return 'All that was planned is done.'
  const how = c.closed?.resolution ?? c.setAside?.as
  if (how === 'duplicate') return 'The fix and the advisory come with the other report. You can ask us how it goes.'
  return 'Nothing is planned at the moment.'
}
