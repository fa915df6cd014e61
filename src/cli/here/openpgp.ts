import { importCommitteeKey, madeCommitteeKey, revokeCommitteeKey } from '../../app/index.ts'
import { revocationReasons } from '../../app/ports/index.ts'
import { isRefused } from '../../core/kernel/index.ts'
import { exits, type Command } from '../command.ts'
import { given, misused, textOf } from '../options.ts'
import { within, type OpenInstallation } from './installation.ts'
import { refused } from './refused.ts'

/** The committee's key: it signs what is published. */
export function openPgpCommands(open: OpenInstallation): readonly Command[] {
  return [keyCommand(open), importCommand(open), revokeCommand(open)]
}

function keyCommand(open: OpenInstallation): Command {
  return {
    name: 'openpgp key',
    usage: '',
    summary: 'Print the committee’s public OpenPGP key, which signs what is published; made where there is none',
    examples: [['tocsin openpgp key > committee.asc', 'for others; its fingerprint goes to the error stream']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const key = await within(open, io, madeCommitteeKey)
      if (key === undefined) {
        io.err('not_set_up: there is no key before the community is set up\n')
        return exits.refused
      }
      io.out(key.armored)
      io.err(`${key.fingerprint}\n`)
      return exits.done
    },
  }
}

function importCommand(open: OpenInstallation): Command {
  return {
    name: 'openpgp import',
    usage: 'FILE [--passphrase-file FILE]',
    summary: 'Take over a private OpenPGP key: from now on it signs; it is kept sealed, the one before stays readable',
    options: [
      { name: 'passphrase-file', value: 'FILE', says: 'The key’s passphrase, on one line; not on the command line' },
    ],
    examples: [
      ['gpg --armor --export-secret-keys KEY | tocsin openpgp import - --passphrase-file pass.txt', 'from GnuPG'],
    ],
    async run(args, io) {
      const read = given(this, args, { least: 1, most: 1 })
      if (typeof read === 'string') return misused(this, read, io)
      const armored = await textOf(read.rest[0] ?? '', io)
      if (typeof armored === 'number') return armored
      const file = read.values['passphrase-file']
      const passphrase = file === undefined ? '' : await textOf(file, io)
      if (typeof passphrase === 'number') return passphrase
      const key = await within(open, io, (world) =>
        importCommitteeKey(world, armored, passphrase.replace(/\r?\n$/, '')),
      )
      if (isRefused(key)) return refused(key, io)
      io.out(`${key.fingerprint}\n`)
      return exits.done
    },
  }
}

function revokeCommand(open: OpenInstallation): Command {
  return {
    name: 'openpgp revoke',
    usage: '--because REASON',
    summary: 'Say of the committee’s OpenPGP key that nobody is to use it any more, and make another one',
    options: [{ name: 'because', value: 'REASON', says: revocationReasons.join(', '), needed: true }],
    examples: [['tocsin openpgp revoke --because compromised', 'prints the fingerprint of the new key']],
    async run(args, io) {
      const read = given(this, args, { least: 0, most: 0 })
      if (typeof read === 'string') return misused(this, read, io)
      const reason = revocationReasons.find((one) => one === read.values['because'])
      if (reason === undefined) return misused(this, `--because takes one of: ${revocationReasons.join(', ')}`, io)
      const key = await within(open, io, (world) => revokeCommitteeKey(world, reason))
      if (isRefused(key)) return refused(key, io)
      io.out(`${key.fingerprint}\n`)
      return exits.done
    },
  }
}
