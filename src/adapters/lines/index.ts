import { destination, pino, stdTimeFunctions, type DestinationStream } from 'pino'
import type { Lines } from '../../app/ports/index.ts'

/**
 * One JSON object a line on standard error: `level`, `time` (ISO 8601), the values, `event`. Written at once, so
 * that the last line before a crash is there. Neither host nor process: the service manager knows them.
 */
export function logLines(
  options: { level?: 'info' | 'warn' | 'error' | 'silent'; to?: DestinationStream } = {},
): Lines {
  const log = pino(
    {
      level: options.level ?? 'info',
      base: null,
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.to ?? destination({ fd: 2, sync: true }),
  )
  return {
    info: (event, values = {}) => log.info(values, event),
    warn: (event, values = {}) => log.warn(values, event),
    error: (event, values = {}) => log.error(values, event),
  }
}
