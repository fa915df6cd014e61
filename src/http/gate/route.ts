import type { Context } from 'hono'
import type { Act } from '../../core/access/index.ts'
import type { PersonId } from '../../core/kernel/index.ts'
import type { CaseView, World } from '../../app/index.ts'
import type { Caller } from './caller.ts'

export type Method = 'get' | 'post' | 'delete'

/** What a handler gets: it is called only when the access table allowed the act. */
export interface Asked {
  readonly c: Context
  readonly world: World
  readonly caller: Caller
}

/** Somebody signed in, with the rights that the act asks for. */
export interface AskedByPerson extends Asked {
  readonly person: NonNullable<Caller['person']>
}

/** On a case: `view` is the case as this person sees it, their roles on it included. */
export interface AskedOfCase extends AskedByPerson {
  readonly view: CaseView
}

/** By a reporter's link: they have the reporter's rights on one case and no others. */
export interface AskedByReporter extends Asked {
  readonly view: CaseView
  readonly secret: string
  /** Whose link it is: whoever reported it, or a co-reporter. */
  readonly reporter: PersonId
}

/**
 * How often one network, the range around it, one mail address or one reporter's link may ask for something that costs others (their
 * mailbox, the committee's attention). Counted in this process and forgotten at a restart: enough against floods.
 */
export interface Limit {
  readonly by: 'network' | 'range' | 'address' | 'link'
  readonly most: number
  readonly minutes: number
}

type Answer = Response | Promise<Response>

/**
 * Every route of the product. The gate asks the access table before a handler runs; there is no other way to mount one.
 * - `public`: the act must be one that the table gives to anyone.
 * - `person`: signed in, and the table gives the act to one of their roles in the community.
 * - `case`: the path has `:case`; the table gives the act to one of their roles on that case. Who has none gets the
 *   same answer as for a case that does not exist.
 * - `reporter`: the path has `:secret`, a reporter's link.
 * `limits`: how often it may be asked for, for what anybody may do and others pay for.
 */
export type Route =
  | RouteOf<'public', Asked>
  | RouteOf<'person', AskedByPerson>
  | RouteOf<'case', AskedOfCase>
  | RouteOf<'reporter', AskedByReporter>

interface RouteOf<Scope extends string, AskedHere extends Asked> {
  readonly scope: Scope
  readonly method: Method
  readonly path: string
  readonly act: Act
  readonly limits?: readonly Limit[]
  handle(asked: AskedHere): Answer
}

/** How one family of routes says that something is wrong: as a page, or as JSON. */
export interface Voice {
  /** Paths that begin with this speak with this voice. */
  readonly prefix: string
  problem(c: Context, problem: Problem, caller: Caller): Response | Promise<Response>
}

export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
  readonly code: string
  readonly clause: string
  readonly says: string
  readonly instead: string
  readonly fields?: readonly { readonly field: string; readonly says: string }[]
}
