import type { Child } from 'hono/jsx'
import { lengthInWords } from '../../../core/clock/index.ts'
import { duties, type Duty } from '../../../core/policy/index.ts'
import { caseActs, unheldDuties } from '../../../core/process/index.ts'
import { Button, People } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { titleOf } from './labels.ts'
import { may, nameOf, type Seen } from './seen.ts'
import { doing } from './steps.tsx'

/** From disclosure to a fix that users can install, and how long they were exposed: what it is all for. */
export function TwoFigures({ seen: { view } }: { seen: Seen }) {
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

const sudden = ['notePublic', 'noteExploit', 'noteAttacks'] as const

/** S2: on the worst day nobody looks for it among everything that can be done. */
export function Suddenly({ seen }: { seen: Seen }) {
  const { case: c } = seen.view
  const known = { notePublic: c.publicSince, noteExploit: c.exploitSince, noteAttacks: c.attacksSince }
  const acts = sudden.filter((act) => known[act] === null && may(seen, act))
  if (c.closed !== null || c.fixReleased !== null || acts.length === 0) return <></>
  return (
    <section class="stack stack-tight" aria-labelledby="sudden">
      <h2 id="sudden">{c.publicSince === null ? 'If it gets out' : 'If it gets worse'}</h2>
      <p class="soft small">
        {c.publicSince === null
          ? 'Say so at once: everything is then due as soon as possible, and everyone on the case is told.'
          : 'Say so at once: everyone on the case is told.'}
      </p>
      <ul class="case-instead" role="list">
        {acts.map((act) => (
          <li>
            <a href={doing(c.id, act, {}, 'overview')}>{caseActs[act].title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** C2: a duty nobody holds is visible. */
export function Duties({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c, policy } = view
  const hand = may(seen, 'assignDuty') && c.closed === null
  const link = (duty: Duty, words: string): Child =>
    hand && (
      <Button
        tone="quiet"
        href={doing(c.id, 'assignDuty', { duty }, 'overview')}
        label={`${words}: ${titleOf(duty, policy)}`}
      >
        {words}
      </Button>
    )
  const held = duties.flatMap((duty) => {
    const holder = c.duties[duty]
    if (holder === undefined) return []
    return [{ name: nameOf(view, holder), role: titleOf(duty, policy), end: link(duty, 'Hand over') }]
  })
  const free = c.closed === null ? unheldDuties(c, policy) : []
  return (
    <section class="stack" aria-labelledby="duties">
      <h2 id="duties">Duties</h2>
      {free.length > 0 && (
        <ul class="case-unheld" role="list">
          {free.map((duty) => (
            <li>
              <span>
                <strong>{titleOf(duty, policy)}</strong> held by nobody
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
