import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Somebody who writes and reads mail with another implementation of OpenPGP. */
export interface Correspondent {
  readonly publicKey: string
  readonly fingerprint: string
  encrypt(plain: Uint8Array, to: string, how?: { sign?: boolean }): string
  signDetached(plain: Uint8Array): string
  signClear(plain: Uint8Array): string
  /** What stands in a message to them, and whether the sender's signature is good. */
  decrypt(armored: string, from: string): { plain: string; good: boolean }
  /** Whether a text with its signature around it is the key's. */
  verifyClear(signed: string, from: string): boolean
  close(): void
}

export const has = (program: string) => spawnSync(program, ['--version']).error === undefined
/** Sequoia's commands were renamed with version 1; what Debian's stable release has is spoken to here. */
export const hasSq = () => String(spawnSync('sq', ['--version']).stdout).startsWith('sq 0.')

const owner = 'Rita Rope <rita@example.org>'

export function gnupg(...curve: string[]): Correspondent {
  const home = mkdtempSync(join(tmpdir(), 'tocsin-gpg-'))
  const file = filesIn(home)
  const options = ['--homedir', home, '--batch', '--quiet', '--trust-model', 'always', '--armor']
  const secret = ['--pinentry-mode', 'loopback', '--passphrase', '']
  const gpg = (...args: string[]) =>
    String(execFileSync('gpg', [...options, ...args], { stdio: ['ignore', 'pipe', 'ignore'] }))
  const algorithms = curve.length > 0 ? curve : ['default', 'default', 'never']
  gpg(...secret, '--quick-gen-key', owner, ...algorithms)
  const publicKey = gpg('--export', owner)
  const listed = gpg('--with-colons', '--fingerprint', owner)
  return {
    publicKey,
    fingerprint: /^fpr:+([0-9A-F]+):/m.exec(listed)?.[1] ?? '',
    encrypt(plain, to, { sign = true } = {}) {
      gpg('--import', file('to.asc', to))
      return gpg(
        ...(sign ? [...secret, '--sign'] : []),
        '--recipient-file',
        file('to.asc', to),
        '--output',
        '-',
        '--encrypt',
        file('plain', plain),
      )
    },
    signDetached: (plain) => gpg(...secret, '--detach-sign', '--output', '-', file('plain', plain)),
    signClear: (plain) => gpg(...secret, '--clear-sign', '--output', '-', file('plain', plain)),
    decrypt(armored, from) {
      gpg('--import', file('from.asc', from))
      const args = [...options, ...secret, '--status-fd', '2', '--decrypt', file('message.asc', armored)]
      const { stdout, stderr } = spawnSync('gpg', args)
      return { plain: String(stdout), good: /^\[GNUPG:\] VALIDSIG /m.test(String(stderr)) }
    },
    verifyClear(signed, from) {
      gpg('--import', file('from.asc', from))
      return spawnSync('gpg', [...options, '--verify', file('signed.asc', signed)]).status === 0
    },
    close() {
      spawnSync('gpgconf', ['--homedir', home, '--kill', 'all'])
      rmSync(home, { recursive: true })
    },
  }
}

export function sequoia(): Correspondent {
  const home = mkdtempSync(join(tmpdir(), 'tocsin-sq-'))
  const file = filesIn(home)
  const sq = (...args: string[]) => String(execFileSync('sq', args, { stdio: ['ignore', 'pipe', 'ignore'] }))
  const key = join(home, 'key.pgp')
  sq('key', 'generate', '--userid', owner, '--export', key)
  const publicKey = sq('key', 'extract-cert', key)
  return {
    publicKey,
    fingerprint: /Fingerprint: ([0-9A-F]+)/.exec(sq('inspect', file('own.asc', publicKey)))?.[1] ?? '',
    encrypt: (plain, to, { sign = true } = {}) =>
      sq(
        'encrypt',
        '--recipient-cert',
        file('to.asc', to),
        ...(sign ? ['--signer-key', key] : []),
        file('plain', plain),
      ),
    signDetached: (plain) => sq('sign', '--detached', '--signer-key', key, file('plain', plain)),
    signClear: (plain) => sq('sign', '--cleartext-signature', '--signer-key', key, file('plain', plain)),
    decrypt(armored, from) {
      const args = ['--recipient-key', key, '--signer-cert', file('from.asc', from), file('message.asc', armored)]
      const { status, stdout } = spawnSync('sq', ['decrypt', ...args])
      // It hands out nothing whose signature is not good.
      return { plain: String(stdout), good: status === 0 }
    },
    verifyClear(signed, from) {
      const args = ['--signer-cert', file('from.asc', from), file('signed.asc', signed)]
      return spawnSync('sq', ['verify', ...args]).status === 0
    },
    close: () => rmSync(home, { recursive: true }),
  }
}

function filesIn(home: string) {
  return (name: string, content: string | Uint8Array): string => {
    const path = join(home, name)
    writeFileSync(path, content)
    return path
  }
}
