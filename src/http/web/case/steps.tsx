import { caseActs, type NextStep as Step } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { Button, Empty, NextStep, NextSteps } from '../components/index.ts'
import { areas, areaOf, addressOf, editors, type CasePageId } from './areas.ts'
import { may, nameOf, type Seen } from './seen.ts'
import { clauseOf } from './text.tsx'

/** Where an act is done, its form begun with what is known. */
export function doing(id: string, act: Step['act'], fields: Readonly<Record<string, string>> = {}, back?: CasePageId) {
  const given = new URLSearchParams({ ...fields, ...(back === undefined ? {} : { back }) })
  const query = given.size === 0 ? '' : `?${given.toString()}`
  const editor = editors[act]
  return editor === undefined ? `/cases/${id}/do/${act}${query}` : `${addressOf(id, editor.page)}${query}#${editor.at}`
}

/** The overview's steps: mine, those of others, and what nothing waits for. */
export function AllSteps({ seen }: { readonly seen: Seen }) {
  const { steps, case: c } = seen.view
  const needed = steps.filter(({ optional }) => !optional)
  const mine = needed.filter((step) => step.mine)
  const others = needed.filter((step) => !step.mine)
  const optional = steps.filter((step) => step.optional)
  if (steps.length === 0) {
    return c.closed === null ? (
      <Empty title="Nothing to do right now" says="The next step appears here as soon as there is one." />
    ) : (
      <Empty
        title={c.related.mergedInto === null ? 'The case is closed' : `The case goes on as ${c.related.mergedInto}`}
        says={
          c.related.mergedInto === null
            ? 'What comes later is a new case that is linked to this one.'
            : 'They were merged; that is not undone. Its thread stays the room of whoever reported it.'
        }
        action={
          c.related.mergedInto !== null ? (
            <Button href={addressOf(c.related.mergedInto)}>Open it</Button>
          ) : (
            may(seen, 'reopenCase') && <Button href={doing(c.id, 'reopenCase')}>{caseActs.reopenCase.title}</Button>
          )
        }
      />
    )
  }
  return (
    <>
      <Steps seen={seen} steps={mine} title="Yours" back="overview" />
      <Steps seen={seen} steps={others} title={mine.length === 0 ? 'Waiting for others' : 'Others’'} back="overview" />
      {optional.length > 0 && (
        <details class="case-more">
          <summary>Worth doing, but nothing waits for it ({optional.length})</summary>
          <Steps seen={seen} steps={optional} title="Worth doing" back="overview" />
        </details>
      )}
    </>
  )
}

/** The steps that are taken on one page, so that nobody has to go back to see what is next. */
export function StepsHere({ seen, page }: { readonly seen: Seen; readonly page: CasePageId }) {
  const here = seen.view.steps.filter(({ act }) => areas[areaOf[act]].page === page)
  return <Steps seen={seen} steps={here} title="Next steps" back={page} level={2} />
}

interface StepsProps {
  readonly seen: Seen
  readonly steps: readonly Step[]
  readonly title: string
  readonly back: CasePageId
  readonly level?: 2 | 3
}

function Steps({ seen, steps, title, back, level = 3 }: StepsProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  if (steps.length === 0) return <></>
  const { now, case: c } = seen.view
  return (
    <section class="stack" aria-label={title}>
      <Heading class="case-steps-title">{title}</Heading>
      <NextSteps title={title}>
        {steps.map((step) => (
          <NextStep
            level={3}
            what={step.title}
            who={whoOf(seen.view, step, seen.me)}
            mine={step.mine}
            now={now}
            clause={clauseOf(step.clause)}
            why={step.why}
            {...(step.due === null ? {} : { due: { due: step.due } })}
            {...(step.waitsFor === null ? {} : { waitsFor: [step.waitsFor] })}
            {...(step.can ? { action: { label: step.button, href: doing(c.id, step.act, step.fields, back) } } : {})}
          />
        ))}
      </NextSteps>
    </section>
  )
}

const crowds: Partial<Record<Step['role'], string>> = {
  member: 'Any committee member',
  fixer: 'Anyone on the fix team',
  reporter: 'The reporter',
}

function whoOf(view: CaseView, { who, role, mine, duty }: Step, me: string): string[] {
  const others = who.filter((person) => person !== me).map((person) => nameOf(view, person))
  if (who.length > 0) return others
  const crowd = crowds[role] ?? 'Anyone on the case'
  return mine
    ? [`or ${crowd.charAt(0).toLowerCase()}${crowd.slice(1)}`]
    : [duty === null ? crowd : `${crowd} (nobody holds ${duty})`]
}
