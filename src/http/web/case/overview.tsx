import type { Child } from 'hono/jsx'
import { lengthInWords } from '../../../core/clock/index.ts'
import { duties } from '../../../core/policy/index.ts'
import { Button, Definitions, Notice, People, type Fact } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { Everything } from './everything.tsx'
import { factsOf } from './facts.tsx'
import { dutyTitles } from './labels.ts'
import { Schedule } from './schedule.tsx'
import { may, nameOf, type Seen } from './seen.ts'
import { AllSteps, doing } from './steps.tsx'
import { clauseOf, WithTimes, Written } from './text.tsx'

/** The case on one page: what is next, by when, what is known, who does it. */
export function Overview({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  // Whoever triages reads the report first.
  const inTriage = view.case.accepted === null && view.case.closed === null
  return (
    <div class="stack stack-loose">
      <SetAside seen={seen} />
      <Hurry seen={seen} />
      <div class="beside">
        <section class="stack" aria-labelledby="steps">
          <h2 id="steps">Next steps</h2>
          <AllSteps seen={seen} />
        </section>
        <aside class="stack stack-loose" aria-label="In short">
          <TwoFigures seen={seen} />
          <Duties seen={seen} />
        </aside>
      </div>
      {inTriage && <ReportText seen={seen} />}
      <Schedule view={view} />
      <Facts seen={seen} />
      {!inTriage && <ReportText seen={seen} />}
      <Everything seen={seen} />
    </div>
  )
}

function SetAside({ seen: { view } }: { seen: Seen }) {
  const { setAside, closed } = view.case
  if (setAside === null || closed !== null) return <></>
  const how = { invalid: 'not a vulnerability', duplicate: 'a duplicate', withdrawn: 'withdrawn', deferred: 'put off' }
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
      instead={<WithTimes>{`Since ${cause.at}: ${cause.why}`}</WithTimes>}
      clause={clauseOf('S2')}
    />
  )
}

function TwoFigures({ seen: { view } }: { seen: Seen }) {
  const { toFixedRelease, exposure, running } = view.figures
  const known = [view.case.publicSince, view.case.exploitSince, view.case.attacksSince].some((at) => at !== null)
  return (
    <dl class="case-figures" aria-label="The two figures">
      <Figure
        term="From disclosure to a fixed release"
        value={lengthInWords(toFixedRelease)}
        running={running.toFixedRelease}
      />
      <Figure
        term="Users exposed to what is known"
        value={known ? lengthInWords(exposure) : 'not at all'}
        running={running.exposure}
      />
    </dl>
  )
}

function Figure({ term, value, running }: { term: string; value: string; running: boolean }) {
  return (
    <div class={running ? 'is-running' : ''}>
      <dt>{term}</dt>
      <dd>
        <strong>{value}</strong> {running && <span class="soft">and counting</span>}
      </dd>
    </div>
  )
}

/** C2: a duty nobody holds is visible. */
function Duties({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c } = view
  const hand = may(seen, 'assignDuty') && c.closed === null
  const link = (duty: string, words: string): Child =>
    hand && (
      <Button
        tone="quiet"
        href={doing(c.id, 'assignDuty', { duty }, 'overview')}
        label={`${words}: ${dutyTitles[duty as keyof typeof dutyTitles]}`}
      >
        {words}
      </Button>
    )
  const held = duties.flatMap((duty) => {
    const holder = c.duties[duty]
    if (holder === undefined) return []
    return [{ name: nameOf(view, holder), role: dutyTitles[duty], end: link(duty, 'Hand over') }]
  })
  const free = c.closed === null ? duties.filter((duty) => c.duties[duty] === undefined) : []
  return (
    <section class="stack" aria-labelledby="duties">
      <h2 id="duties">Duties</h2>
      {free.length > 0 && (
        <ul class="case-unheld" role="list">
          {free.map((duty) => (
            <li>
              <span>
                <strong>{dutyTitles[duty]}</strong> held by nobody
              </span>
              {link(duty, 'Give')}
            </li>
          ))}
        </ul>
      )}
      {held.length > 0 && <People label="Duties and who holds them" people={held} />}
      <p class="small">
        <a href={addressOf(c.id, 'people')}>Everyone on this case</a>
      </p>
    </section>
  )
}

/** What is known, and in one line what isn't yet. */
function Facts({ seen: { view } }: { seen: Seen }) {
  const facts = factsOf(view)
  const open = facts
    .filter(({ value }) => value === undefined)
    .map(({ term }) => (term === 'CVE' ? term : term.toLowerCase()))
  return (
    <section class="stack" aria-labelledby="facts">
      <h2 id="facts">Facts so far</h2>
      <Definitions label="Facts so far" items={facts.filter(({ value }) => value !== undefined)} />
      {open.length > 0 && <p class="soft">Not known yet: {open.join(', ')}.</p>}
    </section>
  )
}

function ReportText({ seen: { view } }: { seen: Seen }) {
  const { report, accepted, closed } = view.case
  const items: Fact[] = [
    { term: 'Title', value: report.title },
    ...(report.project === '' ? [] : [{ term: 'Project', value: report.project }]),
    ...(report.versions === '' ? [] : [{ term: 'Versions', value: report.versions }]),
    { term: 'Impact', value: <Written>{report.impact}</Written> },
    ...(report.steps === '' ? [] : [{ term: 'Steps', value: <Written>{report.steps}</Written> }]),
  ]
  const text = <Definitions label="The report" items={items} />
  return (
    <section class="stack" aria-labelledby="report">
      <h2 id="report">The report</h2>
      {accepted === null && closed === null ? (
        text
      ) : (
        <details class="case-more">
          <summary>As it was received</summary>
          {text}
        </details>
      )}
    </section>
  )
}
