import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverFrom, graceOf, notGiven, turnsFrom } from '../src/core/committee/index.ts'
import { deadlines } from '../src/core/process/index.ts'
import { policyJsonSchema, type Policy, type SchemaNode } from '../src/core/policy/index.ts'
import { at, ada, ben, cleo, does, dora, seated, someone } from './kit/committee.ts'
import { ada as reader, evidence, max, monday, policyNamed, report, taken, teamed } from './kit/case.ts'
import { robotCommittee } from './kit/robot.ts'

/**
 * What a policy says is done (docs/policy.md): no parameter stands in the schema that the product does not look at,
 * unless the reference marks it as documented only. Explaining and rendering a policy does not count.
 */

/** Where parameters are read that neither a case nor the committee's own decisions look at. */
const elsewhere: Readonly<Record<string, { readonly file: string; readonly reads: string }>> = {
  name: { file: 'http/web/public/policy.tsx', reads: 'policy.name' },
  source: { file: 'http/web/public/policy.tsx', reads: 'policy.source' },
  purpose: { file: 'http/web/public/policy.tsx', reads: 'policy.purpose' },
  'committee.duties.list[].title': { file: 'http/web/public/security.tsx', reads: 'duties.list.map(({ title, does })' },
  'committee.duties.list[].does': { file: 'http/web/public/security.tsx', reads: 'duties.list.map(({ title, does })' },
  'committee.rotation.holds': { file: 'app/cases/firstHolders.ts', reads: 'rotation.holds' },
  'committee.rotation.fixLead': { file: 'app/cases/firstHolders.ts', reads: 'rotation.fixLead' },
  'disclosure.floods.strangers.confirm': { file: 'app/intake/asked.ts', reads: 'strangers.confirm' },
  'disclosure.floods.strangers.busyFrom': { file: 'app/intake/asked.ts', reads: 'busyFrom' },
  'disclosure.floods.strangers.work': { file: 'app/intake/asked.ts', reads: 'strangers.work' },
  'disclosure.floods.blocks.lastFor': { file: 'app/intake/blocks.ts', reads: 'blocks.lastFor' },
  'disclosure.floods.files.unaccepted': { file: 'app/intake/room.ts', reads: 'files.unaccepted' },
  'disclosure.floods.answers[].id': {
    file: 'http/web/intake/beginnings.ts',
    reads: '.answers.map(({ id, title, verdict, text })',
  },
  'disclosure.floods.answers[].title': {
    file: 'http/web/intake/beginnings.ts',
    reads: '.answers.map(({ id, title, verdict, text })',
  },
  'disclosure.floods.answers[].verdict': {
    file: 'http/web/intake/beginnings.ts',
    reads: '.answers.map(({ id, title, verdict, text })',
  },
  'disclosure.floods.answers[].text': {
    file: 'http/web/intake/beginnings.ts',
    reads: '.answers.map(({ id, title, verdict, text })',
  },
  'development.severity.preferred': {
    file: 'http/web/case/severity/chosen.ts',
    reads: '{ versions, preferred } = seen.view.policy',
  },
  'development.severity.ssvc[]': { file: 'http/web/case/severity/ssvc.tsx', reads: 'policy.development.severity.ssvc' },
  'development.cve.form': { file: 'http/web/case/severity/mitreForm.tsx', reads: 'policy.development.cve.form' },
  'development.releaseDay.showIn[]': {
    file: 'http/web/case/release/day.tsx',
    reads: 'policy.development.releaseDay.showIn',
  },
  'release.plan.audiences[]': { file: 'http/web/case/release/plan.tsx', reads: 'policy.release.plan.audiences' },
  'retrospective.send.to': { file: 'core/process/acts/ending.ts', reads: 'retrospective.send.to' },
  'release.chat.channels[].workspace': { file: 'http/web/case/choices.ts', reads: '({ channel, workspace })' },
}

const names = ['sigstore', 'sigstore-2026', 'etcd', 'kubernetes', 'curl']

/** A policy that notes what is read of it, by path; a list's members share one. */
function noting<Value>(value: Value, path: string, read: Set<string>): Value {
  if (typeof value !== 'object' || value === null) return value
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver)
      if (typeof key === 'symbol' || typeof found === 'function') return found
      if (Array.isArray(target) && key === 'length') return found
      const within = Array.isArray(target) ? `${path}[]` : path === '' ? key : `${path}.${key}`
      read.add(within)
      return noting(found, within, read)
    },
  })
}

/** Every parameter that may have more than one value and that the reference does not mark as documented only. */
function parameters(node: SchemaNode = policyJsonSchema(), path = ''): readonly string[] {
  if (node.description?.endsWith('(documented only)') === true || isFixed(node)) return []
  const groups = [node, ...(node.anyOf ?? [])].flatMap(({ properties }) => Object.entries(properties ?? {}))
  const within = groups.flatMap(([key, inner]) =>
    // Where a sentence comes from is said with it, everywhere.
    key === 'clause' ? [] : parameters(inner, path === '' ? key : `${path}.${key}`),
  )
  const members =
    node.items === undefined || Array.isArray(node.items) ? [] : parameters(node.items as SchemaNode, `${path}[]`)
  return groups.length === 0 && members.length === 0 ? [path] : [...new Set([...within, ...members])]
}

/** It can have one value alone. */
function isFixed({ const: only, items, enum: values }: SchemaNode): boolean {
  return only !== undefined || values?.length === 1 || (Array.isArray(items) && items.every(isFixed))
}

test('no parameter of the policy is dead', () => {
  const read = new Set<string>()
  for (const name of names) {
    const policy = noting(policyNamed(name), '', read)
    cases(policy)
    committee(policy)
  }
  const all = parameters()
  expect(all.length).toBeGreaterThan(90)
  expect(all.filter((path) => !read.has(path) && elsewhere[path] === undefined)).toEqual([])
  // The list of places names what is, and nothing that is read anyway.
  expect(Object.keys(elsewhere).filter((path) => !all.includes(path) || read.has(path))).toEqual([])
})

test.each(Object.entries(elsewhere))('%s is read where the list says', (_, { file, reads }) => {
  expect(readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')).toContain(reads)
})

test('a parameter that nothing reads is found', () => {
  const read = new Set<string>()
  const policy = noting(policyNamed('sigstore'), '', read)
  expect(policy.committee.size.least).toBe(2)
  expect([...read]).toEqual(['committee', 'committee.size', 'committee.size.least'])
  expect(parameters()).toContain('committee.size.most')
  expect(parameters()).not.toContain('disclosure.private.ways[]')
  expect(parameters()).not.toContain('development.releaseDay.agree')
})

/** From the report to the end: a private case, a public one, a low one; and what may happen on the way. */
function cases(policy: Policy): void {
  robotCommittee(report({ policy }))
  robotCommittee(report({ policy, public: { how: 'a blog post', evidence, exploit: false, attacks: false } }))
  robotCommittee(report({ policy }), { low: true })
  report({ policy }).later('P9D').passes()
  report({ policy }).does(reader, 'askReproducer', { message: 'With which build?' })
  const later = { fix: '2026-04-06T12:00Z', release: '2026-05-04T12:00Z', reason: 'holidays' }
  const slow = teamed({ policy }).does(reader, 'decideSeverity', { class: 'low', reason: 'x' })
  slow.does(max, 'slowDown', later)
  const upstream = { project: 'lib', contact: 'x', date: '2026-04-01T12:00Z', reason: 'theirs' }
  const theirs = taken({ policy }).does(reader, 'assessOrigin', { origin: 'upstream' })
  deadlines(theirs.does(reader, 'noteUpstream', upstream).c, policy, monday)
}

/** A nomination that is voted on, a leave with a stand-in, a removal; balance, cover and turns. */
function committee(under: Policy): void {
  const four = seated({ [ada]: 'Harbour', [ben]: 'Harbour', [cleo]: 'Harbour', [dora]: '' })
  graceOf(four, under, at('2026-06-01'))
  coverFrom(four, under, '2026-06-01', '2026-06-03')
  if (under.committee.rotation !== undefined) turnsFrom(four, under.committee.rotation, '2026-06-01', 2)
  notGiven(under, [{ name: 'Ada', email: '', openpgp: '' }])
  does(four, 'nominate', { ...someone('emil'), statement: 'x', despite: 'x' }, { by: ada, under, named: max })
  const lately = { since: '2026-03-02T12:00:00Z', acted: true, cases: 0, onCommittee: 1, late: {} }
  for (const ground of ['unreachable', 'neglect']) {
    does(four, 'proposeRemoval', { person: dora, ground, statement: 'x', despite: 'x' }, { by: ada, under, lately })
  }
  const two = seated({ [ada]: '', [ben]: '' })
  const removal = { person: ben, ground: 'neglect', statement: 'x', despite: 'x' }
  does(two, 'proposeRemoval', removal, { by: ada, under, lately })
  const away = does(four, 'announceLeave', { from: '2026-03-10', to: '2026-05-02' }, { by: dora, under })
  const standIn = { leave: 1, ...someone('fay'), reason: 'x', despite: 'x' }
  does(away, 'nameStandIn', standIn, { by: dora, under, named: max })
}
