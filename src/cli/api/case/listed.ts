import { moment } from '../text.ts'

/** A case in a list, as the API tells it. */
export interface ListedSeen {
  readonly case: string
  readonly phase: string
  readonly nextDue: string | null
  readonly summary: { readonly title: string; readonly severity: string | null; readonly cve: string | null } | null
  readonly erased: boolean
}

export function listedRow({ case: id, phase, nextDue, summary, erased }: ListedSeen): readonly string[] {
  return [
    id,
    phase,
    summary?.severity ?? '-',
    moment(nextDue),
    summary?.cve ?? '-',
    summary?.title ?? (erased ? '(erased)' : '(you are invited: tocsin case invitation)'),
  ]
}
