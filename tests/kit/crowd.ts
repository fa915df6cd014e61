import { findOrRegister, report } from '../../src/app/index.ts'
import type { World } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import type { CaseEvent } from '../../src/core/process/index.ts'

export interface Crowd {
  readonly case: CaseId
  readonly people: readonly PersonId[]
  /** The secret part of the reporter's link. */
  readonly secret: string
}

/**
 * A case on which a whole project is: so many people, the reporter and the committee's members among them, and so many
 * messages, a paragraph or three each, with names and Markdown in them. Recorded directly: nobody is told.
 */
export async function crowdedCase(
  world: World,
  members: readonly PersonId[],
  { people = 121, posts = 1000 } = {},
): Promise<Crowd> {
  const reported = await report(
    world,
    { title: 'Unsigned bundles pass', project: 'anchor', impact, terms: true },
    'form',
  )
  if (!('secret' in reported)) throw new Error('no report')
  const { case: id, secret } = reported
  const engineers: PersonId[] = []
  for (let nth = 0; nth < people - members.length - 1; nth += 1) {
    const fields = {
      name: `Engineer ${nth} of Harbour`,
      email: `engineer-${nth}@example.org`,
      affiliation: '',
      openpgp: '',
    }
    engineers.push(await findOrRegister(world, fields, world.machine.now()))
  }
  const joined = engineers.flatMap((person): CaseEvent[] => [
    { type: 'FixTeamInvited', person, why: 'maintains it' },
    { type: 'InvitationAccepted', person, terms: 'accepted' },
  ])
  await record(
    world,
    id,
    members[0] ?? 'product',
    [
      { type: 'ReportValidated', note: '' },
      { type: 'ReportAccepted', note: '' },
    ],
    joined,
  )
  const writers = [...members, ...engineers]
  const share = Math.ceil(posts / writers.length)
  for (let post = 1; post <= posts; post += share) {
    const by = writers[Math.floor(post / share) % writers.length] ?? 'product'
    const numbers = Array.from({ length: Math.min(share, posts - post + 1) }, (_, nth) => post + nth)
    await record(
      world,
      id,
      by,
      numbers.map((number) => message(number, writers)),
    )
  }
  return { case: id, people: writers, secret }
}

const impact = 'An attacker can make unsigned artefacts look signed. '.repeat(6)

function message(post: number, writers: readonly PersonId[]): CaseEvent {
  const named = writers[post % writers.length] ?? 'p-'
  const paragraphs = [
    `Looked at it once more, round ${post}: the check in \`verify()\` runs **before** the chain is read. `.repeat(2),
    `@${named} what do you make of this?\n\n- the bundle has no certificate\n- the policy file is read twice\n- see [the draft](https://example.org/draft/${post})`,
    '```go\nif len(bundle.Certs) == 0 {\n\treturn nil // accepted\n}\n```',
  ].slice(0, 1 + (post % 3))
  const room = post % 4 === 0 ? 'everyone' : 'team'
  return { type: 'Posted', post, room, text: paragraphs.join('\n\n').trim(), mentions: [] }
}

async function record(
  world: World,
  id: CaseId,
  by: PersonId | 'product',
  ...parts: readonly CaseEvent[][]
): Promise<void> {
  const stream = await world.records.read('case', id)
  const append = await world.records.append('case', stream, parts.flat(), by, world.machine.now())
  const committed = await world.store.commit({ appends: [append] })
  if (!committed.ok) throw new Error(committed.why)
}
