import {
  channelFields,
  mostChannels,
  shownChannel,
  tellingFields,
  type Channel,
  type ChannelId,
  type PersonEvent,
} from '../../core/community/index.ts'
import { idFrom, refuse, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, mostTries, outrun, type BadInput } from '../answers.ts'
import { theCommunity } from '../community/index.ts'
import { entryFor, type Effect } from '../effects/index.ts'
import type { ByWhom } from '../people/index.ts'
import type { Batch } from '../ports/index.ts'
import type { World } from '../world.ts'

/** A channel as its owner sees it: a web address is shown by its host, and a secret never again. */
export interface ShownChannel extends Omit<Channel, 'to' | 'secret'> {
  readonly shown: string
}

export async function channelsOf(world: World, person: PersonId): Promise<readonly ShownChannel[]> {
  const { state } = await world.records.read('person', person)
  return (state?.channels ?? []).map(shownOf)
}

export interface ChannelAdded {
  readonly added: ShownChannel
  /** With what a webhook's posts are signed; shown this once. */
  readonly secret: string | null
}

/**
 * Another way for somebody's alerts. A mail address is written to first, and counts once the link in that mail was
 * opened; a web address counts at once.
 */
export async function addChannel(
  world: World,
  person: PersonId,
  input: unknown,
  by: ByWhom = 'owner',
): Promise<ChannelAdded | Refused | BadInput> {
  if (by === 'token') return notByToken
  const parsed = channelFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { kind, label, tells } = parsed.data
  const to = kind === 'mail' ? parsed.data.to.toLowerCase() : parsed.data.to
  const community = await theCommunity(world)
  if (kind === 'mail' && community.mail === null && world.mode === 'production') return noMailServer
  const unreachable = kind === 'mail' ? null : world.alerts.refusal(to, community.alerts)
  if (unreachable !== null) return { badInput: true, problems: [{ field: 'to', says: unreachables[unreachable] }] }
  const id: ChannelId = idFrom('a', world.machine.random(12))
  const secret = kind === 'webhook' ? `whsec_${world.machine.random(32).toBase64()}` : ''
  const done = await changeChannels(world, person, ({ channels, email }) => {
    if (channels.length >= mostChannels) return tooMany
    const isKnown = channels.some((one) => one.kind === kind && one.to === to) || (kind === 'mail' && to === email)
    if (isKnown) return nothingChanges
    const event = { type: 'ChannelAdded', channel: id, kind, to, secret, label, tells } as const
    return { event, told: kind === 'mail' ? { kind: 'channel', to: person, channel: id } : null }
  })
  if ('refused' in done) return done
  const added = done.channels.find((one) => one.id === id)
  if (added === undefined) throw new TypeError('a channel that was added is missing')
  return { added: shownOf(added), secret: secret === '' ? null : secret }
}

export type ChannelChanged = { readonly done: true }

/** Sends the mail with the link once more to an address that has not been confirmed. */
export async function askChannelAgain(world: World, person: PersonId, id: string): Promise<ChannelChanged | Refused> {
  const channel = await channelOf(world, person, id)
  if (channel === undefined) return noSuchChannel
  if (channel.confirmed) return nothingChanges
  const effect: Effect = { kind: 'channel', to: person, channel: channel.id }
  await world.store.commit({ outbox: [await entryFor(world, effect, world.machine.now())] })
  return { done: true }
}

export async function removeChannel(
  world: World,
  person: PersonId,
  id: string,
  by: ByWhom = 'owner',
): Promise<ChannelChanged | Refused> {
  if (by === 'token') return notByToken
  return changeOne(world, person, id, ({ id: channel }) => ({ type: 'ChannelRemoved', channel }))
}

export async function chooseChannelNews(
  world: World,
  person: PersonId,
  id: string,
  input: unknown,
  by: ByWhom = 'owner',
): Promise<ChannelChanged | Refused | BadInput> {
  if (by === 'token') return notByToken
  const parsed = tellingFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { tells } = parsed.data
  return changeOne(world, person, id, (before) =>
    before.tells === tells ? nothingChanges : { type: 'ChannelNewsChosen', channel: before.id, tells },
  )
}

export async function channelOf(world: World, person: PersonId, id: string): Promise<Channel | undefined> {
  const { state } = await world.records.read('person', person)
  return state?.channels.find((one) => one.id === id)
}

function shownOf({ id, kind, to, label, tells, since, confirmed, failing }: Channel): ShownChannel {
  return { id, kind, label, tells, since, confirmed, failing, shown: shownChannel({ kind, to }) }
}

async function changeOne(
  world: World,
  person: PersonId,
  id: string,
  decide: (before: Channel) => PersonEvent | Refused,
): Promise<ChannelChanged | Refused> {
  const done = await changeChannels(world, person, ({ channels }) => {
    const before = channels.find((one) => one.id === id)
    if (before === undefined) return noSuchChannel
    const decided = decide(before)
    return 'refused' in decided ? decided : { event: decided, told: null }
  })
  return 'refused' in done ? done : { done: true }
}

interface Decided {
  readonly event: PersonEvent
  readonly told: Effect | null
}

/** Decided on what stands now. `also`: what is committed with it. */
export async function changeChannels(
  world: World,
  person: PersonId,
  decide: (before: { readonly channels: readonly Channel[]; readonly email: string }) => Decided | Refused,
  also: Pick<Batch, 'spend'> = {},
): Promise<{ readonly channels: readonly Channel[] } | Refused> {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const stream = await world.records.read('person', person)
    if (stream.state === null) throw new TypeError('a channel of nobody')
    const decided = decide(stream.state)
    if ('refused' in decided) return decided
    const now = world.machine.now()
    const written = await world.records.write('person', stream, [decided.event], person, now)
    const outbox = decided.told === null ? [] : [await entryFor(world, decided.told, now)]
    const committed = await world.store.commit({ ...also, appends: [written.append], outbox })
    if (committed.ok) return { channels: written.stream.state?.channels ?? [] }
    if (committed.why === 'spent') return noSuchChannel
    if (committed.why !== 'conflict') throw new Error(`a channel was not kept: ${committed.why}`)
  }
  return outrun()
}

const unreachables = {
  private_address:
    'must not be in a private network: an administrator allows that in the settings, for servers of your own',
  not_https: 'must begin with https://; http:// is for this machine only, where an administrator allows it',
} as const

const nothingChanges = refuse('nothing_changes', '-', 'That is so already.', 'Nothing needs to be done.')
export const noSuchChannel = refuse(
  'no_such_channel',
  '-',
  'You have no such alert channel.',
  'Your own page (/you) shows those that you have.',
)
/** A token is lent for work: it leads no alerts elsewhere, and silences none. */
const notByToken = refuse(
  'not_by_token',
  '-',
  'A token changes nothing of where alerts go. It may show the channels, and send a test.',
  'Sign in, and change it on your own page (/you).',
)
const tooMany = refuse(
  'too_many_channels',
  '-',
  `You have ${mostChannels} alert channels, and there can be no more.`,
  'Remove one that you do not need.',
)
const noMailServer = refuse(
  'no_mail_server',
  '-',
  'There is no mail server, so the address cannot be tried.',
  'Ask an administrator to set up mail in the settings.',
)
