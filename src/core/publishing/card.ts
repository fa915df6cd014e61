import { stamp } from '../clock/index.ts'
/** What lists and feeds say of a published advisory. */
export interface Card {
  /** Its public id. */
  readonly id: string
  readonly title: string
  readonly summary: string
  /** `critical`, `high`, …; `null`: not decided. */
  readonly severity: string | null
  readonly score: number | null
  /** ISO 8601, UTC, whole seconds. */
  readonly published: string
  readonly modified: string
}

/** Who publishes. */
export interface Site {
  readonly name: string
  /** Without a slash at the end. */
  readonly address: string
  /** Since when there is a community; what is empty was changed then. ISO 8601. */
  readonly since: string
}

/** The last changed first; of one second, by id. */
export function lastChangedFirst(cards: readonly Card[]): readonly Card[] {
  return cards.toSorted((one, other) => compare(other.modified, one.modified) || compare(one.id, other.id))
}

/** The newest first. */
export function newestFirst(cards: readonly Card[]): readonly Card[] {
  return cards.toSorted((one, other) => compare(other.published, one.published) || compare(other.id, one.id))
}

/** When anything of it last changed. */
export function changedAt(site: Site, cards: readonly Card[]): string {
  return cards.reduce((last, { modified }) => (last < modified ? modified : last), inSeconds(site.since))
}

function inSeconds(instant: string): string {
  return stamp(Temporal.Instant.from(instant))
}

/** Instants of one spelling are in the order of their letters. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
