import type { Child } from 'hono/jsx'

export interface Fact {
  readonly term: string
  /** Left out: not known yet. */
  readonly value?: Child | undefined
}

/** What is known, term by term; what isn't known yet says so. */
export function Definitions({ items, label }: { readonly items: readonly Fact[]; readonly label?: string }) {
  return (
    <dl class="definitions" aria-label={label}>
      {items.map(({ term, value }) => (
        <div>
          <dt>{term}</dt>
          <dd>{value ?? <span class="soft">not yet</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface CodeProps {
  /** What it is: its name for those who hear the page. */
  readonly label: string
  readonly children: string
  /** Text that wraps (a mail) instead of lines that don't (code). */
  readonly wraps?: boolean
}

/** Text to the letter, scrolling inside itself. */
export function Code({ label, children, wraps }: CodeProps) {
  return (
    <pre class={wraps ? 'code wraps' : 'code'} role="region" aria-label={label} tabindex={0}>
      <code>{children}</code>
    </pre>
  )
}

export interface EvidenceProps {
  readonly kind: 'link' | 'hash' | 'commit' | 'note'
  readonly value: string
  /** Only for links to an address that was checked to be http or https. */
  readonly href?: string
}

/** What a fact on record rests on. */
export function Evidence({ kind, value, href }: EvidenceProps) {
  const text = kind === 'note' ? value : <code>{value}</code>
  return (
    <span class="evidence">
      <span class="soft">{kind}</span>{' '}
      {href ? (
        <a href={href} rel="noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </span>
  )
}
