import type { Child } from 'hono/jsx'

export interface Tab {
  readonly label: string
  readonly href: string
  readonly current?: boolean
  readonly count?: number | string
  /** How many of them are new to the reader. */
  readonly fresh?: number
}

/** Pages of one thing, as links. */
export function Tabs({ items, label }: { readonly items: readonly Tab[]; readonly label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul role="list">
        {items.map(({ label: words, href, current, count, fresh }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {words}
              {count === undefined ? null : <span class="tab-count"> {count}</span>}
              {fresh === undefined ? null : <span class="tab-new"> {fresh} new</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface PagerProps {
  readonly newer?: string | undefined
  readonly older?: string | undefined
  /** `1 to 50 of 312`. */
  readonly says?: Child
  /** What the two ways are called where they do not lead through time. */
  readonly words?: { readonly newer: string; readonly older: string }
}

export function Pager({ newer, older, says, words = { newer: 'Newer', older: 'Older' } }: PagerProps) {
  if (!newer && !older) return <></>
  return (
    <nav class="pager" aria-label="More pages">
      {newer ? (
        <a href={newer} rel="prev">
          {words.newer}
        </a>
      ) : (
        <span class="pager-none">{words.newer}</span>
      )}
      {says && <span class="soft numbers">{says}</span>}
      {older ? (
        <a href={older} rel="next">
          {words.older}
        </a>
      ) : (
        <span class="pager-none">{words.older}</span>
      )}
    </nav>
  )
}

/** Narrows a list on the page while one types. Isn't there without JavaScript; long lists are searched on the server. */
export function Filter({ list, label }: { readonly list: string; readonly label: string }) {
  return (
    <p class="filter field needs-script">
      <input type="search" aria-label={label} placeholder={label} data-filter={`#${list}`} data-slash />{' '}
      <span class="soft small" role="status" data-filter-count></span>
    </p>
  )
}
