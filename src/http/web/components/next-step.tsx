import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { Clause, type ClauseProps } from './clause.tsx'
import { DeadlineMark, type Due } from './deadline-mark.tsx'
import { Hidden, type FormTarget } from './form.tsx'
import type { Moment } from './moment.ts'
import { Says } from './says.tsx'

/** One button: a link to where it is done, or the act itself. */
export type StepAction = { readonly label: string } & ({ readonly href: string } | { readonly post: FormTarget })

export interface NextStepProps {
  /** An order, short: `Invite the fix team`. */
  readonly what: string
  /** Persons or duties: `Ada Quill`, `whoever holds Infra`. */
  readonly who: readonly string[]
  /** The reader is one of them. */
  readonly mine?: boolean
  readonly due?: Due
  readonly now: Moment
  readonly clause: ClauseProps
  /** One sentence for a person who never read the policy. */
  readonly why?: string
  /** What has to happen first. Not empty: the step can't be taken yet. */
  readonly waitsFor?: readonly string[]
  readonly action?: StepAction
  /** For lists over several cases: which one. */
  readonly of?: { readonly label: string; readonly href: string }
  readonly level?: 2 | 3
}

/** What, who, by when, why, one button. */
export function NextStep({
  what,
  who,
  mine,
  due,
  now,
  clause,
  why,
  waitsFor = [],
  action,
  of,
  level = 3,
}: NextStepProps) {
  const blocked = waitsFor.length > 0
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <article class={['next-step', mine && 'is-mine', blocked && 'is-blocked'].filter(Boolean).join(' ')}>
      <div class="next-step-says">
        {of && (
          <p class="next-step-of">
            <a href={of.href}>
              <bdi>{of.label}</bdi>
            </a>
          </p>
        )}
        <Heading>{what}</Heading>
        {why && (
          <p class="next-step-why">
            <Says>{why}</Says>
          </p>
        )}
        {blocked && (
          <p class="next-step-waits">
            Waits for: <Says>{waitsFor.join('; ')}</Says>
          </p>
        )}
      </div>
      <dl class="next-step-facts">
        <div>
          <dt>Who</dt>
          <dd>{mine ? <strong>You{others(who)}</strong> : who.join(', ') || 'Nobody yet'}</dd>
        </div>
        {due && (
          <div>
            <dt>By when</dt>
            <dd>
              <DeadlineMark now={now} {...due} />
            </dd>
          </div>
        )}
        <div>
          <dt>Why</dt>
          <dd>
            <Clause {...clause} />
          </dd>
        </div>
      </dl>
      {action && !blocked && (
        <div class="next-step-act">
          <Act action={action} tone={mine ? 'primary' : 'plain'} />
        </div>
      )}
    </article>
  )
}

function Act({ action, tone }: { readonly action: StepAction; readonly tone: 'primary' | 'plain' }) {
  if ('href' in action) {
    return (
      <Button href={action.href} tone={tone}>
        {action.label}
      </Button>
    )
  }
  return (
    <form method="post" action={action.post.action}>
      <Hidden fields={action.post.hidden} />
      <Button tone={tone}>{action.label}</Button>
    </form>
  )
}

function others(who: readonly string[]): string {
  return who.length > 0 ? `, ${who.join(', ')}` : ''
}

export interface NextStepsProps {
  readonly title?: string
  readonly children: Child
}

/** Steps under each other; `j` and `k` walk through them. */
export function NextSteps({ title = 'Next steps', children }: NextStepsProps) {
  return (
    <div class="next-steps" role="group" aria-label={title} data-walk=".next-step">
      {children}
    </div>
  )
}
