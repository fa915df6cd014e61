const units: Readonly<Record<string, readonly [prefix: string, unit: string]>> = {
  m: ['PT', 'M'],
  min: ['PT', 'M'],
  minute: ['PT', 'M'],
  h: ['PT', 'H'],
  hour: ['PT', 'H'],
  d: ['P', 'D'],
  day: ['P', 'D'],
  w: ['P', 'W'],
  week: ['P', 'W'],
  month: ['P', 'M'],
  y: ['P', 'Y'],
  year: ['P', 'Y'],
}

/** `7 days`, `24h` or `P7H` in ISO 8601, as a suggestion; undefined where it can't be guessed. */
export function plainDuration(text: string): string | undefined {
  const forgotT = /^p([0-9]{1,4})([hs])$/i.exec(text.trim())
  if (forgotT) return `PT${forgotT[1]}${forgotT[2]?.toUpperCase()}`
  const match = /^([0-9]{1,4}) ?([a-z]+?)s?$/i.exec(text.trim())
  const unit = units[match?.[2]?.toLowerCase() ?? '']
  return match && unit ? `${unit[0]}${match[1]}${unit[1]}` : undefined
}
