/** The part of the committee's JSON that is shown to people. */
export interface CommitteeSeen {
  readonly version: number
  readonly people: readonly { readonly id: string; readonly name: string; readonly affiliation: string }[]
  readonly seats: readonly {
    readonly person: string
    readonly since: string
    readonly source: string
    readonly nominatedBy: string | null
    readonly ends: string | null
    readonly leave: number | null
  }[]
  readonly standIns: readonly { readonly person: string; readonly standsInFor: string; readonly until: string }[]
  readonly duties: readonly { readonly duty: string; readonly holders: readonly string[] | null }[]
  readonly cover: readonly {
    readonly day: string
    readonly away: readonly string[]
    readonly lacks: readonly string[]
  }[]
  readonly turns: readonly { readonly from: string; readonly to: string; readonly person: string | null }[]
  readonly balance: {
    readonly members: number
    readonly vendors: readonly { readonly name: string; readonly people: readonly string[]; readonly over: boolean }[]
  }
  readonly grace: { readonly vendor: string; readonly until: string; readonly ran: boolean } | null
  readonly warnings: readonly { readonly clause: string; readonly says: string }[]
  /** Medians in seconds; `policy`: a version, or `null` for any. */
  readonly figures: readonly {
    readonly policy: string | null
    readonly cases: number
    readonly toFixedRelease: number
    readonly exposure: number
  }[]
  readonly leaves: readonly {
    readonly leave: number
    readonly person: string
    readonly from: string
    readonly to: string
    readonly takers: Readonly<Record<string, string>>
    readonly standIn: string | null
    readonly ended: string | null
  }[]
  readonly open: readonly ProposalSeen[]
  readonly decided: readonly ProposalSeen[]
  readonly offBoarding: readonly {
    readonly person: string
    readonly systems: readonly { readonly id: string; readonly says: string; readonly done: object | null }[]
  }[]
}

export interface ProposalSeen {
  readonly proposal: number
  readonly subject: {
    readonly kind: string
    readonly person?: string
    readonly duty?: string | null
    readonly version?: string
    readonly from?: string
    readonly to?: string
  }
  readonly statement: string
  readonly stage: string
  readonly closes: string | null
  readonly decides: string | null
  readonly warnings: readonly { readonly clause: string; readonly says: string }[]
  readonly objections: readonly { readonly by: string; readonly reason: string }[]
  readonly standing: { readonly ayes: number; readonly noes: number; readonly silent: number }
  readonly closed: { readonly outcome: string; readonly at: string } | null
}

/** A person’s name by their id. */
export type Who = (id: string | null | undefined) => string
