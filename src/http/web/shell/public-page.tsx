import type { Child } from 'hono/jsx'
import { type FormTarget, Mark } from '../components/index.ts'
import { Document, FlashMessage, type PageProps } from './document.tsx'
import { Nav, type NavItem } from './nav.tsx'
import { ThemeForm } from './theme.tsx'

export interface PublicPageProps extends PageProps {
  readonly community: { readonly name: string; readonly href?: string }
  readonly nav?: readonly NavItem[]
  readonly current?: string
  /** An embargo band, on a reporter's own thread. */
  readonly band?: Child
  /** Links at the foot: feeds, security.txt. */
  readonly foot?: readonly { readonly label: string; readonly href: string }[]
  readonly themeForm?: FormTarget
}

/** What anybody may read: warm and plain. */
export function PublicPage(props: PublicPageProps) {
  const { community, nav = [], current, foot = [] } = props
  return (
    <Document {...props} title={`${props.title} · ${community.name} security`} look="public">
      <div class="page public">
        {props.clock}
        <header class="masthead">
          <div class="masthead-row">
            <a class="wordmark" href={community.href ?? '/'}>
              <Mark /> <span class="wordmark-name">{community.name} security</span>
            </a>
            {nav.length > 0 && <Nav items={nav} current={current} label="Main" />}
          </div>
        </header>
        {props.band}
        <main id="main" tabindex={-1}>
          <FlashMessage flash={props.flash} />
          {props.children}
        </main>
        <footer class="page-foot">
          <div>
            <ul>
              {foot.map(({ label, href }) => (
                <li>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
            <ThemeForm theme={props.theme} action="/theme" {...props.themeForm} />
          </div>
        </footer>
      </div>
    </Document>
  )
}
