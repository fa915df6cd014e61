import { OpenPgpFailed } from '../../app/ports/index.ts'

/** Loaded by whoever needs it first: it is half a megabyte, and most commands sign nothing. */
export const library = () => import('openpgp')

/** OpenPGP counts whole seconds. */
export function dateOf(at: Temporal.Instant): Date {
  return new Date(Math.floor(at.epochMilliseconds / 1000) * 1000)
}

/** Other people's clocks: what they made may be this far ahead of ours. */
const ahead = { hours: 24 }

/** When something made elsewhere is looked at, so that a clock that is a little fast spoils nothing. */
export function lateEnough(at: Temporal.Instant): Date {
  return dateOf(at.add(ahead))
}

/** Passes a failure on under our code. */
export function failed(code: OpenPgpFailed['code'], message: string) {
  return (cause: unknown): never => {
    throw new OpenPgpFailed(code, message, { cause })
  }
}
