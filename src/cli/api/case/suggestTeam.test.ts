import { expect, test } from 'vitest'
import { runLine } from '../../../../tests/kit/io.ts'
import { commands } from '../../../main/commands/index.ts'

const team = {
  project: 'anchor',
  commit: '0123456789abcdef0123456789abcdef01234567',
  committed: '2026-03-02T09:00:00Z',
  paths: [
    { path: 'pkg/a.go', kind: 'file' },
    { path: 'old.go', kind: 'missing' },
  ],
  people: [
    {
      name: 'Dov Dinghy',
      email: 'dov@example.org',
      handle: 'dov',
      affiliation: 'Boatyard',
      isTeam: false,
      standing: 'invited',
      because: [{ path: 'pkg/a.go', file: 'pkg/OWNERS', line: 3, as: 'approver', alias: 'crew' }],
    },
    {
      name: '',
      email: '',
      handle: 'acme/\u001b[31meveryone',
      affiliation: '',
      isTeam: true,
      standing: null,
      because: [{ path: '', file: 'CODEOWNERS', line: 1, as: 'owner', alias: '' }],
    },
  ],
  unread: [{ file: 'OWNERS', line: 2, says: 'a list of people is wanted here' }],
}

async function run(line: readonly string[], answer: object = team) {
  const asked: { url: string; body: unknown }[] = []
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    asked.push({ url: String(url), body: JSON.parse(String(init?.body)) })
    return Response.json(answer)
  }
  const env = { TOCSIN_TOKEN: 'tocsin_x' }
  const ran = await runLine(commands, ['case', 'suggest-team', ...line], {
    fetch,
    env,
    files: { list: 'pkg/a.go\n\nold.go\n' },
  })
  return { ...ran, asked }
}

test('prints whom the files name, and why', async () => {
  const { exit, out, err, asked } = await run(['c-0123456789ab', 'pkg/a.go', 'old.go', '--project', 'anchor'])
  expect(exit).toBe(0)
  expect(asked).toEqual([
    {
      url: 'http://127.0.0.1:8080/api/cases/c-0123456789ab/fix-team/suggestions',
      body: { project: 'anchor', paths: ['pkg/a.go', 'old.go'] },
    },
  ])
  expect(out.split('\n')).toEqual([
    'anchor at 0123456789ab of 2026-03-02T09:00:00Z',
    'old.go is not in the clone',
    'Dov Dinghy @dov <dov@example.org> (Boatyard) · invited',
    '  pkg/OWNERS:3 approver by crew · pkg/a.go',
    '@acme/�[31meveryone · a team of the forge',
    '  CODEOWNERS:1 owner',
    '',
  ])
  expect(err).toBe('OWNERS:2: a list of people is wanted here\n')
})

test('paths out of a file; none at all asks by what the report names; JSON as it came', async () => {
  expect((await run(['c-0123456789ab', '--paths', 'list'])).asked[0]?.body).toEqual({
    project: '',
    paths: ['pkg/a.go', 'old.go'],
  })
  const { out, asked } = await run(['c-0123456789ab', '--json'])
  expect(asked[0]?.body).toEqual({ project: '' })
  expect(JSON.parse(out)).toEqual(team)
  const nobody = await run(['c-0123456789ab'], { ...team, people: [], unread: [] })
  expect([nobody.exit, nobody.err]).toEqual([0, 'Nobody is named there for these paths\n'])
})

test('what is not understood is said', async () => {
  expect((await run([])).exit).toBe(2)
  expect((await run(['c-0123456789ab', '--paths', 'missing'])).exit).toBe(2)
})
