import { resolve } from 'node:path'
import { exits, given, jsonOption, misused, moment, type Command } from '../../cli/index.ts'
import { installationAt } from '../settings.ts'
import { version } from '../version.ts'

const backup: Command = {
  name: 'backup',
  usage: 'FOLDER [--with-key FILE] [--json]',
  summary: 'Copy the installation into a new folder, sealed and verified, beside a running server',
  options: [
    { name: 'with-key', value: 'FILE', says: 'Write the installation’s key too, to a file of its own' },
    jsonOption,
  ],
  examples: [
    ['tocsin backup /backups/$(date +%F)', 'the key is not in it: keep that apart'],
    ['tocsin backup /backups/today --with-key /media/safe/tocsin.key', 'the key goes elsewhere'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const folder = resolve(read.rest[0] ?? '')
    const keyFile = read.values['with-key']
    if (keyFile !== undefined && resolve(keyFile).startsWith(`${folder}/`)) {
      return misused(this, 'the key must not lie in the backup: together they open everything', io)
    }
    const { openShared, writeBackup, writeKey } = await import('../backup/index.ts')
    const at = installationAt(io.env)
    const { data } = at
    const world = await openShared(at)
    try {
      const manifest = await writeBackup(world, data, folder, version())
      if (keyFile !== undefined) {
        writeKey(data, resolve(keyFile))
        io.err(`Warning: ${keyFile} opens every backup of this installation. Keep it away from them.\n`)
      }
      const { records, events, attachments } = manifest
      const lost = attachments?.lost ?? 0
      if (lost > 0) io.err(`Warning: ${lost} attached files are lost or damaged here; all else is in the copy.\n`)
      if (read.flags.has('json')) io.out(`${JSON.stringify({ folder, ...manifest }, null, 2)}\n`)
      else io.out(`${folder}: ${events} events in ${records} records, verified\n`)
      return exits.done
    } finally {
      await world.close()
    }
  },
}

const restore: Command = {
  name: 'restore',
  usage: 'FOLDER [--key FILE] [--json]',
  summary: 'Make TOCSIN_DATA, which must be empty, out of a backup; everything is checked first',
  options: [
    { name: 'key', value: 'FILE', says: 'The installation’s key (TOCSIN_DATA/secret/installation.key)' },
    jsonOption,
  ],
  examples: [['TOCSIN_DATA=./restored tocsin restore /backups/2026-03-17 --key tocsin.key', 'into a new folder']],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 1 })
    if (typeof read === 'string') return misused(this, read, io)
    const { data, ...elsewhere } = installationAt(io.env)
    const { restoreBackup } = await import('../backup/index.ts')
    const manifest = await restoreBackup(resolve(read.rest[0] ?? ''), data, read.values['key'], elsewhere)
    const { records, events, made } = manifest
    if (read.flags.has('json')) io.out(`${JSON.stringify({ data, ...manifest }, null, 2)}\n`)
    else io.out(`${data}: as of ${moment(made)}, ${events} events in ${records} records, verified\n`)
    io.err('Everybody signs in anew, and tokens have to be made anew. What was done after that time is gone:\n')
    io.err('docs/durability.md says what to look at before you serve it (“After a restore”).\n')
    return exits.done
  },
}

export const backupCommands: readonly Command[] = [backup, restore]
