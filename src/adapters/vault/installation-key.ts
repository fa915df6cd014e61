import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { platform } from 'node:process'
import { VaultFailed } from '../../app/ports/index.ts'
import { makeFolder, syncFolder } from '../files/index.ts'

const length = 32
/** One line, so that people can print it and put it into a safe. */
const form = /^tocsin-key-1 ([0-9a-f]{64})\r?\n?$/

/** The key in its line; `undefined`: it is none. */
export function keyIn(line: string): Uint8Array | undefined {
  const found = form.exec(line)?.[1]
  return found === undefined ? undefined : new Uint8Array(Buffer.from(found, 'hex'))
}

/**
 * Reads the installation's key. Throws `VaultFailed`: `unsafe_file` when others on this machine may read it,
 * `wrong_installation_key` when the file holds no key. `undefined` when there is no file.
 */
export function readInstallationKey(path: string): Uint8Array | undefined {
  const handle = openExisting(path)
  if (handle === undefined) return undefined
  try {
    const { mode } = fstatSync(handle)
    // Windows has no such modes; its folders' access lists apply.
    if (platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new VaultFailed('unsafe_file', `others may read ${path}: chmod 600 it, and consider the key known`)
    }
    const found = keyIn(readFileSync(handle, 'utf8'))
    if (found === undefined) throw new VaultFailed('wrong_installation_key', `${path} holds no installation key`)
    return found
  } finally {
    closeSync(handle)
  }
}

/** Makes the key, on disk before it is used: what it sealed would otherwise be lost with it in a power cut. */
export function makeInstallationKey(path: string): Uint8Array {
  makeFolder(dirname(path))
  const key = new Uint8Array(randomBytes(length))
  const handle = openSync(path, 'wx', 0o600)
  try {
    writeSync(handle, `tocsin-key-1 ${Buffer.from(key).toString('hex')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(dirname(path))
  return key
}

/** One key for one purpose (HKDF-SHA-256, RFC 5869): what one use reveals is of no help with another. */
export function derived(installationKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', installationKey, '', `tocsin ${purpose}`, length))
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** What tells one key from another without telling anything of it. */
export function checkOf(key: Uint8Array): string {
  return createHmac('sha256', derived(key, 'check')).update('check').digest('hex')
}

/** The short form of that: for people, and beside what a key wrapped. */
export function idOf(check: string): string {
  return check.slice(0, 16)
}
