import { firstAdministrator, lifetimes, loadCommunity, signInSecret, type Mode, type World } from '../app/index.ts'
import type { Lines } from '../app/ports/index.ts'
import { isThisMachine } from '../core/community/index.ts'
import { makeFolder } from '../adapters/files/index.ts'
import { lockFolder } from '../adapters/lock/index.ts'
import { serveDatabase, type Claim } from '../adapters/store/index.ts'
import { startBackground } from './background.ts'
import { assertClock, watchClock } from './clock.ts'
import { movedTo } from './engine.ts'
import { attempt, Failed } from './failure.ts'
import { listen } from './listen.ts'
import type { InstallationAt } from './places.ts'
import { sameServer } from './settings.ts'
import { assertShared } from './sharedFolder.ts'
import { openWorld, type OpenWorld } from './world.ts'

export interface ServeSettings extends InstallationAt {
  readonly host: string
  readonly port: number
  /** With a clock that can be wound; only in folders that a demonstration made. */
  readonly demo: boolean
  /** Somebody has looked at a clock that is behind the newest record, and it is right. */
  readonly clockTrusted?: boolean
  readonly lines: Lines
}

export interface Link {
  readonly name: string
  readonly address: string
}

export interface Serving {
  readonly world: World
  /** Where people reach it. */
  readonly address: string
  readonly setUp: boolean
  /** Ways in that work once: for the first administrator; in a demonstration, for everyone in it. */
  links(): Promise<readonly Link[]>
  /** Resolves where it cannot go on: somebody else has taken its database. It has to be stopped then. */
  readonly ended: Promise<Failed>
  /** Finishes the requests under way and the round of the outbox, then closes everything. */
  stop(): Promise<void>
}

/** Starts the product on a data folder. Throws `Failed` for everything that the machine or the folder refuses. */
export async function serve(settings: ServeSettings): Promise<Serving> {
  const { data, database, keys, attachments, host, port } = settings
  const here: { world?: World } = {}
  const lock = await attempt(data, () =>
    hold(settings, async () => (await here.world?.store.setting(movedTo)) === undefined),
  )
  const undo: (() => Promise<void> | void)[] = [() => lock.release()]
  try {
    const opened = await attempt(data, () =>
      openWorld({
        data,
        database,
        keys,
        attachments,
        mode: settings.demo ? 'demo' : 'local',
        lines: settings.lines,
        standing: lock.standing,
      }),
    )
    here.world = opened
    undo.push(() => opened.close())
    await keepApart(opened, settings)
    await assertShared(opened, settings)
    warnBeside(settings)
    await assertClock(opened, { trusted: settings.clockTrusted === true })
    const community = await loadCommunity(opened)
    const world = { ...opened, mode: modeFor(settings, community?.address) }
    if (community === null) undo.push(awaitSetUp(world, settings))
    const listening = await attempt(`${host}:${port}`, () => listen(world, { host, port }))
    undo.push(() => listening.stop())
    const address = world.mode === 'production' && community !== null ? community.address : listening.address
    const seeded = settings.demo ? await demonstration(world, data, address) : undefined
    const background = startBackground(world)
    undo.push(() => background.stop())
    // A wound clock jumps because somebody winds it.
    if (!settings.demo) undo.push(watchClock(world))
    return {
      world,
      address,
      setUp: community !== null,
      links: async () => seeded?.links ?? [await signInLink(world, address)],
      ended: endOf(world, lock.lost),
      stop: () => undone(undo),
    }
  } catch (error) {
    await undone(undo)
    throw error
  }
}

/** One server has a data folder to itself. A PostgreSQL database is shared by servers, but not with who carries it away. */
async function hold(
  { data, database }: ServeSettings,
  isHere: () => Promise<boolean>,
): Promise<Partial<Omit<Claim, 'release'>> & { release(): Promise<void> | void }> {
  makeFolder(data)
  const held = database === undefined ? lockFolder(data) : await serveDatabase(database, isHere)
  if (held !== undefined) return held
  if (database === undefined) {
    throw new Failed('in_use', `another Tocsin serves ${data}`, 'Stop it first, or set TOCSIN_DATA to another folder.')
  }
  throw new Failed('in_use', 'the database is being moved or restored', 'Wait until that has ended.')
}

/** The set-up may name an address that others reach: from then on, and not from the next start on, mail must leave. */
function awaitSetUp(world: World & { mode: Mode }, settings: ServeSettings): () => void {
  const looking = setInterval(() => {
    loadCommunity(world).then(
      (community) => {
        if (community === null) return
        world.mode = modeFor(settings, community.address)
        clearInterval(looking)
      },
      (error: unknown) => world.lines.error('set_up_not_seen', { code: (error as Error).name }),
    )
  }, 1000)
  return () => clearInterval(looking)
}

/** Its stories are loaded only here: a real installation never needs them. */
async function demonstration(
  world: World,
  data: string,
  address: string,
): Promise<{ readonly links: readonly Link[] }> {
  const { NotADemo, seedDemo } = await import('./demo/index.ts')
  try {
    const { links } = await seedDemo(world, { address })
    return { links: links.map((one) => ({ name: `${one.name} (${one.role})`, address: one.address })) }
  } catch (error) {
    if (!(error instanceof NotADemo)) throw error
    throw new Failed(error.code, `${data}: ${error.message}`, 'Delete the folder, or set TOCSIN_DATA to another one.')
  }
}

/** A one-time link for the first administrator; before the set-up it leads there and lasts a day. */
async function signInLink(world: World, address: string): Promise<Link> {
  const setUp = (await loadCommunity(world)) !== null
  const secret = await signInSecret(world, await firstAdministrator(world), setUp ? lifetimes.signIn : lifetimes.setUp)
  return { name: setUp ? 'Sign in (works once)' : 'Set it up (works once)', address: `${address}/sign-in/${secret}` }
}

/** Reachable from this machine only, in both senses: where it listens, and what it tells people as its address. */
export function modeFor({ demo, host }: Pick<ServeSettings, 'demo' | 'host'>, address: string | undefined): Mode {
  if (demo) return 'demo'
  const told = address === undefined ? 'localhost' : new URL(address).hostname
  return isThisMachine(host) && isThisMachine(told) ? 'local' : 'production'
}

/** A wound clock and real cases must not meet: what a demonstration made is served as one, and nothing else is. */
async function keepApart(world: OpenWorld, { demo, data }: ServeSettings): Promise<void> {
  const made = (await world.store.setting('demo')) !== undefined
  if (made && !demo) {
    throw new Failed('a_demo', `${data} was made by a demonstration`, 'Run tocsin demo, or set TOCSIN_DATA.')
  }
  if (demo && !made && (await loadCommunity(world)) !== null) {
    throw new Failed('not_a_demo', `${data} holds a real installation`, 'Set TOCSIN_DATA to another folder.')
  }
}

/** Base backups, archived logs and replicas are of a whole server: they would have records and keys (docs/keys.md). */
function warnBeside({ database, keys, lines }: ServeSettings): void {
  if (database === undefined || keys === undefined || !sameServer(database, keys)) return
  lines.warn('keys_beside_records', { server: new URL(keys).host })
}

/** What fails keeps nothing after it from being ended; the first failure is thrown at last. */
async function undone(undo: (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of undo.splice(0).toReversed()) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

function endOf({ lines }: World, lost: Promise<void> = new Promise(() => undefined)): Promise<Failed> {
  return lost.then(() => {
    lines.error('claim_lost')
    const says = 'the connection that held the database for this server broke, and somebody else has taken it since'
    return new Failed('claim_lost', says, 'When its move has ended, start again with what that said to set.')
  })
}
