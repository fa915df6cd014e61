import { StoreFailed } from '../../../app/ports/index.ts'
import { isUnanswered as wasUnanswered, postgresFailed, sqlState } from '../../postgres/index.ts'

export function storeFailed(cause: unknown): StoreFailed {
  if (cause instanceof StoreFailed) return cause
  const { code, message } = postgresFailed(cause)
  return new StoreFailed(code, message, { cause })
}

/** Rolled back, because it was in the way of others or found the world changed: to be done again. */
export function isToRepeat(cause: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(cause))
}

/** See adapters/postgres; what the store itself has to say is an answer. */
export function isUnanswered(cause: unknown): boolean {
  return !(cause instanceof StoreFailed) && wasUnanswered(cause)
}
