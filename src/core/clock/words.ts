/** A length of time in words, at most two units: `3 days`, `1 day 4 hours`, `25 minutes`, `under a minute`. */
export function lengthInWords(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds))
  if (whole < 60) return 'under a minute'
  const units = [
    [Math.trunc(whole / 86_400), 'day'],
    [Math.trunc((whole % 86_400) / 3600), 'hour'],
    [Math.trunc((whole % 3600) / 60), 'minute'],
  ] as const
  const first = units.findIndex(([count]) => count > 0)
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ')
}

export function secondsBetween(start: Temporal.Instant, end: Temporal.Instant): number {
  return Math.trunc((end.epochMilliseconds - start.epochMilliseconds) / 1000)
}
