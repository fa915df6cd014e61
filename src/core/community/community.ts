import { z } from 'zod'
import {
  evolveCommittee,
  holdersAt,
  isCommitteeEvent,
  noCommittee,
  type Committee,
  type CommitteeEvent,
  type Seat,
} from '../committee/index.ts'
import {
  ifWrong,
  line,
  type Actor,
  type CaseId,
  type CommunityId,
  type PersonId,
  type Recorded,
} from '../kernel/index.ts'
import { evolveBlocks, isBlockEvent, type Block, type BlockEvents } from './blocks.ts'
import type { CnaAccount } from './cna.ts'
import type { MailIn } from './mailIn.ts'
import { email } from './email.ts'

export const project = z.object({
  name: line(200).meta({ title: 'Project', example: 'cosign' }),
  repository: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
    .default('')
    .meta({ title: 'Repository' }),
  ecosystem: z
    .union([z.literal(''), line(60)])
    .default('')
    .meta({ title: 'Ecosystem', description: 'As OSV spells it' }),
  package: z
    .union([z.literal(''), line(300)])
    .default('')
    .meta({ title: 'Package' }),
})
export type Project = z.infer<typeof project>

/** How the community's mail leaves. Without a server, mail is kept in the mailbox page (on this machine only). */
export const mailSettings = z.object({
  host: line(255),
  port: z.coerce.number().int().min(1).max(65_535).default(587),
  security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
  user: z.string().max(255).default(''),
  password: z.string().max(1000).default(''),
})
export type MailSettings = z.infer<typeof mailSettings>

/** What people's alerts may reach. */
export const alertSettings = z.object({
  privateAddresses: z.stringbool().or(z.boolean()).default(false).meta({
    title: 'Alerts may go to addresses in your own network',
    description: 'For a chat or an ntfy server of your own. Addresses of the link itself never take any.',
  }),
})
export type AlertSettings = z.infer<typeof alertSettings>

export const address = z
  .url({ protocol: /^https?$/, error: ifWrong('must be a web address such as https://security.example.org') })
  .max(200)
  .overwrite((text) => text.replace(/\/+$/, ''))

export interface CommunityEvents extends BlockEvents {
  CommunityFounded: { community: CommunityId; name: string; address: string; from: string; announceTo: string }
  PolicyAdopted: { version: string; yaml: string }
  ProjectAdded: Project
  /** `reporters`: whoever reported it; where nothing else is known of them, they are erased with it. */
  CaseErased: { case: CaseId; resolution: string; reason: string; reporters: readonly PersonId[] }
  AdministratorNamed: { person: PersonId }
  MailConfigured: { server: MailSettings | null; from: string }
  CnaConfigured: { account: CnaAccount | null }
  MailInConfigured: { mailIn: MailIn | null }
  AlertsConfigured: AlertSettings
  /** A member said what becomes of a mail that was held. `letter`: its id, and that of the case if it became one. */
  LetterSettled: { letter: CaseId; as: 'report' | 'post' | 'aside' | 'erased' }
}
export type CommunityEvent =
  | CommitteeEvent
  | {
      [Type in keyof CommunityEvents]: { readonly type: Type } & Readonly<CommunityEvents[Type]>
    }[keyof CommunityEvents]

export interface ErasedCase {
  readonly case: CaseId
  readonly at: string
  readonly by: Actor
  readonly reason: string
  readonly reporters: readonly PersonId[]
}

/** A community: one policy, one committee, its projects and how it sends mail. */
export interface Community {
  readonly id: CommunityId
  readonly name: string
  /** Public web address of this installation. */
  readonly address: string
  /** The committee's mail address: notices come from it. */
  readonly from: string
  /** Announcements go here; empty: to the policy's list. */
  readonly announceTo: string
  /** Policy texts by version; the newest is in force for new cases. */
  readonly policies: Readonly<Record<string, string>>
  readonly policyVersion: string
  /** The committee with all its seats, proposals and leaves. */
  readonly committee: Committee
  /** The seats held now. */
  readonly seats: readonly Seat[]
  readonly administrators: readonly PersonId[]
  readonly projects: readonly Project[]
  /** Cases of which nothing can be read any more. */
  readonly erased: readonly ErasedCase[]
  /** Senders and networks whose reports are not taken for a while. */
  readonly blocks: readonly Block[]
  readonly mail: MailSettings | null
  /** The account with CVE Services of a community that is a CVE numbering authority. */
  readonly cna: CnaAccount | null
  /** How mail comes in; `null`: only through `tocsin ingest`. */
  readonly mailIn: MailIn | null
  readonly alerts: AlertSettings
}

export const fromAddress = email

export function evolveCommunity(before: Community | null, record: Recorded<CommunityEvent>): Community | null {
  const { event } = record
  if (event.type === 'CommunityFounded') {
    const { community, name, address: at, from, announceTo } = event
    const empty = {
      policies: {},
      policyVersion: '',
      committee: noCommittee,
      seats: [],
      administrators: [],
      projects: [],
      erased: [],
      blocks: [],
      mail: null,
      cna: null,
      mailIn: null,
      alerts: { privateAddresses: false },
    }
    return { id: community, name, address: at, from, announceTo, ...empty }
  }
  if (before === null) return null
  if (isCommitteeEvent(event)) {
    const committee = evolveCommittee(before.committee, { ...record, event })
    return { ...before, committee, seats: committee.seats }
  }
  if (isBlockEvent(event)) return { ...before, blocks: evolveBlocks(before.blocks, { ...record, event }) }
  switch (event.type) {
    case 'PolicyAdopted':
      return { ...before, policies: { ...before.policies, [event.version]: event.yaml }, policyVersion: event.version }
    case 'ProjectAdded': {
      const { type: _, ...added } = event
      return { ...before, projects: [...before.projects.filter(({ name }) => name !== added.name), added] }
    }
    case 'CaseErased': {
      const { case: id, reason, reporters } = event
      return { ...before, erased: [...before.erased, { case: id, at: record.at, by: record.by, reason, reporters }] }
    }
    case 'AdministratorNamed':
      return { ...before, administrators: [...new Set([...before.administrators, event.person])] }
    case 'MailConfigured':
      return { ...before, mail: event.server, from: event.from }
    case 'CnaConfigured':
      return { ...before, cna: event.account }
    case 'MailInConfigured':
      return { ...before, mailIn: event.mailIn }
    case 'AlertsConfigured': {
      const { type: _, ...alerts } = event
      return { ...before, alerts }
    }
    case 'LetterSettled':
      return before
  }
}

/**
 * Who has a seat's rights at an instant: members, stand-ins for exactly their interval, nobody whose rights pause
 * (C11, C13).
 */
export function membersOf(community: Community, at: Temporal.Instant): readonly PersonId[] {
  return holdersAt(community.committee, at)
}

type Data = Readonly<Record<string, unknown>>

/** What was recorded before a type of event got more fields. */
const since: Readonly<Record<string, Data>> = {
  MemberSeated: { nominatedBy: null, proposal: null, affiliation: '' },
  MemberUnseated: { proposal: null },
  LeaveAnnounced: { takers: {} },
  CaseErased: { reporters: [] },
}

/** A community's event as it is today. */
export function upcastCommunity(type: string, data: Data): CommunityEvent {
  if (type === 'CnaConfigured' && data['account'] !== null) {
    return upcast(type, { account: { orgId: '', ...(data['account'] as Data) } })
  }
  if (type === 'ProposalOpened' && (data['subject'] as Data)['kind'] === 'leave') {
    return upcast(type, { ...data, subject: { takers: {}, ...(data['subject'] as Data) } })
  }
  return upcast(type, data)
}

function upcast(type: string, data: Data): CommunityEvent {
  // Its shape was checked when it was written, and the seal proves that it is what was written.
  return { ...since[type], ...data, type } as unknown as CommunityEvent
}
