import type { Promised } from '../../core/process/index.ts'
import type { AlertMail, ListMailEffect, Mailed } from '../effects/index.ts'
import { accessEnded } from './accessEnded.ts'
import { addressAsked, addressLeft, addressTaken, invitation, signInLink, welcome } from './accountMails.ts'
import { channelAsked, channelFailed } from './channelMail.ts'
import type { Content } from './content.ts'
import { keyMail } from './keyMail.ts'
import { committeeNotice, digest, notice } from './noticeMails.ts'
import {
  acknowledgement,
  confirmation,
  coReporterNamed,
  lostLink,
  newsOnReport,
  questionToReporter,
} from './reporterMails.ts'

/** A mail to one person that has the community's frame: greeting, paragraphs, signature. */
export type Framed = Exclude<Mailed, ListMailEffect | AlertMail>

/** What content is made with. */
export interface Telling {
  /** The community's own address, without a slash at its end. */
  readonly address: string
  /** A link of this person's own where the mail carries one. */
  readonly secret: string | null
  /** What its reader is promised next; only where their report was taken. */
  readonly next?: Promised | undefined
}

export function contentOf(effect: Framed, { address, secret, next }: Telling): Content {
  const at = (path: string) => `${address}${path}`
  const ownLink = (path: string) => {
    if (secret === null) throw new TypeError(`a ${effect.kind} mail without its reader's own link`)
    return at(`${path}/${secret}`)
  }
  switch (effect.kind) {
    case 'notice':
      return notice(effect, at)
    case 'committee-notice':
      return committeeNotice(effect.topic, at)
    case 'digest':
      return digest(effect, at)
    case 'reporter-notice':
      if (effect.asks === 'confirm') return confirmation(ownLink('/report'))
      if (effect.asks === 'answer') return questionToReporter(ownLink('/report'))
      return effect.asks === 'keep' ? acknowledgement(ownLink('/report'), next) : newsOnReport(ownLink('/report'))
    case 'co-reporter':
      return coReporterNamed(ownLink('/report'))
    case 'lost-link':
      return lostLink(ownLink('/report'))
    case 'access-ended':
      return accessEnded(effect, at)
    case 'invitation':
      return invitation(ownLink('/sign-in'))
    case 'sign-in':
      return signInLink(ownLink('/sign-in'))
    case 'welcome':
      return welcome(ownLink('/sign-in'))
    case 'address':
      return secret === null ? addressTaken : addressAsked(ownLink('/address'))
    case 'address-left':
      return addressLeft
    case 'key':
      return keyMail(effect, at)
    case 'channel':
      return channelAsked(ownLink('/channel'))
    case 'channel-failed':
      return channelFailed(at('/you'))
  }
}
