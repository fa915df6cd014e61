import type { PlanEntry } from '../../../../core/process/index.ts'
import { datedForAnotherDay, reached } from '../../../../core/process/index.ts'
import { Button, Clause, Notice, When } from '../../components/index.ts'
import { labelOf } from '../labels.ts'
import { PlanTable } from '../planTable.tsx'
import { may, nameOf, type Seen } from '../seen.ts'
import { doing } from '../steps.tsx'
import { clauseOf } from '../text.tsx'

/** R1: who is told what, by which channel, when and by whom. */
export function Plan({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const { case: c, policy } = view
  const untold = policy.release.plan.audiences.filter(
    (audience) => !c.plan.some((entry) => entry.audience === audience && entry.dropped === null),
  )
  const acts = may(seen, 'planMessage') && c.closed === null
  return (
    <section class="stack" aria-labelledby="plan">
      <h2 id="plan">
        Communication plan <Clause {...clauseOf(policy.release.plan.clause)} />
      </h2>
      <p>
        {c.planAdopted === null ? (
          'Not adopted yet.'
        ) : (
          <>
            Adopted by {nameOf(view, c.planAdopted.by)}, <When at={c.planAdopted.at} />.
          </>
        )}
        {untold.length > 0 && (
          <span class="soft">
            {' '}
            Nobody plans to tell: {untold.map((audience) => labelOf(audience, 'audience').toLowerCase()).join(', ')}.
          </span>
        )}
      </p>
      {reached[policy.release.plan.opensWhen](c) === null && (
        <Notice
          tone="note"
          says="The plan opens once a fix or a mitigation is there: only then is a timeline realistic."
        />
      )}
      <AnotherDay seen={seen} />
      <PlanTable seen={seen} standing={(entry) => <Standing entry={entry} seen={seen} />} />
      {acts && (
        <p class="buttons">
          <Button href={doing(c.id, 'planMessage')}>Plan a message</Button>
          {c.planAdopted === null && c.plan.length > 0 && (
            <Button href={doing(c.id, 'adoptPlan')}>Adopt the plan</Button>
          )}
        </p>
      )}
    </section>
  )
}

/** V8: the release day moved, and messages are dated for the former one. */
function AnotherDay({ seen }: { readonly seen: Seen }) {
  const { case: c, policy } = seen.view
  const count = datedForAnotherDay(c).length
  if (count === 0 || c.closed !== null) return <></>
  const which = count === 1 ? 'One message is' : `${count} messages are`
  return (
    <Notice
      tone="warning"
      says={`The release day was moved. ${which} still dated for the former one.`}
      clause={clauseOf(policy.release.plan.clause)}
      action={
        may(seen, 'moveMessages') && <Button href={doing(c.id, 'moveMessages')}>Move planned messages along</Button>
      }
    />
  )
}

function Standing({ entry, seen }: { entry: PlanEntry; seen: Seen }) {
  const { entry: number, done, dropped } = entry
  if (done !== null) {
    return (
      <>
        went out <When at={done.at} /> <span class="soft">{done.evidence}</span>
      </>
    )
  }
  if (dropped !== null) return <span class="soft">dropped: {dropped}</span>
  if (!may(seen, 'carryOutMessage') || seen.view.case.closed !== null) return <>open</>
  const { id } = seen.view.case
  return (
    <>
      <a href={doing(id, 'carryOutMessage', { entry: String(number) })} aria-label={`It went out: entry ${number}`}>
        It went out
      </a>
      {', '}
      <a href={doing(id, 'dropMessage', { entry: String(number) })} aria-label={`Drop: entry ${number}`}>
        Drop
      </a>
    </>
  )
}
