import { z } from 'zod'
import { stamp } from '../../core/clock/index.ts'
import { can } from '../../core/access/index.ts'
import {
  blockables,
  isInForce,
  membersOf,
  type Block,
  type Blockable,
  type Community,
  type CommunityEvent,
} from '../../core/community/index.ts'
import {
  isRefused,
  prose,
  refuse,
  words,
  wholeNumber,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { floodsOf } from '../../core/policy/index.ts'
import { rolesOn, type Case } from '../../core/process/index.ts'
import { badInput, mostTries, noSuchCase, notAllowed, outrun, type BadInput } from '../answers.ts'
import { commitCommunity } from '../committee/index.ts'
import { loadCase } from '../cases/index.ts'
import { loadPerson, policyOf, theCommunity } from '../community/index.ts'
import { withAlerts } from '../alerts/index.ts'
import type { World } from '../world.ts'
import { markOf, type Whence } from './whence.ts'

const whyFields = { reason: prose('Why', 1000).describe('Whoever is blocked reads it') }
export const blockFields = z.object({
  what: z.enum(blockables).meta({ title: 'Block' }),
  ...whyFields,
})
export const decideFields = z.object({
  block: wholeNumber('Block', 1),
  end: z.enum(['yes', 'no']).meta({ title: 'End the block' }),
  ...whyFields,
})
export const appealFields = z.object({
  text: prose('Why we should look again', 4000),
  email: z.union([z.literal(''), words('Your e-mail', 254)]).default(''),
})

type Answer = Refused | BadInput | { readonly done: true }

/** A block that whoever sends something from here meets. */
export async function blockOn(world: World, whence: Whence): Promise<Block | undefined> {
  return blockIn(await theCommunity(world), world, whence)
}

function blockIn({ blocks }: Community, world: World, whence: Whence): Block | undefined {
  if (blocks.length === 0) return undefined
  const now = world.machine.now()
  return blocks.findLast((one) => isInForce(one, now) && markOf(world, one.what, whence) === one.mark)
}

/** A member blocks whoever sent a report, by the address they gave or by where it came from. */
export async function blockSender(
  world: World,
  member: PersonId,
  id: CaseId,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const loaded = await loadCase(world, id)
  const roles = loaded === undefined ? [] : rolesOn(loaded.case, member, loaded.members)
  if (loaded === undefined || roles.length === 0) return noSuchCase()
  if (!can(roles, 'blockSender')) return notAllowed()
  const parsed = blockFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { what, reason } = parsed.data
  const mark = await markOn(world, loaded.case, what)
  if (mark === null) return nothingToBlock(what)
  return change(world, member, (community) => {
    const now = world.machine.now()
    if (community.blocks.some((one) => one.mark === mark && isInForce(one, now))) {
      return refuse('blocked_already', 'D1', 'They are blocked already.', 'The list of blocks shows until when.')
    }
    const until = stamp(now.add(lengthOf(floodsOf(policyOf(community)).blocks.lastFor, now)))
    const block = Math.max(0, ...community.blocks.map((one) => one.block)) + 1
    return [{ type: 'SenderBlocked', block, what, mark, reason, case: id, until }]
  })
}

/** A calendar length (`P1M`) as exact time from now on. */
function lengthOf(text: string, now: Temporal.Instant): Temporal.Duration {
  const start = now.toZonedDateTimeISO('UTC')
  return now.until(start.add(Temporal.Duration.from(text)).toInstant())
}

async function markOn(world: World, { screened, reporter }: Case, what: Blockable): Promise<string | null> {
  if (what !== 'address') return screened?.[what] ?? null
  const email = reporter === null ? '' : ((await loadPerson(world, reporter))?.email ?? '')
  return markOf(world, 'address', { email, network: null, range: null })
}

function nothingToBlock(what: Blockable): Refused {
  const says = what === 'address' ? 'The report names no mail address.' : 'Where the report came from is not known.'
  return refuse('nothing_to_block', 'D1', says, 'Block what is known of it, or leave it.')
}

/** An appeal, or a change of mind: the block ends, or stays. Whoever made a block is not the one to turn an appeal down. */
export async function decideBlock(
  world: World,
  member: PersonId,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const parsed = decideFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { block: number, end, reason } = parsed.data
  return change(world, member, (community) => {
    const now = world.machine.now()
    const block = community.blocks.find((one) => one.block === number)
    if (block === undefined || !isInForce(block, now)) {
      return refuse('no_such_block', 'D1', 'There is no such block, or it has ended.', 'Look at the list of blocks.')
    }
    if (end === 'yes') return [{ type: 'BlockEnded', block: number, reason }]
    const others = membersOf(community, now).filter((one) => one !== block.by)
    if (block.by === member && others.length > 0) {
      const says = 'You made this block: another member answers the appeal.'
      return refuse('own_block', 'D1', says, 'Ask another member, or end the block.')
    }
    return [{ type: 'BlockKept', block: number, reason }]
  })
}

/**
 * Somebody asks to be heard. The answer is the same whether there is a block or not: who asks learns nothing of others.
 * Several may write as the one who is blocked: a few fit before somebody answers, and the first alone wakes members.
 */
export async function appealBlock(
  world: World,
  whence: Whence,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const parsed = appealFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { text, email } = parsed.data
  const from = email === '' ? whence : { ...whence, email }
  const done = await change(world, 'product', (community) => {
    const block = blockIn(community, world, from)
    const before = block?.kept === null ? (block.appeal?.text ?? '') : ''
    if (block === undefined || before.length + text.length > mostAppealed) return []
    return [{ type: 'BlockAppealed', block: block.block, text, email }]
  })
  return isRefused(done) ? done : { done: true }
}

/** In characters, of what waits for an answer. */
const mostAppealed = 16_000

function waits({ blocks }: Community, number: number): boolean {
  return blocks.some(({ block, appeal, kept }) => block === number && appeal !== null && kept === null)
}

/** How many of whom are blocked wait for an answer of the committee. */
export async function openAppeals(world: World): Promise<number> {
  const now = world.machine.now()
  const { blocks } = await theCommunity(world)
  return blocks.filter((one) => isInForce(one, now) && one.appeal !== null && one.kept === null).length
}

/** The newest first, with those that are over. */
export async function blocksOf(world: World): Promise<readonly Block[]> {
  return (await theCommunity(world)).blocks.toReversed()
}

async function change(
  world: World,
  by: PersonId | 'product',
  decide: (community: Community) => readonly CommunityEvent[] | Refused,
): Promise<Refused | { readonly done: true }> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const stream = await world.records.read('community', world.community)
    const community = stream.state ?? (await theCommunity(world))
    const now = world.machine.now()
    const members = membersOf(community, now)
    if (by !== 'product' && !members.includes(by)) return notAllowed()
    const events = decide(community)
    if (isRefused(events)) return events
    if (events.length === 0) return { done: true }
    const told = events.some((one) => one.type === 'BlockAppealed' && !waits(community, one.block)) ? members : []
    const mails = told.map((to) => ({ kind: 'committee-notice', to, topic: 'appeal' }) as const)
    const outbox = await withAlerts(world, mails, now)
    const committed = await commitCommunity(world, { ...stream, state: community }, events, by, now, { outbox })
    if (committed.ok) return { done: true }
    if (committed.why !== 'conflict') throw new Error(`a block was refused: ${committed.why}`)
  }
  return outrun()
}
