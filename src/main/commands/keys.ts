import { existsSync } from 'node:fs'
import { exits, given, jsonOption, misused, type Command } from '../../cli/index.ts'
import { asFailed } from '../failure.ts'
import { dataFolder } from '../settings.ts'

const status: Command = {
  name: 'keys status',
  usage: '[--json]',
  summary: 'Say which installation key there is, and whether it is being rotated',
  options: [jsonOption],
  examples: [['tocsin keys status', 'in TOCSIN_DATA; beside a running server too']],
  async run(args, io) {
    const read = given(this, args, { least: 0, most: 0 })
    if (typeof read === 'string') return misused(this, read, io)
    const { keyStatus, vaultFiles } = await import('../keys.ts')
    const data = dataFolder(io.env)
    const { key, streams, rotating } = told(data, () => keyStatus(vaultFiles(data)))
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
    const { keyStatus, pastPath, rotateKey, vaultFiles } = await import('../keys.ts')
    const data = dataFolder(io.env)
    const files = vaultFiles(data)
    // Says at once where there is no installation, before anything is made.
    told(data, () => keyStatus(files))
    const { from, to, streams } = await rotateKey(files).catch((error: unknown) => {
      throw asFailed(error, data)
    })
    const file = pastPath(files.installationKey, from)
    const past = existsSync(file) ? file : null
    if (read.flags.has('json')) io.out(`${JSON.stringify({ from, to, streams, past }, null, 2)}\n`)
    else {
      io.out(`Key ${to} opens ${streams} records; ${from} opens none of them any more\n`)
      const now = past === null ? '' : `Print ${files.installationKey} anew. `
      io.err(`${now}Backups made before need the old key${past === null ? '' : `, ${past}`}:\n`)
      io.err('keep it apart as long as you keep them, or destroy it with them.\n')
    }
    return exits.done
  },
}

function told<Answer>(data: string, act: () => Answer): Answer {
  try {
    return act()
  } catch (error) {
    throw asFailed(error, data)
  }
}

export const keyCommands: readonly Command[] = [status, rotate]
