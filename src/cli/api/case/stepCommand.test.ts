import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { actPath } from '../../../app/index.ts'
import { caseActNames } from '../../../core/process/index.ts'
import { commands } from '../../../main/commands/index.ts'
import { runLine } from '../../../../tests/kit/io.ts'
import { commandFor } from './stepCommand.ts'

const id = 'c-0123456789ab'

test.each([
  ['invite-to-fix-team', {}, 'invite-engineer c-0123456789ab --name TEXT --email TEXT --why TEXT'],
  ['post', { room: 'everyone' }, 'post c-0123456789ab --room everyone --text TEXT'],
  ['revise-advisory', { basedOn: '0' }, 'revise-advisory c-0123456789ab --based-on 0 --document-file FILE'],
  ['accept-invitation', {}, 'accept-invitation c-0123456789ab [--terms]'],
  ['assign-duty', { duty: 'triage' }, 'assign-duty c-0123456789ab --duty triage [--to PERSON]'],
  ['decide-severity', { vector: '' }, 'decide-severity c-0123456789ab --vector TEXT'],
  ['accept-report', {}, 'accept-report c-0123456789ab'],
  ['join-release', { project: 'Ada’s “x” $y' }, `--project 'Ada’s “x” $y'`],
])('%s with %j', (act, fields, line) => {
  expect(commandFor({ act, fields }, id)).toContain(line)
})

test('what is known of a field reaches the command as it was, whatever a shell makes of it', () => {
  const project = `it's $HOME; "x" \\ \`id\``
  const line = commandFor({ act: 'join-release', fields: { project } }, id)
  const [, , ...words] = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' }).split('\0')
  expect(words).toContain(project)
})

test('each act’s line is one that the command line understands', async () => {
  const fetch = async () => new Response(JSON.stringify({ case: id, version: 1, events: [] }))
  for (const name of caseActNames) {
    const shown = commandFor({ act: actPath(name), fields: {} }, id)
    const line = shown.replaceAll(/[[\]]/g, '').replaceAll('PERSON', 'p-0123456789ab')
    const ran = await runLine(commands, line.split(' ').slice(1), { fetch, files: { FILE: '{}' } })
    expect([line, ran.exit, ran.err]).toEqual([line, 0, ''])
  }
})
