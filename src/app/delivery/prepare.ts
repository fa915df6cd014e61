import { membersOf, type Person } from '../../core/community/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import { deadlines, promised, rolesOn, type Promised } from '../../core/process/index.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import { loadCase, hostOf } from '../cases/index.ts'
import { lifetimes, mintSecret, personByEmail, type SecretRequest } from '../people/index.ts'
import type { MailServer, OutboxRow, OutgoingMail } from '../ports/index.ts'
import type { World } from '../world.ts'
import {
  readEffect,
  type AccessEnded,
  type Alert,
  type AlertMail,
  type CaseNotice,
  type ChannelMail,
  type Mailed,
} from '../effects/index.ts'
import { listMail, noticeMail } from './mails.ts'
import { replyToFor } from './replyTo.ts'

export interface Prepared {
  readonly server: MailServer
  readonly message: OutgoingMail
}

/** Nobody to write to, or nobody who may still hear of it: the effect is over, and that is no fault. */
export interface NothingToSend {
  readonly outcome: 'nothing'
  readonly code: 'no_address' | 'access_ended' | 'channel_removed' | 'erased'
}

export async function readMail(world: World, row: OutboxRow): Promise<Mailed> {
  const effect = await readEffect(world, row)
  if (effect.kind === 'news' || effect.kind === 'cve' || effect.kind === 'alert')
    throw new TypeError(`${effect.kind} is no mail`)
  return effect
}

/** How the community's mail leaves; `null`: not at all yet. */
export async function serverFor(world: World): Promise<MailServer | null> {
  const { mail } = await theCommunity(world)
  if (mail === null) return null
  const { host, port, security, user, password } = mail
  return { host, port, security, ...(user === '' ? {} : { user, password }) }
}

/** Access is asked again at the moment of sending: of what somebody may no longer hear, they get nothing. */
export async function stillFor<One extends Mailed | Alert>(world: World, effect: One): Promise<One | NothingToSend> {
  if ('cases' in effect) return effect
  const to = await loadPerson(world, effect.to)
  if (to === null || to.email === '') return { outcome: 'nothing', code: 'no_address' }
  if ('channel' in effect && !hasChannel(to, effect)) return { outcome: 'nothing', code: 'channel_removed' }
  const ended = { outcome: 'nothing', code: 'access_ended' } as const
  if (effect.kind === 'access-ended') return (await isBack(world, effect)) ? ended : effect
  if ('case' in effect) return (await mayHear(world, effect)) ? effect : ended
  if ('topic' in effect) {
    const members = membersOf(await theCommunity(world), world.machine.now())
    return members.includes(effect.to) ? effect : ended
  }
  if (!('about' in effect)) return effect
  const heard: { readonly case: CaseId }[] = []
  for (const one of effect.about) {
    if (await mayHear(world, { kind: 'notice', to: effect.to, case: one.case })) heard.push(one)
  }
  return heard.length === 0 ? ended : { ...effect, about: heard }
}

/** A channel's own mails go to it before it counts, and about it while it is there. */
function hasChannel({ channels }: Person, { kind, channel }: Alert | AlertMail | ChannelMail): boolean {
  const found = channels.find(({ id }) => id === channel)
  if (kind === 'channel') return found?.confirmed === false
  return kind === 'channel-failed' ? found !== undefined && found.failing !== null : found?.confirmed === true
}

/** Makes the secret part of a link that its reader alone has. */
export type LinkMaking = (request: SecretRequest, now: Temporal.Instant) => Promise<string>

/** The mail itself. Links are made here, at the moment of sending, and stand nowhere else. */
export async function write(
  world: World,
  row: OutboxRow,
  effect: Mailed,
  making: LinkMaking = (request, now) => mintSecret(world, request, now),
): Promise<OutgoingMail> {
  const community = await theCommunity(world)
  const now = world.machine.now()
  if ('cases' in effect) {
    return listMail(effect, community, effect.by === null ? null : await loadPerson(world, effect.by), now)
  }
  const to = await loadPerson(world, effect.to)
  if (to === null) throw new TypeError('a notice to nobody')
  const request = await linkFor(world, effect)
  const secret = request === null ? null : await making(request, now)
  const next =
    effect.kind === 'reporter-notice' && effect.asks === 'keep' ? await nextOn(world, effect.case) : undefined
  const mail = noticeMail({ effect, community, to, messageId: `${row.id}@${hostOf(community)}`, now, secret, next })
  const replyTo = replyToFor(world, community, effect)
  return replyTo === undefined ? mail : { ...mail, replyTo }
}

async function nextOn(world: World, id: CaseId): Promise<Promised | undefined> {
  const loaded = await loadCase(world, id)
  return loaded && promised(loaded.case, deadlines(loaded.case, loaded.policy, world.machine.now()))[0]
}

async function mayHear(world: World, effect: Pick<CaseNotice, 'kind' | 'to' | 'case'>): Promise<boolean> {
  const loaded = await loadCase(world, effect.case)
  if (loaded === undefined) return false
  const roles = rolesOn(loaded.case, effect.to, loaded.members)
  if (effect.kind === 'invitation') return roles.includes('invited')
  if (effect.kind !== 'notice') return roles.includes('reporter')
  return roles.includes('member') || roles.includes('fixer')
}

/** Whoever was let in again meanwhile is not told that it is closed to them. */
async function isBack(world: World, { to, case: id, had }: AccessEnded): Promise<boolean> {
  const loaded = await loadCase(world, id)
  if (loaded === undefined) return false
  const roles = rolesOn(loaded.case, to, loaded.members)
  return had === 'report' ? roles.includes('reporter') : roles.includes('fixer') || roles.includes('invited')
}

/** The link of its reader's own that a mail carries, if any: none to an address that is somebody else's here. */
export async function linkFor(world: World, effect: Mailed): Promise<SecretRequest | null> {
  if ('cases' in effect) return null
  const subject = effect.to
  switch (effect.kind) {
    case 'notice':
    case 'access-ended':
    case 'digest':
    case 'committee-notice':
    case 'address-left':
    case 'key':
    case 'channel-failed':
    case 'alert-mail':
      return null
    case 'reporter-notice':
    case 'co-reporter':
    case 'lost-link':
      return { kind: 'reporter', subject, scope: effect.case, lasts: null }
    case 'invitation':
      return { kind: 'invitation', subject, scope: effect.case, lasts: lifetimes.invitation }
    case 'sign-in':
      return { kind: 'sign-in', subject, scope: null, lasts: lifetimes.signIn }
    case 'address':
      if (![undefined, subject].includes(await personByEmail(world, effect.email))) return null
      return { kind: 'address', subject, scope: null, lasts: lifetimes.address, label: effect.email }
    case 'channel':
      return { kind: 'channel', subject, scope: null, lasts: lifetimes.address, label: effect.channel }
    case 'welcome':
      return { kind: 'sign-in', subject, scope: null, lasts: lifetimes.invitation }
  }
}
