import pg from 'pg'
import { StoreFailed } from '../../../app/ports/index.ts'
import { holdAlone as holdLock, settingsFor, type Held, type Runs } from '../../postgres/index.ts'
import { storeFailed } from './failures.ts'

/** Servers share this lock; who carries a database away, or fills one, has it alone. 'serv' in ASCII. */
const serving = 0x73657276

/** Takes the lock alone until the transaction ends; false where a server is running. */
export async function holdAlone(on: Runs): Promise<boolean> {
  const { rows } = await on.query<{ held: boolean }>('select pg_try_advisory_xact_lock($1) as held', [serving])
  return rows[0]?.held === true
}

/** That a server runs on a database, and that nobody carries it away meanwhile. */
export interface Claim {
  /**
   * Resolves while it stands; where its connection has broken, once it was taken again. Throws `StoreFailed`: `busy` once
   * somebody else has taken the database, `unreachable` where it stays broken.
   */
  standing(): Promise<void>
  /** Resolves when somebody else has taken the database, or has carried it away: this server must not go on. */
  readonly lost: Promise<void>
  release(): Promise<void>
}

/** In milliseconds: when a broken claim is tried again, how long a writer waits for that, and how often it is asked. */
export interface ClaimPace {
  readonly soon: number
  readonly again: number
  readonly patience: number
  /** A connection that nobody speaks on is cut by many a network without a word. */
  readonly look: number
}
const usual: ClaimPace = { soon: 20, again: 1_000, patience: 10_000, look: 30_000 }

/**
 * Says on the database that a server runs on it, beside any number of others, until `release`; `undefined` while
 * somebody carries it away. The lock lives on a connection: after a break it is taken again, unless somebody has it by
 * then, or `isHere` says that the records have left.
 */
export async function serveDatabase(
  url: string,
  isHere: () => Promise<boolean> = async () => true,
  pace: Partial<ClaimPace> = {},
): Promise<Claim | undefined> {
  const { soon, again, patience, look } = { ...usual, ...pace }
  const lost = Promise.withResolvers<void>()
  let state: 'standing' | 'broken' | 'lost' | 'released' = 'broken'
  let stands = Promise.withResolvers<void>()
  let retry: NodeJS.Timeout | undefined
  let client: pg.Client | undefined

  async function take(): Promise<boolean> {
    const own = new pg.Client({ ...settingsFor(url), query_timeout: patience })
    client = own
    own.on('error', () => broke(own))
    own.on('end', () => broke(own))
    await own.connect()
    const { rows } = await own.query<{ held: boolean }>('select pg_try_advisory_lock_shared($1) as held', [serving])
    return rows[0]?.held === true
  }

  function broke(own: pg.Client): void {
    if (own !== client || state !== 'standing') return
    state = 'broken'
    stands = Promise.withResolvers()
    retry = setTimeout(() => void takeAgain(), soon).unref()
  }

  function stand(own: pg.Client | undefined): void {
    state = 'standing'
    stands.resolve()
    setTimeout(() => void ask(own), look).unref()
  }

  /** Without an answer the connection is over: ending it says so. */
  async function ask(own: pg.Client | undefined): Promise<void> {
    if (own === undefined || own !== client || state !== 'standing') return
    try {
      await own.query('select')
      setTimeout(() => void ask(own), look).unref()
    } catch {
      await own.end().catch(() => undefined)
    }
  }

  async function takeAgain(): Promise<void> {
    try {
      const isOurs = (await take()) && (await isHere())
      if (state !== 'broken') return
      if (isOurs) return stand(client)
      state = 'lost'
      lost.resolve()
      await client?.end()
    } catch {
      const own = client
      client = undefined
      await own?.end().catch(() => undefined)
      if (state === 'broken') retry = setTimeout(() => void takeAgain(), again).unref()
    }
  }

  async function standing(): Promise<void> {
    if (state === 'broken') {
      const { promise, resolve } = Promise.withResolvers<void>()
      const enough = setTimeout(resolve, patience)
      await Promise.race([stands.promise, lost.promise, promise])
      clearTimeout(enough)
    }
    if (state === 'standing') return
    if (state === 'broken') throw new StoreFailed('unreachable', 'the claim to the database could not be taken again')
    throw new StoreFailed('busy', 'the database is being moved, or was moved away')
  }

  async function release(): Promise<void> {
    state = 'released'
    clearTimeout(retry)
    await client?.end().catch(() => undefined)
  }

  try {
    if (!(await take())) {
      await release()
      return undefined
    }
    stand(client)
    return { standing, lost: lost.promise, release }
  } catch (cause) {
    await release()
    throw storeFailed(cause)
  }
}

/**
 * Keeps servers off a database until `release`; `undefined` while one is running. The lock lives on a connection:
 * `isHeld` says whether that has broken since.
 */
export async function holdDatabase(url: string): Promise<Held | undefined> {
  try {
    return await holdLock(url, serving)
  } catch (cause) {
    throw storeFailed(cause)
  }
}
