import { z } from 'zod'
import {
  fromAddress,
  mailSettings,
  personFields,
  project,
  type Community,
  type CommunityEvent,
} from '../../core/community/index.ts'
import { refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, notAllowed, type BadInput, type Conflict } from '../answers.ts'
import { keyProblem } from '../openpgp/index.ts'
import { findOrRegister } from '../people/index.ts'
import { cannotInvite } from '../cases/index.ts'
import { commitCommunity } from '../committee/index.ts'
import { tryWaitingNow } from '../effects/index.ts'
import type { World } from '../world.ts'
import { loadPerson, theCommunity, unsafeMail } from '../community/index.ts'

export const mailFields = mailSettings.partial({ host: true }).extend({
  from: fromAddress.meta({ title: 'The committee’s mail address' }),
  host: z.string().trim().max(255).default('').meta({ title: 'Server', description: 'Empty: no mail server' }),
})
export const memberFields = personFields.meta({ title: 'Member' })
export const projectFields = project
export const unseatFields = z.object({ person: z.string(), reason: z.string().trim().min(1).max(4000) })

type Answer = Refused | BadInput | Conflict | { readonly done: true }

/** How often a change is decided anew because somebody else's came first. */
const tries = 8

/** Changes the community's record: decided on what stands now, by an administrator. */
export async function change(
  world: World,
  by: PersonId,
  decide: (community: Community) => readonly CommunityEvent[] | Refused,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const stream = await world.records.read('community', world.community)
    const community = stream.state
    if (community === null) return refuse('not_set_up', 'C1', 'The community is not set up.', 'Set it up first.')
    if (!community.administrators.includes(by)) return notAllowed()
    const events = decide(community)
    if ('refused' in events) return events
    const committed = await commitCommunity(world, { ...stream, state: community }, events, by, world.machine.now())
    if (committed.ok) return { done: true }
    if (committed.why !== 'conflict') throw new Error(`a change of the community was refused: ${committed.why}`)
    if (attempt === tries) return { conflict: true, expected: stream.version, actual: committed.actual }
  }
}

/** With other settings, mail that failed is tried again at once. */
export async function configureMail(world: World, by: PersonId, input: unknown): Promise<Answer> {
  const parsed = mailFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { from, host, ...server } = parsed.data
  const mail = host === '' ? null : { ...server, host }
  const answer = unsafeMail(mail) ?? (await change(world, by, () => [{ type: 'MailConfigured', server: mail, from }]))
  if ('done' in answer) await tryWaitingNow(world)
  return answer
}

export async function addProject(world: World, by: PersonId, input: unknown): Promise<Answer> {
  const parsed = projectFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  return change(world, by, () => [{ type: 'ProjectAdded', ...parsed.data }])
}

/** Seats a member by hand; elections come with the committee's own proceedings. Lists follow at once (C13). */
export async function seatMember(world: World, by: PersonId, input: unknown): Promise<Answer> {
  const parsed = memberFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  if (!(await theCommunity(world)).administrators.includes(by)) return notAllowed()
  const noKey = await keyProblem(world, parsed.data.openpgp)
  if (noKey !== undefined) return noKey
  const unreachable = await cannotInvite(world)
  if (unreachable !== undefined) return unreachable
  const now = world.machine.now()
  const person = await findOrRegister(world, parsed.data, now)
  return change(world, by, ({ seats }) =>
    seats.some((seat) => seat.person === person)
      ? refuse('seated_already', 'C1', 'This person has a seat.', 'Add someone else.')
      : [
          {
            type: 'MemberSeated',
            person,
            source: 'elected',
            statement: 'entered by an administrator',
            nominatedBy: null,
            proposal: null,
            affiliation: parsed.data.affiliation,
          },
        ],
  )
}

export async function unseatMember(world: World, by: PersonId, input: unknown): Promise<Answer> {
  const parsed = unseatFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { person, reason } = parsed.data
  return change(world, by, ({ seats }) => {
    const found = seats.find((seat) => seat.person === person)
    if (found === undefined) return refuse('not_seated', 'C13', 'This person has no seat.', 'Choose a seated member.')
    if (seats.length === 1) {
      return refuse(
        'last_member',
        'C4',
        'A committee without members cannot receive reports.',
        'Seat someone else first.',
      )
    }
    return [{ type: 'MemberUnseated', person: found.person, reason, proposal: null }]
  })
}

/** What the product needs before anybody is set up: someone who may set it up. */
export async function firstAdministrator(world: World): Promise<PersonId> {
  const community = (await world.records.read('community', world.community)).state
  const known = community?.administrators[0] ?? ((await world.store.setting('administrator')) as PersonId | undefined)
  if (known !== undefined && (await loadPerson(world, known)) !== null) return known
  const now = world.machine.now()
  const person = await findOrRegister(world, { name: 'Administrator', email: '', affiliation: '', openpgp: '' }, now)
  await world.store.commit({ settings: [{ name: 'administrator', value: person }] })
  return person
}
