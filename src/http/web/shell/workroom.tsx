import type { Child } from 'hono/jsx'
import { Avatar, type FormTarget, Hidden, Mark } from '../components/index.ts'
import { Document, FlashMessage, type PageProps } from './document.tsx'
import { Nav, workroomNav, type NavItem } from './nav.tsx'
import { ThemeForm } from './theme.tsx'

export interface WorkroomProps extends PageProps {
  readonly community: { readonly name: string; readonly href?: string }
  /** Left out: nobody is signed in (the sign-in page itself). */
  readonly person?: { readonly name: string; readonly href?: string } | undefined
  /** The id of the room the reader is in. */
  readonly current?: string
  readonly nav?: readonly NavItem[]
  /** After the rooms: more links. */
  readonly extra?: readonly NavItem[]
  /** The embargo band of what is shown below. */
  readonly band?: Child
  /** Where the search field in the masthead goes, by `get`, as `q`. */
  readonly search?: { readonly action: string; readonly value?: string }
  readonly signOut?: FormTarget
  readonly themeForm?: FormTarget
}

/** The committee's and the fix team's side: dense and quiet. */
export function Workroom(props: WorkroomProps) {
  const { community, person, current, nav = workroomNav(), extra = [], band, search, signOut } = props
  return (
    <Document {...props} title={`${props.title} · ${community.name}`} look="workroom">
      <div class="page workroom">
        {props.clock}
        <header class="masthead">
          <div class="masthead-row">
            <a class="wordmark" href={community.href ?? '/today'}>
              <Mark /> <span class="wordmark-name">{community.name}</span>
            </a>
            {person && <Nav items={[...nav, ...extra]} current={current} label="Rooms" />}
            <div class="masthead-end">
              {search && <Search {...search} />}
              {person && <SignedIn person={person} signOut={signOut} />}
            </div>
          </div>
        </header>
        {band}
        <main id="main" tabindex={-1}>
          <FlashMessage flash={props.flash} />
          {props.children}
        </main>
        <footer class="page-foot">
          <div>
            <p>
              Tocsin.{' '}
              <button type="button" class="link-button needs-script" data-keys-help>
                Keys <kbd>?</kbd>
              </button>
            </p>
            <ThemeForm theme={props.theme} action="/theme" {...props.themeForm} />
          </div>
        </footer>
      </div>
    </Document>
  )
}

function Search({ action, value }: { readonly action: string; readonly value?: string }) {
  return (
    <form class="masthead-search" method="get" action={action} role="search">
      <input type="search" name="q" value={value} placeholder="Search" aria-label="Search cases" data-slash />
    </form>
  )
}

function SignedIn({ person, signOut }: { person: { name: string; href?: string }; signOut: FormTarget | undefined }) {
  const who = (
    <>
      <Avatar name={person.name} /> <span>{person.name}</span>
    </>
  )
  return (
    <>
      {person.href ? (
        <a class="signed-in" href={person.href}>
          {who}
        </a>
      ) : (
        <span class="signed-in">{who}</span>
      )}
      {signOut && (
        <form method="post" action={signOut.action}>
          <Hidden fields={signOut.hidden} />
          <button class="link-button">Sign out</button>
        </form>
      )}
    </>
  )
}
