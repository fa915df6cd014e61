import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { explainPolicy, parsePolicy, policySchema, type Policy } from './index.ts'

// Other communities' numbers (their public security documents, 2024–2026) in the same schema, without code.

const sigstore = readFileSync(new URL('../../../policies/sigstore.yaml', import.meta.url), 'utf8')

/** The sigstore policy with other numbers, written as YAML and read back; what it says that sigstore's doesn't. */
function variant(change: (policy: Policy) => void): { policy: Policy; news: string[]; warnings: string[] } {
  const base = policySchema.parse(parse(sigstore))
  const changed = structuredClone(base)
  change(changed)
  const parsed = parsePolicy(stringify(changed))
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const says = (policy: Policy) => explainPolicy(policy).flatMap(({ sentences }) => sentences.map((s) => s.says))
  const news = says(parsed.policy).filter((sentence) => !says(base).includes(sentence))
  return { policy: parsed.policy, news, warnings: parsed.warnings.map(({ code }) => code) }
}

const acknowledge: Policy['schedule']['clocks'][number] = {
  id: 'first-response',
  clause: 'D1',
  title: 'First response',
  countsFrom: 'disclosed',
  due: 'P1D',
  done: 'acknowledged',
  duty: 'triage',
  underAsap: 'unchanged',
  followsUpstream: false,
  maySlowDown: false,
}

test('etcd: no vendor ratio, all maintainers, no signatures named', () => {
  const { news, warnings } = variant((policy) => {
    policy.name = 'etcd security release process'
    policy.committee.vendorBalance.atMost = { unlimited: true }
    policy.fixTeam.identify.from = ['OWNERS']
    policy.development.severity.versions = ['3.0']
    policy.release.artefacts.checks = ['listed', 'fetched', 'ran']
    policy.release.list.address = 'dev@etcd.example.org'
  })
  expect(warnings).toEqual([])
  expect(news).toEqual([
    'There is no limit to the members that come from one vendor.',
    'The committee finds the engineers who know the code, with the help of OWNERS.',
    'Severity is a CVSS score (3.0; usually 3.0). Anyone on the case proposes, the committee decides; the class may differ, with a reason.',
    'Every artefact is checked before the announcement: it must be published, reachable and working.',
    'It goes to dev@etcd.example.org.',
  ])
})

test('Kubernetes: ten members, half from one company, chosen by another body, two months', () => {
  const { news, policy } = variant((changed) => {
    const { committee, development, schedule } = changed
    Object.assign(committee.size, { least: 1, most: 10 })
    Object.assign(committee.vendorBalance, { atMost: { share: '1/2' }, grace: 'P12M' })
    Object.assign(committee.selection, { by: 'other-body', body: 'the steering committee' })
    committee.joining.ways = ['nomination-by-member']
    Object.assign(committee.removal, { afterUnreachable: 'P2M', afterNeglect: 'P2M' })
    schedule.clocks.unshift(acknowledge)
    development.cve = { clause: 'V2', from: ['cna'] }
    development.severity.preferred = '3.1'
  })
  expect(news.slice(0, 5)).toEqual([
    'It should have 1 to 10 members; any other number carries a warning.',
    'To join, people may be nominated by a member.',
    'No vendor should hold more than 1/2 of the seats. Going over it carries a warning and needs a recorded reason; time to get back under it after a job change: 12 months.',
    'Another body (the steering committee) chooses by lazy consensus: a proposal stays open for 7 days and is accepted unless someone objects; an objection turns it into a majority vote.',
    "A member who gave no notice and is unreachable for more than 2 months, or doesn't fulfil a duty for more than 2 months, may be removed by 2/3 of the other members and at least 2 ayes. A committee too small for that turns to the technical steering committee.",
  ])
  expect(news).toContain(
    'First response: the report is acknowledged within 1 day of disclosure. The holder of triage is reminded. It stays as it is when everything else becomes urgent.',
  )
  expect(policy.schedule.clocks).toHaveLength(5)
})

test('later sigstore: three to five members, acknowledgement within 24 hours', () => {
  const { news } = variant(({ committee, schedule }) => {
    Object.assign(committee.size, { least: 3, most: 5 })
    schedule.clocks.unshift({ ...acknowledge, due: 'PT24H' })
  })
  expect(news).toEqual([
    'It should have 3 to 5 members; any other number carries a warning.',
    'First response: the report is acknowledged within 24 hours of disclosure. The holder of triage is reminded. It stays as it is when everything else becomes urgent.',
  ])
})

test('curl: labels instead of scores, merged at most 48 hours before', () => {
  const { news, policy } = variant(({ development, release }) => {
    Object.assign(development.severity, { versions: [], preferred: 'none' })
    development.cve = { clause: 'V2', from: ['cna'] }
    development.releaseDay.weekdays = ['wednesday']
    Object.assign(release.merge, { mostBefore: 'PT48H', usualBefore: 'PT24H' })
    release.chat.channels = []
  })
  expect(policy.development.severity.versions).toEqual([])
  expect(news).toContain(
    'On release day the committee merges the fix in public, usually 24 hours and at most 48 hours before the announcement.',
  )
  expect(news).toContain(
    'Severity is a class without a score. Anyone on the case proposes, the committee decides; the class may differ, with a reason.',
  )
})
