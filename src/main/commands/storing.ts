import { resolve } from 'node:path'
import { exits, given, jsonOption, misused, type Command } from '../../cli/index.ts'
import { installationAt, isPostgres } from '../settings.ts'

const move: Command = {
  name: 'store move',
  usage: '--to ADDRESS|FOLDER [--json]',
  summary: 'Carry all records to an empty PostgreSQL database or into a folder, and prove that they arrived',
  options: [
    { name: 'to', value: 'ADDRESS|FOLDER', says: 'postgres://user:password@host/database, or a folder' },
    jsonOption,
  ],
  examples: [
    ['tocsin store move --to postgres://tocsin:…@db.example.org/tocsin', 'from TOCSIN_DATA; stop the server first'],
    ['TOCSIN_DATABASE=postgres://… tocsin store move --to ./data', 'back into a folder'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const to = read.values['to']
    if (to === undefined) return misused(this, 'say where with --to', io)
    const { moveStore } = await import('../store/index.ts')
    const moved = await moveStore(installationAt(io.env), isPostgres(to) ? to : resolve(to))
    if (read.flags.has('json')) io.out(`${JSON.stringify(moved, null, 2)}\n`)
    else {
      const { records, events, rows } = moved
      const set = isPostgres(to)
        ? 'TOCSIN_DATABASE to that address'
        : `TOCSIN_DATA to ${moved.to}, and no TOCSIN_DATABASE`
      io.out(`${moved.to}: ${rows} rows, ${events} events in ${records} records, the same on both sides\n`)
      io.out(`From now on set ${set}.\n`)
    }
    return exits.done
  },
}

export const storeCommands: readonly Command[] = [move]
