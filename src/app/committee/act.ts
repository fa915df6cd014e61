import type { Role } from '../../core/access/index.ts'
import {
  committeeActNamed,
  committeePassing,
  decideCommittee,
  type CommitteeActName,
  type Happening,
} from '../../core/committee/index.ts'
import { isRefused, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, type BadInput, type Conflict } from '../answers.ts'
import { loadPeople, policyOf, rolesTowardsCommittee } from '../community/index.ts'
import type { World } from '../world.ts'
import { latelyOf } from './activity.ts'
import { commitCommunity } from './commit.ts'
import { involvedIn, knownIn, namedBy } from './people.ts'
import { communityStream, type FoundedStream } from './stream.ts'

export interface CommitteeActRequest {
  readonly act: CommitteeActName
  /** As it came in: parsed here, by the act's own schema. */
  readonly fields: Readonly<Record<string, unknown>>
  /** The version the person looked at; left out: decided on the newest. */
  readonly expected?: number
}

export interface CommitteeDone {
  readonly version: number
  readonly events: readonly Happening[]
}

/** How often a decision is taken anew because somebody else's came first. */
const tries = 8

/** A person acts on the committee: form, access, decision, and one transaction with everything that follows. */
export async function actOnCommittee(
  world: World,
  person: PersonId,
  request: CommitteeActRequest,
): Promise<CommitteeDone | Refused | BadInput | Conflict> {
  const fields = committeeActNamed(request.act).fields.safeParse(request.fields)
  for (let attempt = 1; ; attempt += 1) {
    await passCommittee(world)
    const stream = await communityStream(world)
    const { version } = stream
    if (request.expected !== undefined && request.expected !== version) {
      return { conflict: true, expected: request.expected, actual: version }
    }
    if (!fields.success) return badInput(fields.error)
    const now = world.machine.now()
    const roles = await rolesTowardsCommittee(world, stream.state, person)
    const told = fields.data as Readonly<Record<string, unknown>>
    const named = await namedBy(world, told, now)
    const decided = await decideFor(world, stream, { ...request, fields: told }, { person, roles, now }, named?.person)
    if (isRefused(decided)) return decided
    const committed = await commitCommunity(world, stream, decided, person, now, named?.batch)
    if (committed.ok) return { version: version + decided.length, events: decided }
    // `taken`: somebody registered the same address at this moment; they are known now.
    if (committed.why === 'spent') throw new Error('a change of the committee spent nothing')
    if (attempt === tries) return { conflict: true, expected: version, actual: (await communityStream(world)).version }
  }
}

async function decideFor(
  world: World,
  stream: FoundedStream,
  { act, fields }: CommitteeActRequest,
  {
    person,
    roles,
    now,
  }: { readonly person: PersonId; readonly roles: readonly Role[]; readonly now: Temporal.Instant },
  named: PersonId | undefined,
) {
  const { state: community } = stream
  const people = await loadPeople(world, [
    ...involvedIn(community.committee),
    person,
    ...(named === undefined ? [] : [named]),
  ])
  // C12: what the record says of whom it is about, read for a member alone; to others the act is refused.
  const asks = act === 'proposeRemoval' && roles.includes('member')
  const lately = asks ? await latelyOf(world, stream, person, fields['person'] as PersonId) : null
  return decideCommittee(
    community.committee,
    { act, fields },
    {
      policy: policyOf(community),
      now,
      by: person,
      roles,
      known: knownIn(people),
      names: Object.fromEntries([...people].map(([id, { name }]) => [id, name])),
      named: named ?? null,
      lately,
      versions: Object.keys(community.policies),
    },
  )
}

/** Records what the passing of time has to say of the committee: step-downs, ends of votes, rights that turned. */
export async function passCommittee(world: World): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stream = await communityStream(world)
    const now = world.machine.now()
    const events = committeePassing(stream.state.committee, policyOf(stream.state), now)
    if (events.length === 0) return
    const committed = await commitCommunity(world, stream, events, 'product', now)
    if (committed.ok) return
  }
}
