import { mkdirSync } from 'node:fs'
import { firstAdministrator, lifetimes, loadCommunity, signInSecret, type Mode, type World } from '../app/index.ts'
import type { Lines } from '../app/ports/index.ts'
import { startBackground } from './background.ts'
import { asFailed, Failed } from './failure.ts'
import { listen } from './listen.ts'
import { lockFolder } from './lock.ts'
import { openWorld, type OpenWorld } from './world.ts'

export interface ServeSettings {
  readonly data: string
  readonly host: string
  readonly port: number
  /** With a clock that can be wound; only in folders that a demonstration made. */
  readonly demo: boolean
  readonly lines: Lines
}

export interface Serving {
  readonly world: World
  /** Where people reach it. */
  readonly address: string
  readonly setUp: boolean
  /** A sign-in link for the first administrator that works once. */
  link(): Promise<string>
  /** Finishes the requests under way and the round of the outbox, then closes everything. */
  stop(): Promise<void>
}

/** Starts the product on a data folder. Throws `Failed` for everything that the machine or the folder refuses. */
export async function serve(settings: ServeSettings): Promise<Serving> {
  const { data, host, port } = settings
  const lock = await attempt(data, () => {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    return lockFolder(data)
  })
  const undo: (() => Promise<void> | void)[] = [() => lock.release()]
  try {
    const opened = await attempt(data, () =>
      openWorld({ data, mode: settings.demo ? 'demo' : 'local', lines: settings.lines }),
    )
    undo.push(() => opened.close())
    await keepApart(opened, settings)
    const community = await loadCommunity(opened)
    const world = { ...opened, mode: modeFor(settings, community?.address) }
    const listening = await attempt(`${host}:${port}`, () => listen(world, { host, port }))
    undo.push(() => listening.stop())
    const background = startBackground(world)
    undo.push(() => background.stop())
    const address = world.mode === 'production' && community !== null ? community.address : listening.address
    return {
      ...{ world, address, setUp: community !== null },
      link: () => signInLink(world, address),
      stop: () => undone(undo),
    }
  } catch (error) {
    await undone(undo)
    throw error
  }
}

/** A one-time link for the first administrator; before the set-up it leads there and lasts a day. */
async function signInLink(world: World, address: string): Promise<string> {
  const setUp = (await loadCommunity(world)) !== null
  const secret = await signInSecret(world, await firstAdministrator(world), setUp ? lifetimes.signIn : lifetimes.setUp)
  return `${address}/sign-in/${secret}`
}

/** Reachable from this machine only, in both senses: where it listens, and what it tells people as its address. */
export function modeFor({ demo, host }: Pick<ServeSettings, 'demo' | 'host'>, address: string | undefined): Mode {
  if (demo) return 'demo'
  const told = address === undefined ? 'localhost' : new URL(address).hostname
  return isLoopback(host) && isLoopback(told) ? 'local' : 'production'
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** A wound clock and real cases must not meet: a demonstration keeps to its folder, and nothing else serves that. */
async function keepApart(world: OpenWorld, { demo, data }: ServeSettings): Promise<void> {
  const made = (await world.store.setting('demonstration')) !== undefined
  if (demo && !made) {
    if ((await loadCommunity(world)) !== null) {
      throw new Failed('not_a_demo', `${data} holds a real installation`, 'Set TOCSIN_DATA to another folder.')
    }
    await world.store.commit({ settings: [{ name: 'demonstration', value: 'yes' }] })
  }
  if (!demo && made) {
    throw new Failed('a_demo', `${data} was made by a demonstration`, 'Run tocsin demo, or set TOCSIN_DATA.')
  }
}

async function undone(undo: (() => Promise<void> | void)[]): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step()
}

async function attempt<Answer>(of: string, act: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (error) {
    throw asFailed(error, of)
  }
}
