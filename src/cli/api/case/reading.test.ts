import { expect, test } from 'vitest'
import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import { commands } from '../../../main/commands/index.ts'
import { runLine } from '../../../../tests/kit/io.ts'

const id = 'c-0123456789ab'
const people = [
  { id: 'p-ada000000000', name: 'Ada Anchor' },
  { id: 'p-adam00000000', name: 'Adam Admiral' },
  { id: 'p-rey000000000', name: 'Rey Reef' },
  { id: 'p-zed000000000', name: 'Zed Zephyr' },
]
const mail = { drafts: 2, subject: 'Release', body: 'Hello.\n', state: 'drafted', to: null, at: '2026-03-17T16:00:00Z' }
const seen = {
  case: id,
  version: 4,
  phaseTitle: 'Triage',
  report: { title: 'forged entries', project: 'anchor', versions: '', impact: 'Anyone forges.\nEven I.', steps: '' },
  advisory: null,
  people,
  members: ['p-ada000000000', 'p-adam00000000'],
  reporter: 'p-rey000000000',
  coReporters: ['p-adam00000000'],
  accessEnded: [{ person: 'p-zed000000000', told: 'told' }],
  triage: { duties: { triage: 'p-ada000000000' } },
  fix: { team: [] },
  deadlines: [
    {
      clause: 'S4',
      title: 'Fix team',
      state: 'open',
      due: '2026-03-17T16:00:00Z',
      original: '2026-03-17T16:00:00Z',
      asap: true,
      because: [],
    },
    {
      clause: 'S6',
      title: 'Fix release day',
      state: 'open',
      due: '2026-04-02T16:00:00Z',
      original: '2026-03-30T16:00:00Z',
      asap: false,
      because: ['S6: 1 day to 21 days after disclosure', 'S1: moved to 2026-04-02T16:00:00Z: holidays'],
    },
    { clause: 'S7', title: 'Retrospective', state: 'waiting', due: null, original: null, asap: true, because: [] },
  ],
  steps: [],
  figures: { toFixedRelease: 0, exposure: 0 },
  embargo: { state: 'N', until: null },
  severity: { decided: { class: 'low', score: 2 }, cve: { id: null } },
  release: { list: 'announce@example.org', announcement: mail, proposals: [] },
  ending: { retrospective: null },
}

/** A server with one case; `sent` is what it was asked to do to it. */
function server(one: object = seen) {
  const sent: unknown[] = []
  const fetch = async (url: string, { method, body }: RequestInit) => {
    if (url.endsWith('/api/me')) return new Response(JSON.stringify({ id: 'p-me0000000000' }))
    if (url.endsWith('/invitation')) return new Response(JSON.stringify({ case: id, terms: 'Keep silent.\n' }))
    if (method !== 'POST') return new Response(JSON.stringify(one))
    sent.push(JSON.parse(String(body)))
    return new Response(JSON.stringify({ case: id, version: 5, events: [] }))
  }
  return { sent, run: (...line: string[]) => runLine(commands, ['case', ...line], { fetch }) }
}

test('a case is shown with who is who on it, and says where nothing is next', async () => {
  const { out } = await server().run('show', id)
  expect(out).toContain('\nNext\n  nothing\n')
  expect(out).toContain(' · low 2.0 · ')
  expect(out).toContain('2026-03-17 16:00 UTC S4 Fix team, as soon as possible\n')
  expect(out).toContain(
    '2026-04-02 16:00 UTC S6 Fix release day, first 2026-03-30 16:00 UTC\n' +
      '      S1: moved to 2026-04-02 16:00 UTC: holidays\n',
  )
  expect(out).toMatch(/\n {2}waiting - +S7 Retrospective\n$/)
  expect(out).toContain('\nReport\n  Project\n    anchor\n  Impact\n    Anyone forges.\n    Even I.\n\nPeople\n')
  expect(out).toContain(
    '  Ada Anchor: committee, holds triage\n  Adam Admiral: committee, co-reporter\n  Rey Reef: reporter\n  Zed Zephyr: access ended, told so by mail\n',
  )
})

test('the agreed release day is shown, and the one that is proposed with its reason', async () => {
  const [opening, announcement] = ['2026-03-17T14:00:00Z', '2026-03-17T16:00:00Z']
  const first = { opening, announcement, reason: '', agreed: { committee: {}, 'fix-team': {} } }
  const other = { ...first, opening: announcement, announcement: '2026-03-17T18:00:00Z', reason: 'a test fails' }
  const proposals = [first, { ...other, agreed: { committee: {}, 'fix-team': null } }]
  const { out } = await server({ ...seen, release: { ...seen.release, proposals } }).run('show', id)
  expect(out).toContain(
    'release day: opening 2026-03-17 14:00 UTC, announcement 2026-03-17 16:00 UTC\n' +
      'release day proposed by the committee: opening 2026-03-17 16:00 UTC, announcement 2026-03-17 18:00 UTC (a test fails)\n',
  )
  const { out: agreed } = await server({ ...seen, release: { ...seen.release, proposals: [first] } }).run('show', id)
  expect(agreed.match(/^release day/gm)).toHaveLength(1)
})

test('a person is given by name, by its beginning, by id, or as me', async () => {
  const { sent, run } = server()
  for (const to of ['ada anchor', 'Rey', 'p-zed000000000', 'me']) {
    expect(await run('assign-duty', id, '--duty', 'infra', '--to', to)).toMatchObject({ exit: 0, err: '' })
  }
  expect(sent.map((one) => (one as { to: string }).to)).toEqual([
    'p-ada000000000',
    'p-rey000000000',
    'p-zed000000000',
    'p-me0000000000',
  ])
  for (const to of ['Ada', 'Nobody']) {
    const ran = await run('assign-duty', id, '--duty', 'infra', '--to', to)
    expect([ran.exit, ran.err]).toEqual([2, expect.stringContaining('Ada Anchor, Adam Admiral, Rey Reef')])
  }
  expect(sent).toHaveLength(4)
})

test('an advisory is printed to be edited: the newest, or one to begin with that the product takes', async () => {
  const { out, err } = await server().run('advisory', id)
  expect(AdvisoryDocument.parse(JSON.parse(out)).title).toBe('forged entries')
  expect(err).toContain(`tocsin case revise-advisory ${id} --based-on 0 --document-file FILE`)
  const document = { title: 'x' }
  const newest = await server({ ...seen, advisory: { revision: 3, document } }).run('advisory', id)
  expect(JSON.parse(newest.out)).toEqual(document)
  expect(newest.err).toContain('--based-on 3')
})

test('a mail to the list is shown as it will go, or its text alone; without a draft, how to make one', async () => {
  const { run } = server()
  expect(await run('announcement', id)).toEqual({
    exit: 0,
    out: 'To: announce@example.org\nSubject: Release\n\nHello.\n',
    err: 'Draft 2, not sent yet; saved 2026-03-17 16:00 UTC\n',
  })
  expect((await run('announcement', id, '--body')).out).toBe('Hello.\n')
  expect(JSON.parse((await run('announcement', id, '--json')).out)).toEqual(mail)
  expect(await run('retrospective', id)).toMatchObject({
    exit: 1,
    out: '',
    err: expect.stringContaining(`tocsin case draft-retrospective ${id}`),
  })
})

test('an invitation shows its terms, and how to answer', async () => {
  expect(await server().run('invitation', id)).toEqual({
    exit: 0,
    out: 'Keep silent.\n',
    err: `To accept: tocsin case accept-invitation ${id} --terms\nTo decline: tocsin case decline-invitation ${id}\n`,
  })
})
