import type { StreamId } from '../../core/kernel/index.ts'

/** What can be wrong, and what it means. Programs switch on the names; docs/log.md explains them. */
export const findingCodes = {
  gap: 'an event of a record is missing, or stands in another order',
  end_missing: 'a record no longer has the last event that was committed to it',
  head_missing: 'a record no longer has an end that was kept elsewhere',
  chain_broken: 'an event does not follow from what stands before it',
  commitment_broken: 'a body is not what was committed to',
  unreadable: 'a sealed body cannot be opened',
  key_missing: 'a record that is never erased has lost its key',
  record_missing: 'an event that the log took in is not there',
  reordered: 'an event stands elsewhere than the log took it in',
  leaf_missing: 'an event was passed over by the log',
  leaf_broken: 'a leaf is not the event’s that it stands for',
  leaf_misnamed: 'a leaf is listed under another event’s name',
  leaf_doubled: 'an event stands in the log twice',
  leaves_missing: 'a part of the log is missing',
  root_broken: 'the leaves are not those that were signed',
  checkpoint_broken: 'a checkpoint cannot be read, or is of another log',
  signature_broken: 'a signature of a checkpoint is not by its key',
  signature_missing: 'a checkpoint is not signed by the log',
  signature_unknown: 'a signature of a checkpoint is by nobody who is known here',
  witnesses_broken: 'the list of witnesses cannot be read',
  log_key_missing: 'the log has lost the key that signs it',
  log_key_unreadable: 'the key that signs the log cannot be opened',
  state_broken: 'the log would not go on from where it ends',
  forked: 'a checkpoint that was kept elsewhere is of another past',
  log_shorter: 'the log ends before a checkpoint that was kept elsewhere',
  not_ours: 'the checkpoint that was kept elsewhere was not signed by this log',
} as const

export type FindingCode = keyof typeof findingCodes

export interface Finding {
  readonly code: FindingCode
  /** `c-…/3`, `leaf 17`, `checkpoint 120`, `log`: where to look. */
  readonly place: string
  readonly says: string
}

export interface Verification {
  readonly streams: number
  readonly events: number
  /** Records whose key was destroyed: chained and in the log, but no longer readable by anyone. */
  readonly erased: readonly StreamId[]
  /** How much of it the log has taken in. */
  readonly leaves: number
  readonly checkpoints: number
  /** Committed, and not yet in the log: how many, and the first. */
  readonly tail: { readonly events: number; readonly first: string | null }
  /** The key that the checkpoints were verified with, as `name+id+key`; `null`: with none. */
  readonly key: string | null
  /** In the order in which they were found, at most `mostFindings`. */
  readonly findings: readonly Finding[]
  /** Findings beyond those. */
  readonly more: number
  /** The last chain value of each stream, for comparing with a copy kept elsewhere. */
  readonly heads: ReadonlyMap<StreamId, string>
}

export const mostFindings = 1000

export type Tell = (code: FindingCode, place: string, says?: string) => void

export function gathered(): { readonly tell: Tell; readonly findings: readonly Finding[]; more(): number } {
  const findings: Finding[] = []
  let more = 0
  return {
    tell(code, place, says = findingCodes[code]) {
      if (findings.length < mostFindings) findings.push({ code, place, says })
      else more += 1
    },
    findings,
    more: () => more,
  }
}
