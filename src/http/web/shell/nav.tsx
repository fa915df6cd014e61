export interface NavItem {
  readonly id: string
  readonly label: string
  readonly href: string
  /** After `g`, the key that goes there. */
  readonly key?: string
  /** How many things wait there; nothing is shown for none. */
  readonly count?: number
}

/** The workroom's five rooms. `base` is where the community lives: empty, or `/c/name` without a slash at the end. */
export function workroomNav(base = ''): readonly NavItem[] {
  return [
    { id: 'today', label: 'Today', href: `${base}/today`, key: 't' },
    { id: 'cases', label: 'Cases', href: `${base}/cases`, key: 'c' },
    { id: 'committee', label: 'Committee', href: `${base}/committee`, key: 'm' },
    { id: 'policy', label: 'Policy', href: `${base}/policy`, key: 'p' },
    { id: 'settings', label: 'Settings', href: `${base}/settings`, key: 's' },
  ]
}

export function Nav({
  items,
  current,
  label,
}: {
  items: readonly NavItem[]
  current?: string | undefined
  label: string
}) {
  return (
    <nav class="nav" aria-label={label}>
      <ul>
        {items.map(({ id, label: words, href, key, count }) => (
          <li>
            <a href={href} aria-current={id === current ? 'page' : undefined} data-go={key}>
              {words}
              {count ? <span class="nav-count">{count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
