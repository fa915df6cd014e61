import type { PersonId, StreamId } from './ids.ts'

/** Who acted: a person with an id, or the product itself when time passes or an effect comes back. */
export type Actor = PersonId | 'product'

/** An event as it stands in its stream. */
export interface Recorded<Event> {
  readonly stream: StreamId
  /** 1 for the stream's first event, without gaps. */
  readonly version: number
  /** When it was recorded, ISO 8601 in UTC. */
  readonly at: string
  readonly by: Actor
  readonly event: Event
}
