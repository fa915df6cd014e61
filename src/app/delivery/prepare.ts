import type { Community } from '../../core/community/index.ts'
import { rolesOn } from '../../core/process/index.ts'
import { loadPerson, theCommunity } from '../community/index.ts'
import { loadCase, hostOf } from '../cases/index.ts'
import { lifetimes, mintSecret, type SecretRequest } from '../people/index.ts'
import type { MailServer, OutboxRow, OutgoingMail } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Effect } from '../effects/index.ts'
import { listMail, noticeMail } from './mails.ts'

export interface Prepared {
  readonly server: MailServer | null
  readonly message: OutgoingMail
}

/** Nobody to write to, or nobody who may still hear of it: the effect is over, and that is no fault. */
export interface NothingToSend {
  readonly outcome: 'nothing'
  readonly code: 'no_address' | 'access_ended'
}

/**
 * Makes the mail at the moment of sending, so that access is asked again: whoever lost it since gets nothing. Links
 * are made here, too, and stand nowhere else.
 */
export async function prepare(world: World, row: OutboxRow, effect: Effect): Promise<Prepared | NothingToSend> {
  const community = await theCommunity(world)
  const server = serverOf(community)
  const now = world.machine.now()
  if ('cases' in effect) {
    const by = effect.by === null ? null : await loadPerson(world, effect.by)
    return { server, message: listMail(effect, community, by, now) }
  }
  const to = await loadPerson(world, effect.to)
  if (to === null || to.email === '') return { outcome: 'nothing', code: 'no_address' }
  if ('case' in effect && !(await mayHear(world, effect))) return { outcome: 'nothing', code: 'access_ended' }
  const request = linkFor(effect)
  const secret = request === null ? null : await mintSecret(world, request, now)
  const messageId = `${row.id}@${hostOf(community)}`
  return { server, message: noticeMail({ effect, community, to, messageId, now, secret }) }
}

function serverOf({ mail }: Community): MailServer | null {
  if (mail === null) return null
  const { host, port, security, user, password } = mail
  return { host, port, security, ...(user === '' ? {} : { user, password }) }
}

async function mayHear(world: World, effect: Extract<Effect, { case: unknown }>): Promise<boolean> {
  const loaded = await loadCase(world, effect.case)
  if (loaded === undefined) return false
  const roles = rolesOn(loaded.case, effect.to, loaded.members)
  if (effect.kind === 'invitation') return roles.includes('invited')
  if (effect.kind === 'reporter-notice') return roles.includes('reporter')
  return roles.includes('member') || roles.includes('fixer')
}

function linkFor(effect: Effect): SecretRequest | null {
  if ('cases' in effect || effect.kind === 'notice') return null
  const subject = effect.to
  switch (effect.kind) {
    case 'reporter-notice':
      return { kind: 'reporter', subject, scope: effect.case, lasts: null }
    case 'invitation':
      return { kind: 'invitation', subject, scope: effect.case, lasts: lifetimes.invitation }
    case 'sign-in':
      return { kind: 'sign-in', subject, scope: null, lasts: lifetimes.signIn }
    case 'welcome':
      return { kind: 'sign-in', subject, scope: null, lasts: lifetimes.invitation }
  }
}
