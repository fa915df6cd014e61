import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { platform } from 'node:process'
import { VaultFailed } from '../../app/ports/index.ts'
import { keyIn } from './installation-key.ts'

/** In milliseconds: it may have to ask over a network. */
const patience = 30_000

/**
 * A program beside where the key would lie, which prints it: a key service hands it out, and it is on no disk here.
 * `undefined`: there is none.
 */
export function commandAt(path: string): string | undefined {
  const command = join(dirname(path), 'installation.command')
  return statSync(command, { throwIfNoEntry: false }) === undefined ? undefined : command
}

/**
 * The keys that it prints, a line each as in the key's file: first the one to be used, then those that were. Empty where
 * there is no such program. Throws `VaultFailed`: `unsafe_file` where others may change it, `key_unavailable` where it
 * fails or prints something else; what it prints stands in no message.
 */
export function printedKeys(path: string): readonly Uint8Array[] {
  const command = commandAt(path)
  if (command === undefined) return []
  if (platform !== 'win32' && (statSync(command).mode & 0o022) !== 0) {
    throw new VaultFailed('unsafe_file', `others may change ${command}, which is run: chmod 700 it`)
  }
  const keys = answerOf(command).split('\n').filter(isSaid).map(keyIn)
  if (keys.length > 0 && keys.every((key) => key !== undefined)) return keys
  throw new VaultFailed('key_unavailable', `${command} prints something else than keys, one a line`)
}

function answerOf(command: string): string {
  try {
    return execFileSync(command, { encoding: 'utf8', timeout: patience, stdio: ['ignore', 'pipe', 'inherit'] })
  } catch (cause) {
    const { code, status, signal } = cause as { code?: string; status?: number | null; signal?: string | null }
    const why = typeof status === 'number' ? `ended with ${status}` : (code ?? signal ?? 'failed')
    // Not as the cause: it holds what was printed.
    throw new VaultFailed('key_unavailable', `${command}: ${why}`)
  }
}

function isSaid(line: string): boolean {
  return line.trim() !== ''
}
