import type { CaseId, Json, PersonId } from '../../core/kernel/index.ts'
import type { SealedBody } from '../../core/log/index.ts'

/** Who may be named before strangers, and who must not be. */
export interface Agreement {
  /** They chose to be credited by name: that they acted may be shown. */
  readonly credited: ReadonlySet<PersonId>
  /** They agreed to the showing of what they wrote. */
  readonly agreed: ReadonlySet<PersonId>
  /** Whole names and addresses of everybody else around the case. */
  readonly others: readonly string[]
  /** Parts of their names, by which people's own words may speak of them. */
  readonly nicknames: readonly string[]
}

/**
 * A draft may speak of other cases of its release, and what was not sent was not said; where the fix was made in private
 * is nobody else's business.
 */
const unsaid = ['AnnouncementDrafted', 'RetrospectiveDrafted', 'WorkspaceLinked']

/** Whether what happened can be shown: not where it leads to another case, or to somebody who did not agree. */
export function mayShowOpen(body: SealedBody, id: CaseId, agreement: Agreement): boolean {
  return !unsaid.includes(body.type) && !names(body.open.data, id, agreement, agreement.others)
}

/**
 * Whether who acted can be shown. It cannot be shown apart from what they wrote, for one commitment binds both: who
 * agreed to a credit agreed to no more than that, and an event with words of theirs stays closed.
 */
export function mayShowPersonal(body: SealedBody, id: CaseId, agreement: Agreement): boolean {
  const { by, data } = body.personal
  const own = by === 'product' || agreement.agreed.has(by as PersonId)
  const quiet = agreement.credited.has(by as PersonId) && (body.type === 'CreditChosen' || !hasWords(data))
  return (
    (own || quiet) &&
    !unsaid.includes(body.type) &&
    !names([by, data], id, agreement, [...agreement.others, ...agreement.nicknames])
  )
}

function names(value: Json, id: CaseId, { credited, agreed }: Agreement, hidden: readonly string[]): boolean {
  return stringsIn(value).some((text) => {
    const ids = text.match(/\b[cp]-[0-9a-hjkmnp-tv-z]{12}\b/g) ?? []
    const strange = ids.some((one) => one !== id && !credited.has(one as PersonId) && !agreed.has(one as PersonId))
    return strange || hidden.some((name) => hasWord(text, name))
  })
}

/** Anything but people's ids and empty fields. */
function hasWords(value: Json): boolean {
  return stringsIn(value).some((text) => text !== '' && !/^p-[0-9a-z]{12}$/.test(text))
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([, one]) => (one === undefined ? [] : stringsIn(one)))
}

/** As a word of its own, in any case of letters. */
function hasWord(text: string, word: string): boolean {
  const [all, part] = [text.toLocaleLowerCase('en'), word.toLocaleLowerCase('en')]
  for (let at = all.indexOf(part); at !== -1; at = all.indexOf(part, at + 1)) {
    const [before, after] = [all[at - 1] ?? ' ', all[at + part.length] ?? ' ']
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true
  }
  return false
}
