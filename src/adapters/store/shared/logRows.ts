import type { LogBatch, LogEvent } from '../../../app/ports/index.ts'

/** The log's columns, and each row as the port speaks of it. What was tampered with comes out as it is. */

export const logColumns = 'size, events, leaves, note'
export type LogColumns = Pick<LogBatch, 'size' | 'leaves' | 'note'> & { readonly events: string }

export function logBatchFrom({ size, events, leaves, note }: LogColumns): LogBatch {
  return { size, events: events === '' ? [] : events.split('\n').map(eventFrom), leaves, note }
}

export function eventsText(events: readonly LogEvent[]): string {
  return events.map(({ stream, version }) => `${stream}/${version}`).join('\n')
}

function eventFrom(line: string): LogEvent {
  const at = line.lastIndexOf('/')
  return { stream: line.slice(0, Math.max(at, 0)) as LogEvent['stream'], version: Number(line.slice(at + 1)) }
}
