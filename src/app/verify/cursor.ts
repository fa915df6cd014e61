import type { Events, Seen } from './events.ts'

/** The events in the order of commits, with the next one at hand. */
export interface Cursor {
  /** The next event where it is at hand without waiting; asks for it where it is not. */
  here(): Seen | undefined
  /** The next event; `undefined` at the end. */
  peek(): Promise<Seen | undefined>
  /** Goes past the event that was at hand. */
  take(event: Seen): Seen
  /** Of the last event that was gone past. */
  position(): number
}

export function cursorOver(events: Pick<Events, 'next'>): Cursor {
  let ahead: Seen | undefined | Promise<Seen | undefined>
  let position = 0
  return {
    here() {
      ahead ??= events.next()
      return ahead instanceof Promise ? undefined : ahead
    },
    async peek() {
      ahead = await (ahead ?? events.next())
      return ahead
    },
    take(event) {
      ahead = undefined
      position = Math.max(position, event.position)
      return event
    },
    position: () => position,
  }
}
