import { resolve } from 'node:path'
import { Failed } from './failure.ts'

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
 * `TOCSIN_DATABASE`, the address of a PostgreSQL database; `undefined` where it is not set: the embedded one in the data
 * folder. It holds a password: no message repeats it. Throws `Failed`.
 */
export function databaseOf(env: Env): string | undefined {
  const text = env['TOCSIN_DATABASE'] ?? ''
  if (text === '') return undefined
  if (isPostgres(text)) return text
  const instead = 'Set it to postgres://user:password@host/database, or leave it out.'
  throw new Failed('bad_database', 'TOCSIN_DATABASE is not the address of a PostgreSQL database', instead)
}

export function isPostgres(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)
}
