import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePolicy, policyDiff, policySchema, renderPolicy, type Policy } from './index.ts'
import { exampleOf, schemaAt } from './jsonSchema.ts'
import { floodsOf } from './floods.ts'
import { relations } from './relations.ts'
import { pathText, type Path } from './problem.ts'

const known = new Map<string, Policy>()

function policyNamed(name: string): Policy {
  const read = known.get(name)
  if (read !== undefined) return read
  const parsed = parsePolicy(readFileSync(new URL(`../../../policies/${name}.yaml`, import.meta.url), 'utf8'))
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  known.set(name, parsed.policy)
  return parsed.policy
}

/** Every path to a value; lists count as values, too, since they may be shortened. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((member, index) => pathsIn(member, [...path, index]))]
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))]
}

/** Other values for what stands at a path: what the schema knows, and things of the same kind. */
function othersFor(path: Path, value: unknown): unknown[] {
  const node = schemaAt(path)
  const known = [...(node?.enum ?? []), ...(node?.examples ?? [])].filter((one) => one !== value)
  if (Array.isArray(value)) return [value.slice(1), value.toReversed(), ...(exampleOf(node) === '' ? [] : known)]
  if (typeof value === 'number') return [value + 1, value - 1, value - 0.5]
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'string' && /^[1-9]:|^[1-9]\//.test(value)) return ['3:1', '3/4']
  if (typeof value === 'string' && value.startsWith('P')) return ['P11D', 'PT13H']
  return typeof value === 'string' ? [...known.slice(0, 3), `${value}x`] : []
}

function changedAt(policy: Policy, path: Path, value: unknown): Policy | undefined {
  const [section, ...within] = path
  const last = path.at(-1)
  if (section === undefined || last === undefined) return undefined
  const copy: Record<string | number, unknown> = {
    ...policy,
    [section]: structuredClone(policy[section as keyof Policy]),
  }
  let group = copy
  for (const step of path.slice(0, -1)) group = group[step] as Record<string | number, unknown>
  if (value === undefined) delete group[last]
  else group[last] = value
  // Only the section that changed is checked again: the whole takes its time.
  const parsed = policySchema.shape[section as keyof Policy].safeParse(copy[section])
  if (!parsed.success) return undefined
  const changed = within.length === 0 && value === undefined ? copy : { ...copy, [section]: parsed.data }
  if (JSON.stringify(changed) === JSON.stringify(policy)) return undefined
  return relations(changed as Policy).some(({ level }) => level === 'error') ? undefined : (changed as Policy)
}

const names = ['sigstore', 'sigstore-2026', 'etcd', 'kubernetes', 'curl']

test('every parameter that differs shows, in the rendered text and in the difference', () => {
  const silent: string[] = []
  const seen = new Set<string>()
  let tried = 0
  for (const name of names) {
    const policy = policyNamed(name)
    const rendered = renderPolicy(policy)
    for (const path of pathsIn(policy)) {
      const value = path.reduce<unknown>((group, step) => (group as Record<string | number, unknown>)[step], policy)
      for (const other of [undefined, ...othersFor(path, value)]) {
        // Policies have much in common; each change is tried once.
        const told = `${pathText(path)}: ${JSON.stringify(value)} → ${JSON.stringify(other)}`
        if (seen.has(told) || isWithoutMeaning(policy, path)) continue
        seen.add(told)
        const changed = changedAt(policy, path, other)
        if (changed === undefined) continue
        tried++
        if (renderPolicy(changed) === rendered) silent.push(`render ${told}`)
        if (policyDiff(policy, changed).length === 0 && !isAsUsual(policy, changed)) silent.push(`diff ${told}`)
      }
    }
  }
  expect(silent).toEqual([])
  expect(tried).toBeGreaterThan(500)
})

/** Without a limit there is nothing to get back under. */
function isWithoutMeaning({ committee }: Policy, path: Path): boolean {
  return pathText(path) === 'committee.vendorBalance.grace' && 'unlimited' in committee.vendorBalance.atMost
}

/** Where a policy says nothing of floods, what is usual holds: saying just that changes nothing. */
function isAsUsual(policy: Policy, changed: Policy): boolean {
  return JSON.stringify(floodsOf(policy)) === JSON.stringify(floodsOf(changed))
}

test('what one policy says and another leaves to what is usual is no difference', () => {
  const sigstore = policyNamed('sigstore')
  const { floods: _, ...without } = sigstore.disclosure
  const silent: Policy = { ...sigstore, disclosure: without }
  expect(policyDiff(sigstore, silent)).toEqual([])
  expect(policyDiff(silent, sigstore)).toEqual([])
  const busier = { clause: 'D1' as const, strangers: { confirm: 'when-busy' as const, busyFrom: 50, work: 16 } }
  const changes = policyDiff(silent, { ...silent, disclosure: { ...without, floods: busier } })
  expect(changes).toMatchObject([
    { was: expect.stringMatching(/^From 20 /), becomes: expect.stringMatching(/^From 50 /) },
  ])
  for (const one of names) {
    for (const other of names)
      expect(JSON.stringify(policyDiff(policyNamed(one), policyNamed(other)))).not.toContain('usual)')
  }
})

test('an answer’s words show, in the rendered text and in the difference', () => {
  const sigstore = policyNamed('sigstore')
  const saying = (text: string): Policy => {
    const answers = [{ id: 'out-of-scope', title: 'Out of scope', verdict: 'invalid' as const, text }]
    return { ...sigstore, disclosure: { ...sigstore.disclosure, floods: { clause: 'D1', answers } } }
  }
  const [kind, curt] = [saying('Thank you.\nIt is not ours.'), saying('It is not ours.')]
  expect(policyDiff(kind, curt)).toMatchObject([
    { clause: 'D1', was: 'The text of the answer out-of-scope has: Thank you.' },
  ])
  expect(renderPolicy(kind)).toContain('### Out of scope\n\n```text\nThank you.\nIt is not ours.\n```\n')
  expect(policyDiff(kind, kind)).toEqual([])
})

test('a policy is no different from itself; a difference read backwards is the same difference', () => {
  for (const one of names) {
    expect(policyDiff(policyNamed(one), policyNamed(one))).toEqual([])
    for (const other of names) {
      const there = policyDiff(policyNamed(one), policyNamed(other))
      const back = policyDiff(policyNamed(other), policyNamed(one))
      const said = new Set(there.flatMap(({ was }) => was ?? []))
      expect(new Set(back.flatMap(({ becomes }) => becomes ?? []))).toEqual(said)
    }
  }
})

test('what changes between two texts of one community, for whom, and by which clause', () => {
  const changes = policyDiff(policyNamed('sigstore'), policyNamed('sigstore-2026'))
  expect(changes.filter(({ concerns }) => concerns === 'deadlines')).toEqual([
    {
      concerns: 'deadlines',
      clause: 'D1',
      was: null,
      becomes:
        'First response: the report is acknowledged within 24 hours of disclosure. The holder of triage is reminded. It stays as it is when everything else becomes urgent.',
    },
  ])
  expect(changes).toContainEqual({
    concerns: 'committee',
    clause: 'C4',
    was: 'It should have 2 to 4 members; any other number carries a warning.',
    becomes: 'It should have 3 to 5 members; any other number carries a warning.',
  })
})

test('the rendered text is Markdown that a newcomer reads from the top', () => {
  const text = renderPolicy(policyNamed('kubernetes'))
  const headings = [...text.matchAll(/^#{1,3} .*/gm)].map(([line]) => line)
  expect(headings).toEqual([
    '# Security policy: Kubernetes security response',
    '## Reporting a vulnerability',
    '## By when',
    '## Who makes the fix',
    '## How the fix is made',
    '## How it is released and announced',
    '## Looking back',
    '## The committee',
    '## Texts',
    '### The announcement',
  ])
  expect(text).toContain(
    '| First response (`first-response`) | disclosure | 1 business day | the report is acknowledged | D1 |',
  )
  expect(text).not.toMatch(/undefined|\[object|\bP[0-9]+[DWM]\b/)
})
