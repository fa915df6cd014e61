/** Whether something at `then` is less than `length` ago. Nothing is where the clock was set back behind it, or never was. */
export function isRecent(
  then: Temporal.Instant | undefined,
  now: Temporal.Instant,
  length: Temporal.Duration,
): boolean {
  if (then === undefined) return false
  const age = now.since(then)
  return age.sign >= 0 && Temporal.Duration.compare(age, length) < 0
}
