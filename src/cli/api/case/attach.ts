import { codeOf } from '../../../core/kernel/index.ts'
import { exits, type Command, type CommandIo } from '../../command.ts'
import { given, jsonOption, misused } from '../../options.ts'
import { ask } from '../ask.ts'
import { printJson } from '../print.ts'

interface Attached {
  readonly version: number
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[]
}

export const attachCommand: Command = {
  name: 'case attach',
  usage: 'CASE FILE… [--text TEXT] [--room everyone|team] [--json]',
  summary: 'Write in the thread with files',
  options: [
    { name: 'text', value: 'TEXT', says: 'The message; without it, the files’ names' },
    { name: 'room', value: 'everyone|team', says: 'Who reads it; team: committee and fix team only (the default)' },
    jsonOption,
  ],
  examples: [['tocsin case attach c-0123456789ab crash.log poc.py --text "What I see"', 'for committee and fix team']],
  async run(args, io) {
    const read = given(this, args, { least: 2, most: 11 })
    if (typeof read === 'string') return misused(this, read, io)
    const [id = '', ...files] = read.rest
    const names = files.map(nameOf)
    const form = new FormData()
    // Fields come before files: that is how they are read.
    form.append('room', read.values['room'] ?? 'team')
    form.append('text', read.values['text'] ?? names.join(', '))
    for (const [at, path] of files.entries()) {
      const blob = await blobOf(path, io)
      if (typeof blob === 'number') return blob
      form.append('files', blob, names[at] ?? 'file')
    }
    const asJson = read.flags.has('json')
    const path = `/api/cases/${encodeURIComponent(id)}/attachments`
    const done = await ask<Attached>(io, { method: 'POST', path, body: form }, asJson)
    if (typeof done === 'number') return done
    if (asJson) printJson(done, io)
    else {
      for (const { type, data } of done.events) {
        if (type === 'FileAttached') io.out(`${String(data['sha256'])}  attachment ${String(data['attachment'])}\n`)
      }
    }
    return exits.done
  },
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

async function blobOf(path: string, io: CommandIo): Promise<Blob | number> {
  try {
    return await io.blob(path)
  } catch (error) {
    const code = codeOf(error) ?? 'unreadable'
    io.err(`${path}: cannot be read (${code})\n`)
    return exits.misused
  }
}
