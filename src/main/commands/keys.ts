import { existsSync } from 'node:fs'
import { exits, given, jsonOption, misused, type Command } from '../../cli/index.ts'
import { attempt } from '../failure.ts'
import { installationAt, isPostgres } from '../settings.ts'

const status: Command = {
  name: 'keys status',
  usage: '[--json]',
  summary: 'Say which installation key there is, and whether it is being rotated',
  options: [jsonOption],
  examples: [['tocsin keys status', 'in TOCSIN_DATA; beside a running server too']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const { keyStatus, vaultAt } = await import('../keys.ts')
    const at = installationAt(io.env)
    const { key, streams, rotating } = await attempt(at.data, () => keyStatus(vaultAt(at)))
    if (read.flags.has('json')) io.out(`${JSON.stringify({ key, streams, rotating }, null, 2)}\n`)
    else {
      io.out(`Key ${key} opens ${streams} records\n`)
      if (rotating !== null) {
        io.out(`Being rotated to ${rotating.to}: ${rotating.done} done. Go on with tocsin keys rotate\n`)
      }
    }
    return exits.done
  },
}

const rotate: Command = {
  name: 'keys rotate',
  usage: '[--json]',
  summary: 'Make a new installation key and wrap every record’s key with it, beside a running server',
  options: [jsonOption],
  examples: [['tocsin keys rotate', 'in TOCSIN_DATA; if it is stopped, run it again: it goes on']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const { keyStatus, pastPath, rotateKey, vaultAt } = await import('../keys.ts')
    const at = installationAt(io.env)
    const vault = vaultAt(at)
    // Says at once where there is no installation, before anything is made.
    await attempt(at.data, () => keyStatus(vault))
    const { from, to, streams } = await attempt(at.data, () => rotateKey(vault))
    const file = pastPath(vault.installationKey, from)
    const past = existsSync(file) ? file : null
    if (read.flags.has('json')) io.out(`${JSON.stringify({ from, to, streams, past }, null, 2)}\n`)
    else {
      io.out(`Key ${to} opens ${streams} records; ${from} opens none of them any more\n`)
      const now = past === null ? '' : `Print ${vault.installationKey} anew. `
      io.err(`${now}Backups made before need the old key${past === null ? '' : `, ${past}`}:\n`)
      io.err('keep it apart as long as you keep them, or destroy it with them.\n')
    }
    return exits.done
  },
}

const move: Command = {
  name: 'keys move',
  usage: '--to ADDRESS|file [--json]',
  summary: 'Carry all wrapped keys into an empty PostgreSQL database or back into a file, and empty the old place',
  options: [
    { name: 'to', value: 'ADDRESS|file', says: 'postgres://user:password@host/database, or file: TOCSIN_DATA/keys.db' },
    jsonOption,
  ],
  examples: [
    ['tocsin keys move --to postgres://keys:…@keys.example.org/keys', 'from TOCSIN_DATA; stop every server first'],
    ['TOCSIN_KEYS=postgres://… tocsin keys move --to file', 'back into TOCSIN_DATA'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const to = read.values['to'] ?? ''
    if (to !== 'file' && !isPostgres(to)) return misused(this, 'say where with --to: an address, or file', io)
    const { moveKeysOf } = await import('../store/index.ts')
    const moved = await moveKeysOf(installationAt(io.env), to === 'file' ? undefined : to)
    if (read.flags.has('json')) io.out(`${JSON.stringify(moved, null, 2)}\n`)
    else {
      io.out(`${moved.to}: the keys of ${moved.streams} records, compared; none is left where they were\n`)
      const now = to === 'file' ? 'no TOCSIN_KEYS any more' : 'TOCSIN_KEYS to that address, on every machine'
      io.out(`From now on set ${now}.\n`)
    }
    return exits.done
  },
}

export const keyCommands: readonly Command[] = [status, rotate, move]
