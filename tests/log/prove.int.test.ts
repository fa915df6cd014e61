import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machine } from '../../src/adapters/machine/index.ts'
import { checkBundle, logVerifierKey, proveCase, sequence, type Proof, type Proving } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import { readKey, readLink, type Bundle } from '../../src/core/log/index.ts'
import { announced, does, prepared, reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'

let here: TestWorld
let id: CaseId
let other: CaseId
let reporter: PersonId
let key: string
const hashes = machine()

/** Two cases side by side; one is announced. Its reporter wants to be named, and wrote about somebody who does not. */
beforeAll(async () => {
  here = await testWorld()
  ;({ id, reporter } = await reported(here, { impact: 'forged artefacts; Cleo knows more' }))
  other = (await reported(here, { email: 'una@example.org', name: 'Una Undertow', title: 'Of another case' })).id
  await does(here, reporter, id, 'chooseCredit', { named: true, as: 'Rey Reef' })
  await prepared(here, id)
  await does(here, here.members[0], other, 'post', { room: 'team', text: 'a secret of the other case' })
  await announced(here, id)
  await does(here, reporter, id, 'post', { room: 'everyone', text: 'Thank you all' })
  await sequence(here.world)
  key = (await logVerifierKey(here.world)) ?? ''
})
afterAll(() => here.close())

async function proof(proving?: Proving): Promise<Proof> {
  const answer = await proveCase(here.world, id, proving)
  if (!('bundle' in answer)) throw new Error(answer.code)
  return answer
}
const written = async (proving?: Proving) => JSON.stringify((await proof(proving)).bundle)
const check = (text: string, trust = {}) => checkBundle(text, hashes, { key: readKey(hashes.digest, key), ...trust })
const codes = (text: string) => check(text).findings.map(({ code, place }) => `${code} ${place}`)

test('a disclosed case is proven with nothing but the file', async () => {
  const { bundle, waiting } = await proof()
  const checked = check(JSON.stringify(bundle))
  expect([checked.findings, waiting]).toEqual([[], []])
  expect(checked).toMatchObject({ case: id, key, size: (await here.world.store.logState()).size })
  const stream = await here.world.records.read('case', id)
  expect(checked.events.map(({ version, at }) => [version, at])).toEqual(
    stream.records.map(({ version, at }) => [version, at]),
  )
  const types = checked.events.flatMap(({ happened }) => (happened === null ? [] : [happened.type]))
  expect(types).toEqual(expect.arrayContaining(['CaseOpened', 'ReportAccepted', 'CveRecorded', 'AnnouncementReleased']))
})

test('anybody can do so by the script that the documentation gives', async () => {
  const script =
    /```js\n([^]*?)```/.exec(readFileSync(new URL('../../docs/log.md', import.meta.url), 'utf8'))?.[1] ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bundle-'))
  try {
    writeFileSync(join(folder, 'check.mjs'), script)
    const run = (text: string, by = key) => {
      writeFileSync(join(folder, 'case.json'), text)
      return execFileSync(process.execPath, ['check.mjs', 'case.json', by], { cwd: folder, stdio: 'pipe' }).toString()
    }
    const { bundle } = await proof()
    expect(run(JSON.stringify(bundle))).toMatch(/everything holds\n$/)
    const [first, ...rest] = bundle.events
    const spoiled = { ...bundle, events: [{ ...first, index: (first?.index ?? 0) + 1 }, ...rest] }
    expect(() => run(JSON.stringify(spoiled))).toThrow(/event 1 in the log/)
    expect(() => run(JSON.stringify(bundle), 'another')).toThrow(/the key/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('what it shows', () => {
  const peopleIn = (text: string) => new Set(text.match(/\bp-[0-9a-z]{12}\b/g))

  test('nothing of another case, and of people only who agreed', async () => {
    const text = await written()
    expect(text).not.toContain(other)
    expect(text).not.toMatch(/secret of the other|Una|undertow|Of another case/i)
    expect(text).not.toMatch(/Ada|Anchor"|Ben Buoy|Cleo|example\.org\/evidence/)
    expect([...peopleIn(text)]).toEqual([reporter])
  })

  test('of who chose a credit that they acted, and not what they wrote', async () => {
    const text = await written()
    expect(text).toContain('Rey Reef')
    expect(text).not.toMatch(/Thank you all|Unsigned bundles pass|rey@example\.org/)
  })

  test('of who agreed to it what they wrote, where it names nobody else', async () => {
    const text = await written({ agreed: [reporter] })
    expect(text).toContain('Thank you all')
    expect(text).not.toMatch(/Cleo|forged artefacts/)
    // The report names the project, and somebody on the committee has its name.
    const both = await written({ agreed: [reporter, ...here.members] })
    expect(both).toContain('forged artefacts; Cleo knows more')
  })

  test('nobody at all where that is asked for', async () => {
    const answer = await proof({ agreed: [reporter], personal: false })
    expect(peopleIn(JSON.stringify(answer.bundle)).size).toBe(0)
    expect(answer.nameless).toHaveLength(answer.bundle.events.length)
  })

  test('no drafts, and nothing of where the fix was made in private', async () => {
    const { events } = check(await written())
    expect(events.map(({ happened }) => happened?.type)).not.toContain('AnnouncementDrafted')
    expect(await written({ agreed: [reporter, ...here.members] })).not.toContain('git.example.org/private')
  })

  test('only the events that were chosen', async () => {
    const { events, findings } = check(await written({ events: [1, 3] }))
    expect([findings, events.map(({ version }) => version)]).toEqual([[], [1, 3]])
  })
})

describe('is refused', () => {
  const refusal = async (of: CaseId, proving?: Proving) => {
    const answer = await proveCase(here.world, of, proving)
    return 'refused' in answer ? answer.code : answer
  }

  test('for a case that is not disclosed, unless it is for somebody in the know', async () => {
    expect(await refusal(other)).toBe('not_disclosed')
    expect(await refusal(other, { undisclosed: true })).toHaveProperty('bundle.case', other)
  })

  test('for what is not there', async () => {
    expect(await refusal('c-000000000000')).toBe('no_such_case')
    expect(await refusal('c-nonsense' as CaseId)).toBe('no_such_case')
    expect(await refusal(id, { events: [999] })).toBe('no_such_event')
  })

  test('for events that the log has not taken in, and they are left out of others', async () => {
    const { events } = await does(here, reporter, id, 'post', { room: 'everyone', text: 'One more' })
    expect(events).toHaveLength(1)
    const { version } = await here.world.records.read('case', id)
    expect(await refusal(id, { events: [version] })).toBe('not_in_log')
    expect((await proof()).waiting).toEqual([version])
    await sequence(here.world)
    expect((await proof()).waiting).toEqual([])
  })
})

describe('a bundle that was changed', () => {
  const changed = async (edit: (bundle: Bundle) => unknown) => {
    const { bundle } = await proof()
    return codes(JSON.stringify(edit(bundle)))
  }
  const first = (bundle: Bundle, change: object) => ({
    ...bundle,
    events: bundle.events.map((one, at) => (at === 0 ? { ...one, ...change } : one)),
  })

  test.each<readonly [string, (bundle: Bundle) => unknown, string]>([
    ['no JSON', () => undefined, 'bad_bundle bundle'],
    ['something else', () => ({ format: 'x' }), 'bad_bundle bundle'],
    ['more than it may have', (bundle) => ({ ...bundle, more: 1 }), 'bad_bundle bundle'],
    ['another case', (bundle) => ({ ...bundle, case: other }), 'link_broken event 1'],
    ['another key', (bundle) => ({ ...bundle, key: `${bundle.key}A` }), 'bad_bundle key'],
    ['a note that is none', (bundle) => ({ ...bundle, checkpoint: 'x' }), 'signature_broken checkpoint'],
    [
      'another size',
      (bundle) => ({ ...bundle, checkpoint: bundle.checkpoint.replace(/\n(\d+)\n/, '\n9$1\n') }),
      'signature_broken checkpoint',
    ],
    ['another index', (bundle) => first(bundle, { index: (bundle.events[0]?.index ?? 0) + 1 }), 'not_included event 1'],
    [
      'a proof cut short',
      (bundle) => first(bundle, { proof: bundle.events[0]?.proof.slice(1) }),
      'not_included event 1',
    ],
    [
      'another time',
      (bundle) => first(bundle, { link: bundle.events[0]?.link.replace(/"at":"20/, '"at":"21') }),
      'not_included event 1',
    ],
    [
      'another spelling of the same link',
      (bundle) => first(bundle, { link: ` ${bundle.events[0]?.link}` }),
      'link_broken event number 1',
    ],
    [
      'another text',
      (bundle) =>
        first(bundle, { open: { ...bundle.events[0]?.open, text: '{"data":{},"type":"FixReleased","v":1}' } }),
      'opening_broken event 1',
    ],
    [
      'another opening',
      (bundle) => first(bundle, { open: { ...bundle.events[0]?.open, opening: '0'.repeat(64) } }),
      'opening_broken event 1',
    ],
    [
      'an event twice',
      (bundle) => ({ ...bundle, events: [bundle.events[0], ...bundle.events] }),
      'link_broken event 1',
    ],
  ])('%s', async (_, edit, code) => {
    expect(await changed(edit)).toContain(code)
  })

  test('an event that was left out leaves a gap that shows, and nothing that is wrong', async () => {
    const { bundle } = await proof()
    const checked = check(JSON.stringify({ ...bundle, events: bundle.events.filter((_, at) => at !== 1) }))
    expect(checked.findings).toEqual([])
    expect(checked.events.map(({ version }) => version)).not.toContain(2)
  })

  test('one that somebody else’s log signed', async () => {
    const elsewhere = await testWorld()
    await sequence(elsewhere.world)
    const foreign = (await logVerifierKey(elsewhere.world)) ?? ''
    await elsewhere.close()
    const text = await written()
    expect(check(text, { key: readKey(hashes.digest, foreign) }).findings).toMatchObject([{ code: 'other_key' }])
    expect(check(text.replace(key, foreign), { key: readKey(hashes.digest, foreign) }).findings).toMatchObject([
      { code: 'signature_broken' },
    ])
  })

  test('links that are not of their form are none', () => {
    expect(readLink('{}')).toBeUndefined()
    expect(readLink('{"a":1,"a":1}')).toBeUndefined()
    expect(readLink('[')).toBeUndefined()
  })
})

test('an erased case cannot be shown; its neighbours can', async () => {
  const gone = await reported(here)
  await sequence(here.world)
  await here.world.vault.destroyKey(gone.id)
  expect(await proveCase(here.world, gone.id)).toMatchObject({ code: 'erased' })
  expect(codes(await written())).toEqual([])
})
