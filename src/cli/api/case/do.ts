import { actAtPath, actPath } from '../../../app/index.ts'
import { caseActNames } from '../../../core/process/index.ts'
import { type Command } from '../../command.ts'
import { near } from '../../near.ts'
import { given, jsonOption, misused, textOf } from '../../options.ts'
import { carryOut, versionOption } from '../acts.ts'

export const doCommand: Command = {
  name: 'case do',
  usage: 'CASE ACT [--fields FILE] [--if-version N] [--json]',
  summary: 'Carry out any act with its fields as JSON, out of a file or standard input (-)',
  options: [{ name: 'fields', value: 'FILE', says: 'A JSON object; left out: no fields' }, versionOption, jsonOption],
  examples: [
    ['tocsin case do c-0123456789ab accept-report', 'without fields'],
    ['tocsin case do c-0123456789ab revise-advisory --fields - < revision.json', 'fields from elsewhere'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 2, most: 2 })
    if (typeof read === 'string') return misused(this, read, io)
    const [id = '', act = ''] = read.rest
    if (actAtPath(act) === undefined) {
      const meant = near(act, caseActNames.map(actPath))
      return misused(
        this,
        `there is no act "${act}"${meant.length === 0 ? '' : `; did you mean ${meant.join(', ')}?`}`,
        io,
      )
    }
    const file = read.values['fields']
    const text = file === undefined ? '{}' : await textOf(file, io)
    if (typeof text === 'number') return text
    const body = objectIn(text)
    if (body === undefined) return misused(this, `${file}: not a JSON object`, io)
    return carryOut(`/api/cases/${encodeURIComponent(id)}/${act}`, body, read, io)
  },
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
