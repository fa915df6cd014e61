import {
  evolveCommunity,
  evolvePerson,
  upcastCommunity,
  type Community,
  type CommunityEvent,
  type Person,
  type PersonEvent,
} from '../../core/community/index.ts'
import { committeePersonalFields } from '../../core/committee/index.ts'
import type { CaseId, CommunityId, PersonId, Recorded, ReleaseId } from '../../core/kernel/index.ts'
import {
  eventVersions,
  evolve,
  personalFields,
  upcast,
  type Case,
  type CaseEvent,
  type CaseEventType,
} from '../../core/process/index.ts'
import { evolveRelease, type Release, type ReleaseEvent } from '../../core/release/index.ts'
import type { AnyEvent } from './sealing.ts'

/** What the records need to know of a kind of stream: how its events are read, split, and folded. */
export interface Kind<Event, State> {
  readonly evolve: (before: State | null, record: Recorded<Event>) => State | null
  readonly personalFields: (type: string) => readonly string[]
  readonly versionOf: (type: string) => number
  readonly upcast: (type: string, version: number, data: Readonly<Record<string, unknown>>) => Event
  /** Its key may be destroyed (erasure): then it reads as a stream without a state. Others without a key are broken. */
  readonly erasable: boolean
  /**
   * It begins no earlier than its community, even where the clock was set back: one that says it is older is taken for a
   * forgery of the community's record (cases/load), and could never be read.
   */
  readonly sinceFounding: boolean
}

function plain<Event extends AnyEvent, State>(
  evolveOne: Kind<Event, State>['evolve'],
  personal: Readonly<Record<Event['type'], readonly string[]>>,
): Kind<Event, State> {
  return {
    evolve: evolveOne,
    personalFields: (type) => personal[type as Event['type']],
    erasable: false,
    sinceFounding: false,
    versionOf: () => 1,
    // The shape was checked when it was written, and the seal proves that it is what was written.
    upcast: (type, _, data) => ({ type, ...data }) as unknown as Event,
  }
}

export const kinds = {
  case: {
    evolve,
    personalFields: (type) => personalFields[type as CaseEventType],
    versionOf: (type) => eventVersions[type as CaseEventType],
    upcast: (type, version, data) => upcast(type, version, data),
    erasable: true,
    sinceFounding: true,
  } satisfies Kind<CaseEvent, Case>,
  community: {
    ...plain<CommunityEvent, Community>(evolveCommunity, {
      CommunityFounded: [],
      PolicyAdopted: [],
      ProjectAdded: [],
      CaseErased: ['reason', 'reporters'],
      AdministratorNamed: ['person'],
      MailConfigured: ['server', 'from'],
      CnaConfigured: ['account'],
      SenderBlocked: ['mark', 'reason'],
      BlockAppealed: ['text', 'email'],
      BlockKept: ['reason'],
      BlockEnded: ['reason'],
      MailInConfigured: ['mailIn'],
      AlertsConfigured: [],
      LetterSettled: [],
      ...committeePersonalFields,
    }),
    upcast: (type, _, data) => upcastCommunity(type, data),
  } satisfies Kind<CommunityEvent, Community>,
  person: {
    ...plain<PersonEvent, Person>(evolvePerson, {
      PersonRegistered: ['name', 'email', 'affiliation', 'openpgp'],
      PersonChanged: ['name', 'email', 'affiliation', 'openpgp'],
      SignedIn: [],
      KeyTaken: ['openpgp'],
      KeyOffered: ['offered'],
      KeyDeclined: [],
      MailWayChosen: [],
      ChannelAdded: ['to', 'secret', 'label'],
      ChannelConfirmed: [],
      ChannelNewsChosen: [],
      ChannelRemoved: [],
      ChannelFailed: [],
      ChannelWorked: [],
    }),
    erasable: true,
  },
  release: plain<ReleaseEvent, Release>(evolveRelease, { ReleaseNamed: [], CaseJoined: [], CaseLeft: [] }),
}

/** Stream id → its events and state. */
export interface KindOf {
  case: { id: CaseId; event: CaseEvent; state: Case }
  community: { id: CommunityId; event: CommunityEvent; state: Community }
  person: { id: PersonId; event: PersonEvent; state: Person }
  release: { id: ReleaseId; event: ReleaseEvent; state: Release }
}
