import type { Child } from 'hono/jsx'
import { Clause, type ClauseProps } from './clause.tsx'
import { howLong, toInstant, type Moment } from './moment.ts'
import { When } from './when.tsx'

export type EmbargoState = 'none' | 'proposed' | 'active' | 'revise' | 'ended'

export interface EmbargoBandProps {
  readonly state: EmbargoState
  readonly now: Moment
  /** When it is to end. Left out: no date yet. */
  readonly until?: Moment
  /** With `ended`: since when everybody may know. */
  readonly publicSince?: Moment
  /** By name, never by alias: who can see what is below. */
  readonly sees: readonly { readonly name: string; readonly role?: string }[]
  readonly clause?: ClauseProps
  readonly end?: Child
}

const words: Record<EmbargoState, string> = {
  none: 'Private',
  proposed: 'Private, embargo proposed',
  active: 'Embargoed',
  revise: 'Embargoed, another date proposed',
  ended: 'Public',
}

const namedAtOnce = 4

/** Stands above everything that isn't public. Hatched: kept silent. Solid: rung out. */
export function EmbargoBand({ state, now, until, publicSince, sees, clause, end }: EmbargoBandProps) {
  return (
    <aside class={`embargo is-${state}`} aria-label={`Embargo: ${words[state]}`}>
      <div class="embargo-row">
        <p>
          <strong>{words[state]}</strong>{' '}
          {state === 'ended' ? <Since at={publicSince} /> : <Until at={until} now={now} />}{' '}
          {clause && <Clause {...clause} />}
        </p>
        {state !== 'ended' && <Sees sees={sees} />}
        {end}
      </div>
    </aside>
  )
}

function Until({ at, now }: { readonly at: Moment | undefined; readonly now: Moment }) {
  if (at === undefined) return <>with no date yet</>
  const [end, here] = [toInstant(at), toInstant(now)]
  const over = end.epochMilliseconds <= here.epochMilliseconds
  return (
    <>
      until <When at={at} />{' '}
      <span class="soft">({over ? `${howLong(end, here)} ago` : `${howLong(here, end)} left`})</span>
    </>
  )
}

function Since({ at }: { readonly at: Moment | undefined }) {
  return at === undefined ? (
    <></>
  ) : (
    <>
      since <When at={at} />
    </>
  )
}

function Sees({ sees }: { readonly sees: EmbargoBandProps['sees'] }) {
  if (sees.length === 0) return <p>Nobody can see this yet</p>
  if (sees.length <= namedAtOnce) return <p>Seen by {listed(sees.map(({ name }) => name))}</p>
  return (
    <details>
      <summary>Seen by {sees.length} people</summary>
      <ul role="list">
        {sees.map(({ name, role }) => (
          <li>
            {name}
            {role && <span class="soft"> {role}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
