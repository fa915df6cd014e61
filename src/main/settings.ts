import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failed } from './failure.ts'
import type { InstallationAt } from './places.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Where an installation lives: `TOCSIN_DATA`, else the folder that the command works on by itself. */
export function dataFolder(env: Env, otherwise = './data'): string {
  return resolve(env['TOCSIN_DATA'] === undefined || env['TOCSIN_DATA'] === '' ? otherwise : env['TOCSIN_DATA'])
}

/** `TOCSIN_HOST` and `TOCSIN_PORT`; this machine only, port 8080, unless they say otherwise. Throws `Failed`. */
export function listenAt(env: Env): { readonly host: string; readonly port: number } {
  const text = env['TOCSIN_PORT'] ?? ''
  const port = text === '' ? 8080 : Number(text)
  if (!/^\d{0,5}$/.test(text) || port > 65_535) {
    throw new Failed('bad_port', `TOCSIN_PORT is "${text}"`, 'Set it to a number up to 65535; 0 takes any free port.')
  }
  const host = env['TOCSIN_HOST'] ?? ''
  return { host: host === '' ? '127.0.0.1' : host, port }
}

/** `TOCSIN_CLOCK=trust`: the clock is right although the newest record lies ahead of it. Throws `Failed`. */
export function clockTrusted(env: Env): boolean {
  const text = env['TOCSIN_CLOCK'] ?? ''
  if (text === '' || text === 'trust') return text === 'trust'
  throw new Failed('bad_clock', `TOCSIN_CLOCK is "${text}"`, 'Set it to trust, or leave it out.')
}

/**
 * Where the installation is: `TOCSIN_DATA`, and what lies elsewhere. `TOCSIN_DATABASE`: the records; `TOCSIN_KEYS`: the
 * wrapped keys; `TOCSIN_ATTACHMENTS`: a folder that is there. Throws `Failed`: `bad_database`, `bad_keys`,
 * `same_database`, `bad_attachments`.
 */
export function installationAt(env: Env, otherwise?: string): InstallationAt {
  const database = addressIn(env, 'TOCSIN_DATABASE', 'bad_database')
  const keys = addressIn(env, 'TOCSIN_KEYS', 'bad_keys')
  if (database !== undefined && keys !== undefined && samePlace(database, keys)) throw sameDatabase()
  return { data: dataFolder(env, otherwise), database, keys, attachments: sharedFolder(env) }
}

/** An address holds a password: no message repeats it. */
function addressIn(env: Env, setting: string, code: string): string | undefined {
  const text = env[setting] ?? ''
  if (text === '') return undefined
  if (isPostgres(text)) return text
  const instead = 'Set it to postgres://user:password@host/database, or leave it out.'
  throw new Failed(code, `${setting} is not the address of a PostgreSQL database`, instead)
}

/** One server and database, whoever the user is; one that has two names is told by what lies in it. */
export function samePlace(one: string, other: string): boolean {
  return sameServer(one, other) && new URL(one).pathname === new URL(other).pathname
}

export function sameServer(one: string, other: string): boolean {
  const [first, second] = [one, other].map((address) => {
    const { hostname, port, searchParams } = new URL(address)
    return `${searchParams.get('host') ?? hostname} ${port === '' ? '5432' : port}`.toLowerCase()
  })
  return first === second
}

export function sameDatabase(): Failed {
  return new Failed(
    'same_database',
    'TOCSIN_KEYS and TOCSIN_DATABASE name one database: each copy of it would have records and keys',
    'Set TOCSIN_KEYS to a database of its own, on another server if you can.',
  )
}

/** Not made where it is missing: a network disk that is not mounted would be taken for an empty one. */
function sharedFolder(env: Env): string | undefined {
  const text = env['TOCSIN_ATTACHMENTS'] ?? ''
  if (text === '') return undefined
  const folder = resolve(text)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder
  const instead = 'Make or mount it, for this user alone, or leave TOCSIN_ATTACHMENTS out.'
  throw new Failed('bad_attachments', `${folder}, which TOCSIN_ATTACHMENTS names, is no folder that is there`, instead)
}

export function isPostgres(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)
}
