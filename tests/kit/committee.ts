import { readFileSync } from 'node:fs'
import {
  committeeActNamed,
  committeePassing,
  decideCommittee,
  foldAhead,
  noCommittee,
  type Committee,
  type CommitteeActName,
  type CommitteeContext,
  type Happening,
  type Lately,
} from '../../src/core/committee/index.ts'
import { isRefused, type PersonId, type Refused } from '../../src/core/kernel/index.ts'
import { parsePolicy, type Policy } from '../../src/core/policy/index.ts'

export const policyText = readFileSync(new URL('../../policies/sigstore.yaml', import.meta.url), 'utf8')
const read = parsePolicy(policyText)
if ('problems' in read) throw new Error('the sigstore policy cannot be read')
export const policy: Policy = read.policy

/** The policy with some of its committee's parts as a test wants them. */
export function policyWith(parts: { readonly [Part in keyof Policy['committee']]?: object }): Policy {
  const committee = { ...policy.committee } as Record<string, object | undefined>
  for (const [name, part] of Object.entries(parts)) committee[name] = { ...committee[name], ...part }
  return { ...policy, committee: committee as unknown as Policy['committee'] }
}

export const [ada, ben, cleo, dora, emil, fay] = ['a', 'b', 'c', 'd', 'e', 'f'].map(
  (letter): PersonId => `p-${letter.repeat(12)}`,
) as [PersonId, PersonId, PersonId, PersonId, PersonId, PersonId]

export const at = (text: string) => Temporal.Instant.from(text.length === 10 ? `${text}T12:00:00Z` : text)
export const start = at('2026-03-02')

/** Members with their vendors, seated on 2 March 2026. */
export function seated(vendors: Readonly<Partial<Record<PersonId, string>>> = { [ada]: '', [ben]: '', [cleo]: '' }) {
  const events = (Object.entries(vendors) as [PersonId, string][]).map(([person, affiliation]): Happening => ({
    type: 'MemberSeated',
    person,
    source: 'bootstrapped',
    statement: '',
    nominatedBy: null,
    proposal: null,
    affiliation,
  }))
  return foldAhead(noCommittee, events, start, 'product')
}

export interface Doing {
  readonly by: PersonId
  readonly on?: Temporal.Instant
  readonly under?: Policy
  readonly named?: PersonId
  readonly lately?: Lately
  readonly roles?: CommitteeContext['roles']
}

/** What an act is answered with: its fields as a form would send them, read by its own schema. */
export function answer(
  committee: Committee,
  act: CommitteeActName,
  fields: Readonly<Record<string, unknown>>,
  { by, on = start, under = policy, named, lately, roles = ['member'] }: Doing,
): readonly Happening[] | Refused {
  return decideCommittee(
    committee,
    { act, fields: committeeActNamed(act).fields.parse(fields) },
    {
      policy: under,
      now: on,
      by,
      roles,
      known: {},
      names: {},
      named: named ?? null,
      lately: lately ?? null,
      versions: ['1'],
    },
  )
}

/** The committee after an act that must not be refused. */
export function does(
  committee: Committee,
  act: CommitteeActName,
  fields: Readonly<Record<string, unknown>>,
  doing: Doing,
): Committee {
  const events = answer(committee, act, fields, doing)
  if (isRefused(events)) throw new Error(`${act} was refused: ${events.code}: ${events.says}`)
  return foldAhead(committee, events, doing.on ?? start, doing.by)
}

/** The code and the clause of a refusal. */
export function refusal(
  committee: Committee,
  act: CommitteeActName,
  fields: Readonly<Record<string, unknown>>,
  doing: Doing,
): string {
  const found = answer(committee, act, fields, doing)
  return isRefused(found) ? `${found.code} ${found.clause}` : `allowed: ${found.map(({ type }) => type).join(', ')}`
}

/** The committee once an instant has come. */
export function passed(committee: Committee, now: Temporal.Instant): Committee {
  return foldAhead(committee, committeePassing(committee, policy, now), now, 'product')
}

export const someone = (person: string) => ({ name: person, email: `${person}@example.org` })
