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
