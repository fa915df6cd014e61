import { getCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { can } from '../../core/access/index.ts'
import { countOpen, heldCount, type World } from '../../app/index.ts'
import type { Asked, Caller } from '../gate/index.ts'
import { takeFlash } from './flash.ts'
import { localPath } from './localPath.ts'
import {
  ClockStrip,
  readTheme,
  themeCookie,
  workroomNav,
  type NavItem,
  type PublicPageProps,
  type WorkroomProps,
} from './shell/index.ts'

/** What every page of the workroom has in common; the page itself adds `title`, `current`, `band`, and its content. */
export type WorkroomFrame = Omit<WorkroomProps, 'title' | 'children' | 'current' | 'band'>
/** The same for pages that anybody may read. */
export type PublicFrame = Omit<PublicPageProps, 'title' | 'children' | 'current' | 'band'>

/** `<Workroom {...await workroomFrame(asked)} title="Today" current="today">`. Takes the flash: call it once a page. */
export async function workroomFrame({ c, world, caller }: Asked): Promise<WorkroomFrame> {
  const open = caller.person === null ? 0 : await countOpen(world, caller.person.id)
  const counted = workroomNav().map((item) => (item.id === 'cases' ? { ...item, count: open } : item))
  return {
    ...bareWorkroomFrame(c, caller),
    nav: counted.filter(({ id }) => id !== 'settings' || can(caller.roles, 'manageTokens')),
    extra: await extraRooms(world, caller),
    clock: clockStrip(c, world, caller),
    flash: takeFlash(c),
    ...(can(caller.roles, 'listCases') ? { search: { action: '/search' } } : {}),
  }
}

/** `<PublicPage {...publicFrame(asked)} title="Advisories" current="advisories">`. Takes the flash, too. */
export function publicFrame({ c, world, caller }: Asked): PublicFrame {
  return { ...barePublicFrame(c, caller), clock: clockStrip(c, world, caller), flash: takeFlash(c) }
}

/** Without the world: for pages that say what went wrong. */
export function bareWorkroomFrame(c: Context, caller: Caller): WorkroomFrame {
  const { person } = caller
  return {
    ...common(c),
    community: { name: nameOf(caller), href: '/today' },
    ...(person === null ? {} : { person: { name: person.name, href: '/you' }, signOut: { action: '/sign-out' } }),
  }
}

export function barePublicFrame(c: Context, caller: Caller): PublicFrame {
  const { community, person } = caller
  const inside = person !== null && caller.roles.length > 0
  return {
    ...common(c),
    community: { name: nameOf(caller), href: '/' },
    nav: community === null ? [] : [...publicNav, ...(inside ? [workroomDoor] : [])],
    foot:
      community === null ? [] : inside ? footLinks : [...footLinks, { label: 'Committee sign-in', href: '/sign-in' }],
  }
}

const publicNav: readonly NavItem[] = [
  { id: 'report', label: 'Report', href: '/report' },
  { id: 'advisories', label: 'Advisories', href: '/advisories' },
  { id: 'committee', label: 'Committee', href: '/security' },
  { id: 'policy', label: 'Policy', href: '/policy' },
]
const workroomDoor: NavItem = { id: 'workroom', label: 'Workroom', href: '/today' }
const footLinks = [{ label: 'security.txt', href: '/.well-known/security.txt' }]

function common(c: Context) {
  return {
    theme: readTheme(getCookie(c, themeCookie)),
    themeForm: { action: '/theme', hidden: { back: pathHere(c) ?? '/' } },
  }
}

/** Where the reader is, to come back to; a page that answers a form has no address of its own. */
function pathHere(c: Context): string | undefined {
  const { pathname, search } = new URL(c.req.url)
  return c.req.method === 'GET' ? localPath(`${pathname}${search}`) : undefined
}

function nameOf({ community }: Caller): string {
  return community?.name ?? 'Tocsin'
}

/** Rooms that are there only for some, or only when something is in them. */
async function extraRooms(world: World, { roles }: Caller): Promise<readonly NavItem[]> {
  const rooms: NavItem[] = []
  if (can(roles, 'retryEffect')) {
    const stuck = await world.store.outbox({ states: ['dead', 'unsure'], limit: 99 })
    if (stuck.length > 0) rooms.push({ id: 'outbox', label: 'Undelivered', href: '/outbox', count: stuck.length })
  }
  if (can(roles, 'settleMail')) {
    const { held, aside } = await heldCount(world)
    if (held + aside > 0) rooms.push({ id: 'mail', label: 'Held mail', href: '/mail', count: held })
  }
  if (can(roles, 'readMailbox') && world.mode !== 'production') {
    rooms.push({ id: 'mailbox', label: 'Mailbox', href: '/mailbox' })
  }
  return rooms
}

/** Everybody sees that the time is not the real one; who works here may wind it. */
function clockStrip(c: Context, world: World, { roles, community }: Caller) {
  if (world.clock === null || community === null) return undefined
  const back = pathHere(c) ?? '/today'
  const steps = can(roles, 'windClock') ? {} : { steps: [] }
  return <ClockStrip now={world.machine.now()} action="/clock" hidden={{ back }} {...steps} />
}
