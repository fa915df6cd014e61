import { exits, type Command } from '../../command.ts'
import { given, jsonOption, misused, textOf } from '../../options.ts'
import { ask } from '../ask.ts'
import { bold, printJson } from '../print.ts'
import { clean } from '../text.ts'

interface TeamSeen {
  readonly project: string
  readonly commit: string
  readonly committed: string
  readonly paths: readonly { readonly path: string; readonly kind: 'file' | 'folder' | 'missing' }[]
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly handle: string
    readonly affiliation: string
    readonly isTeam: boolean
    readonly standing: string | null
    readonly because: readonly {
      readonly path: string
      readonly file: string
      readonly line: number
      readonly as: string
      readonly alias: string
    }[]
  }[]
  readonly unread: readonly { readonly file: string; readonly line: number; readonly says: string }[]
}

export const suggestTeamCommand: Command = {
  name: 'case suggest-team',
  usage: 'CASE [PATH …] [--paths FILE] [--project NAME] [--json]',
  summary: 'Show whom the repository’s own files name for the affected paths (F1)',
  options: [
    { name: 'paths', value: 'FILE', says: 'Paths out of a file, one a line; - is standard input' },
    { name: 'project', value: 'NAME', says: 'Another project than the report names' },
    jsonOption,
  ],
  examples: [
    ['tocsin case suggest-team c-0123456789ab', 'by the paths that report and advisory name'],
    ['tocsin case suggest-team c-0123456789ab pkg/verify/entry.go cmd/', 'then case invite-engineer'],
  ],
  async run(args, io) {
    const read = given(this, args, { least: 1, most: 21 })
    if (typeof read === 'string') return misused(this, read, io)
    const [id = '', ...typed] = read.rest
    const file = read.values['paths']
    const text = file === undefined ? '' : await textOf(file, io)
    if (typeof text === 'number') return text
    const paths = [...typed, ...text.split(/\r?\n/).filter((one) => one.trim() !== '')]
    const asJson = read.flags.has('json')
    const body = { project: read.values['project'] ?? '', ...(paths.length > 0 || file !== undefined ? { paths } : {}) }
    const path = `/api/cases/${encodeURIComponent(id)}/fix-team/suggestions`
    const seen = await ask<TeamSeen>(io, { path, method: 'POST', body }, asJson)
    if (typeof seen === 'number') return seen
    if (asJson) printJson(seen, io)
    else for (const line of linesFor(seen, (text) => bold(text, io))) io.out(`${line}\n`)
    if (!asJson && seen.people.length === 0) io.err('Nobody is named there for these paths\n')
    for (const { file: place, line, says } of seen.unread) io.err(`${clean(place)}:${line}: ${clean(says)}\n`)
    return exits.done
  },
}

function linesFor({ project, commit, committed, paths, people }: TeamSeen, strong: (text: string) => string) {
  const missing = paths.filter(({ kind }) => kind === 'missing').map(({ path }) => `${clean(path)} is not in the clone`)
  const named = people.flatMap(({ name, email, handle, affiliation, isTeam, standing, because }) => {
    const who = [name, handle && `@${handle}`, email && `<${email}>`, affiliation && `(${affiliation})`]
    const is = [isTeam ? 'a team of the forge' : '', standing ?? ''].filter((text) => text !== '').join(', ')
    return [
      `${strong(clean(who.filter((text) => text !== '').join(' ')))}${is === '' ? '' : ` · ${is}`}`,
      ...because.map(({ file, line, as, alias, path }) => {
        const by = alias === '' ? '' : ` by ${clean(alias)}`
        return `  ${clean(file)}:${line} ${as}${by}${path === '' ? '' : ` · ${clean(path)}`}`
      }),
    ]
  })
  return [`${clean(project)} at ${commit.slice(0, 12)} of ${committed}`, ...missing, ...named]
}
