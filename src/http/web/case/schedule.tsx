import { agreedRelease, isLate, type Deadline } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { Clause, DeadlineBar, DeadlineMark, Says, Table, When, type DeadlineWindow } from '../components/index.ts'
import { titleOf } from './labels.ts'
import { nameOf } from './seen.ts'
import { clauseOf } from './text.tsx'

/** The deadlines as a line of time and, in words, where each stands and why it stands there. */
export function Schedule({ view }: { readonly view: CaseView }) {
  const { case: c, deadlines, now } = view
  const drawn = deadlines.filter(({ state, due }) => state !== 'moot' && due !== null)
  const publicAt = c.publicSince ?? agreedRelease(c)?.opening ?? c.embargo.until
  return (
    <section class="stack" aria-labelledby="schedule">
      <h2 id="schedule">Schedule</h2>
      {drawn.length > 0 && (
        <DeadlineBar
          disclosed={c.disclosed}
          now={now}
          {...(publicAt === null ? {} : { publicAt })}
          windows={drawn.map(windowOf)}
        />
      )}
      <Table
        caption="Deadlines"
        columns={[
          { label: 'What', head: true },
          { label: 'Standing' },
          { label: 'Due' },
          { label: 'Who' },
          { label: 'Clause' },
        ]}
        rows={deadlines.map((deadline) => [
          <What deadline={deadline} />,
          <Standing deadline={deadline} view={view} />,
          <Due deadline={deadline} />,
          <Holder view={view} deadline={deadline} />,
          <Clause {...clauseOf(deadline.clause)} />,
        ])}
      />
    </section>
  )
}

/** The bar draws what is still to come or was done; what is late shows as late even when it should be at once (S2). */
function windowOf(deadline: Deadline): DeadlineWindow {
  const { title, opens, due, original, doneAt } = deadline
  return {
    label: title,
    ...(opens === null ? {} : { from: opens }),
    ...(due === null ? {} : { due }),
    ...(doneAt === null ? {} : { done: doneAt }),
    ...(original === null || original === due ? {} : { original }),
    asap: deadline.asap && !isLate(deadline),
  }
}

function What({ deadline: { title, because } }: { deadline: Deadline }) {
  const [rule = '', ...causes] = because
  return (
    <>
      {title}
      <span class="case-because">
        <Says>{ruleOnly(rule, title)}</Says>
      </span>
      {causes.map((cause) => (
        <span class="case-because is-cause">
          <Says>{cause}</Says>
        </span>
      ))}
    </>
  )
}

/** The rule begins with its clause and title, which stand in the row already. */
function ruleOnly(rule: string, title: string): string {
  const at = rule.indexOf(`${title}: `)
  return at === -1 ? rule.replace(/^[A-Z]\d+: /, '') : rule.slice(at + title.length + 2)
}

function Standing({ deadline, view }: { deadline: Deadline; view: CaseView }) {
  const { due, doneAt, state } = deadline
  if (state === 'moot') return <span class="soft">no longer matters</span>
  if (state === 'waiting') return <span class="soft">not counting yet</span>
  return (
    <DeadlineMark
      brief
      now={view.now}
      {...(due === null ? {} : { due })}
      {...(doneAt === null ? {} : { done: doneAt })}
      asap={deadline.asap && !isLate(deadline)}
    />
  )
}

function Due({ deadline: { due, original, opens, asap } }: { deadline: Deadline }) {
  if (due === null) return <span class="soft">no date</span>
  return (
    <>
      <When at={due} />
      {opens !== null && opens !== due && !asap && (
        <span class="case-because">
          from <When at={opens} />
        </span>
      )}
      {original !== null && original !== due && (
        <span class="deadline-original">
          was <When at={original} />
        </span>
      )}
    </>
  )
}

function Holder({ view, deadline: { duty } }: { view: CaseView; deadline: Deadline }) {
  const holder = view.case.duties[duty]
  return holder === undefined ? (
    <span class="soft">{titleOf(duty, view.policy)}, held by nobody</span>
  ) : (
    <>
      {nameOf(view, holder)} <span class="soft">{titleOf(duty, view.policy)}</span>
    </>
  )
}
