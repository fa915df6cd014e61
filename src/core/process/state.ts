import type { AdvisoryDocument } from '../advisory/index.ts'
import type { CaseId, PersonId, ReleaseId } from '../kernel/index.ts'
import type { Duty, Milestone } from '../policy/index.ts'
import type { CveServicesRecord } from './cveOrder.ts'
import type { SsvcTableName } from '../scoring/index.ts'
import type {
  AdvisoryPart,
  ArtefactCheck,
  At,
  Audience,
  Judgement,
  Report,
  Resolution,
  Room,
  Score,
  SeverityClass,
  Side,
  Via,
} from './events.ts'
import type { Shadow } from './vultron/index.ts'

/** A fact with the moment it was recorded and who recorded it. */
export interface Noted {
  readonly at: At
  readonly by: PersonId | 'product'
}

export interface FixTeamMember {
  readonly person: PersonId
  readonly state: 'invited' | 'accepted' | 'declined' | 'revoked'
  readonly at: At
}

export interface Post extends Noted {
  readonly post: number
  readonly room: Room
  readonly text: string
  readonly mentions: readonly PersonId[]
  /** What it said before, the oldest first; `at`: when that was written. */
  readonly before: readonly { readonly at: At; readonly text: string }[]
  /** When it was edited last. */
  readonly edited: At | null
}

/** A file; `post` 0: beside the report. */
export interface Attachment extends Noted {
  readonly attachment: number
  readonly post: number
  readonly room: Room
  readonly name: string
  /** Its media type, as far as its bytes show it. */
  readonly media: string
  /** In bytes. */
  readonly size: number
  readonly sha256: string
  /** What its sealed bytes are kept under. */
  readonly file: string
}

export interface AdvisoryRevision extends Noted {
  readonly revision: number
  readonly document: AdvisoryDocument
  readonly note: string
}

export interface AdvisoryComment extends Noted {
  readonly comment: number
  readonly revision: number
  readonly part: AdvisoryPart
  readonly room: Room
  readonly text: string
  readonly mentions: readonly PersonId[]
}

export type SeverityProposal = Noted & (Score | Judgement) & { readonly note: string }

/** V1, beside the class: what a table says of the answers, and what was decided. */
export interface SsvcDecision extends Noted {
  readonly table: SsvcTableName
  /** `E:A/U:L/TI:T/PSI:M` */
  readonly answers: string
  /** Published keys: what the table says, and what was decided. */
  readonly found: string
  readonly outcome: string
  readonly reason: string
}

export interface SeverityDecision extends Noted {
  /** When a severity was decided first; `at` is the newest decision's. */
  readonly first: At
  readonly vector: string | null
  readonly score: number | null
  readonly class: SeverityClass
  readonly reason: string
}

export interface ReleaseProposal extends Noted {
  readonly proposal: number
  readonly opening: At
  readonly announcement: At
  readonly warnings: readonly string[]
  readonly reason: string
  readonly agreed: Readonly<Record<Side, Noted | null>>
}

export interface PlanEntry {
  readonly entry: number
  readonly audience: Audience
  readonly channel: string
  readonly message: string
  readonly when: At
  /** The agreed announcement that it was dated for: the one when it was planned, else the first since. */
  readonly day: At | null
  readonly by: PersonId | null
  readonly done: (Noted & { readonly evidence: string }) | null
  readonly dropped: string | null
}

export interface Artefact {
  readonly artefact: number
  readonly name: string
  readonly url: string
  readonly checks: Readonly<
    Partial<Record<ArtefactCheck, Noted & { readonly passed: boolean; readonly evidence: string }>>
  >
}

/** A mail of the case's own to the public list: drafted, released to the outbox, delivered or in doubt. */
export interface ListMail {
  readonly drafts: number
  readonly subject: string
  readonly body: string
  readonly state: 'drafted' | 'released' | 'delivered' | 'failed' | 'unsure'
  readonly to: string | null
  readonly at: At
  readonly by: PersonId | 'product'
  readonly messageId: string | null
  readonly generated: boolean
  /** True when facts that the text may name have changed since it was drafted. */
  readonly outdated: boolean
}

/** Why a deadline is not where the policy alone would put it, in the order in which it was recorded. */
export type ClockCause = CauseKind & {
  readonly at: At
  /** What had been reached when it was recorded: deadlines that these stop do not move any more. */
  readonly after: readonly Milestone[]
}

export type CauseKind =
  | { readonly kind: 'moved' | 'slowed'; readonly deadline: string; readonly to: At; readonly reason: string }
  | { readonly kind: 'asap'; readonly why: string }
  | { readonly kind: 'merged'; readonly case: CaseId; readonly disclosed: At }
  | { readonly kind: 'upstream'; readonly project: string; readonly date: At | null }

/** Cases that were one with this case, or are now. */
export interface Related {
  /** Where this case goes on: it was merged, and closed by that. */
  readonly mergedInto: CaseId | null
  /** Those that go on here; theirs too. */
  readonly absorbed: readonly CaseId[]
  /** Ids under which those may be known. */
  readonly aliases: readonly string[]
  /** The case that this one was split from, with the posts of its thread that concern this one. */
  readonly splitFrom: { readonly case: CaseId; readonly posts: readonly number[] } | null
  readonly splitInto: readonly CaseId[]
}

/** A case as its events made it. Nothing here is stored: it is folded anew from the events. */
export interface Case {
  readonly id: CaseId
  readonly version: number
  readonly opened: At
  readonly updated: At
  /** When a person last did something on it. */
  readonly lastAct: At
  /** Everyone who ever did something on it, in the order of their first act. */
  readonly tookPart: readonly PersonId[]
  readonly policy: string
  readonly via: Via
  readonly report: Report
  readonly reporter: PersonId | null
  readonly coReporters: readonly PersonId[]
  /** How many were ever named, those among them whose access has ended. */
  readonly coReportersNamed: number
  readonly reopens: CaseId | null
  readonly disclosed: At

  readonly shadow: Shadow
  readonly embargo: {
    readonly until: At | null
    readonly proposed: readonly At[]
    /** Those of `proposed` that came from the reporter, who cannot accept them alone. */
    readonly byReporter: readonly At[]
    readonly ended: (Noted & { reason: string }) | null
  }
  readonly publicSince: At | null
  readonly exploitSince: At | null
  readonly attacksSince: At | null
  readonly intent: (Noted & { readonly publishOn: At | null; readonly note: string }) | null
  readonly privateHandling: {
    readonly requested: Noted | null
    readonly answered: (Noted & { readonly agreed: boolean; readonly until: At | null }) | null
  }

  readonly duties: Readonly<Partial<Record<Duty, PersonId>>>
  readonly replication: (Noted & { readonly replicated: 'yes' | 'no' | 'partly'; readonly how: string }) | null
  readonly origin: (Noted & { readonly origin: 'ours' | 'upstream' | 'both'; readonly note: string }) | null
  readonly accepted: Noted | null
  readonly setAside:
    | (Noted & {
        readonly as: 'invalid' | 'duplicate' | 'withdrawn' | 'deferred' | 'spam'
        readonly reason: string
        readonly of: string | null
      })
    | null
  /** Cases and records that look alike and were found to be about something else: their ids. */
  readonly dismissed: readonly string[]
  readonly acknowledged: Noted | null
  /** How the report came in, where that was looked at; see `isHeld`. */
  readonly screened:
    | (Noted & {
        readonly proof: 'none' | 'work' | 'held'
        readonly network: string | null
        readonly range: string | null
        readonly confirmed: Noted | null
      })
    | null
  /** The newest question for a reproducer; see `reproducerOf`. */
  readonly reproducer: (Noted & { readonly due: At; readonly post: number }) | null
  readonly credits: Readonly<Record<PersonId, { readonly named: boolean; readonly as: string }>>

  readonly causes: readonly ClockCause[]
  readonly upstream: { readonly project: string; readonly contact: string; readonly date: At | null } | null
  /** `<deadline>:<soon|late>:<due>`, or `duties` → how often it was reminded of, and when last. */
  readonly reminded: Readonly<Record<string, { readonly nth: number; readonly at: string }>>

  readonly fixTeam: readonly FixTeamMember[]
  readonly fixTeamReady: Noted | null

  readonly proposals: readonly SeverityProposal[]
  readonly severity: SeverityDecision | null
  /** The newest decision by each table. */
  readonly ssvc: readonly SsvcDecision[]
  /** Every decision on the severity, with what had been reached by then: deadlines that these stop keep their length. */
  readonly judged: readonly {
    readonly class: SeverityClass
    readonly score: number | null
    readonly after: readonly Milestone[]
  }[]
  readonly cve: CveServicesRecord & {
    readonly requested: (Noted & { readonly from: string }) | null
    readonly id: string | null
    readonly recorded: Noted | null
  }
  readonly advisory: readonly AdvisoryRevision[]
  readonly advisoryComments: readonly AdvisoryComment[]
  /** Revisions that the reporters see. */
  readonly advisoryShared: readonly (Noted & { readonly revision: number; readonly note: string })[]
  readonly advisoryUrl: string | null
  readonly repositoryAdvisory: (Noted & { readonly published: boolean; readonly evidence: string }) | null
  readonly workspace: (Noted & { readonly url: string; readonly note: string }) | null
  readonly posts: readonly Post[]
  readonly attachments: readonly Attachment[]
  readonly head: string | null
  readonly fixNoted: (Noted & { readonly kind: 'fix' | 'mitigation' }) | null
  readonly fixComplete: (Noted & { readonly commit: string }) | null
  readonly releaseProposals: readonly ReleaseProposal[]

  readonly plan: readonly PlanEntry[]
  readonly planAdopted: Noted | null
  readonly approvals: readonly (Noted & { readonly commit: string })[]
  readonly release: {
    readonly id: ReleaseId
    readonly project: string
    readonly version: string
    readonly newestVulnerable: string
  } | null
  readonly merged: (Noted & { readonly repository: string; readonly commit: string }) | null
  readonly artefacts: readonly Artefact[]
  readonly fixReleased: At | null
  readonly announcement: ListMail | null
  readonly announced: At | null
  readonly listLink: string | null
  readonly chatPosts: readonly (Noted & { readonly channel: string; readonly evidence: string })[]

  readonly retrospective: ListMail | null
  readonly retrospectiveSent: At | null
  readonly feedback: Readonly<
    Record<PersonId, (Noted & { readonly text: string; readonly consents: boolean }) | 'declined'>
  >
  readonly closed: (Noted & { readonly resolution: Resolution; readonly note: string }) | null
  readonly followUps: readonly CaseId[]
  readonly related: Related
}
