/** 3.0 and 3.1 differ in how they round, and in the environmental impact of a changed scope. */
export type Edition = '3.0' | '3.1'

// The polynomial of a changed scope has up to 134 decimals, so it is computed with BigInt, once for each of the few
// dozen losses there are. What is kept is whole trillionths (10^-12), rounded to the side that the edition's round-up
// can't tell from the exact value: 3.0 takes a ceiling, and a ceiling of a ceiling is the ceiling; 3.1 takes a floor
// after adding a half at the fifth decimal, and a floor of a floor is the floor.
const remembered = new Map<number, number>()

/**
 * Impact in trillionths, 1.08-fold for a changed scope (so that it is the summand of the base equation).
 * @param lost 1 - (1 - C) * (1 - I) * (1 - A), in millionths, not capped
 */
export function impactOf(lost: number, changed: boolean, edition: Edition, environmental: boolean): number {
  // Environmental losses stop at 0.915; base losses never get there (three times High is 0.914816).
  const capped = Math.min(lost, 915_000)
  if (!changed) return 642 * capped * 10_000
  const newCurve = edition === '3.1' && environmental
  const key = ((capped * 2 + (newCurve ? 1 : 0)) * 2 + (edition === '3.0' ? 1 : 0)) | 0
  const known = remembered.get(key)
  if (known !== undefined) return known
  const impact = newCurve ? newChangedImpact(capped) : changedImpact(capped, edition)
  remembered.set(key, impact)
  return impact
}

/** 1.08 * (7.52 * (lost - 0.029) - 3.25 * (lost - 0.02)^15). v3.0 section 8.1 and 8.3, v3.1 section 7.1. */
function changedImpact(lost: number, edition: Edition): number {
  const line = 752n * BigInt(lost - 29_000) * 10n ** 84n // 10^-8, brought to 10^-92
  const curve = 325n * BigInt(lost - 20_000) ** 15n // 10^-2 * 10^-90
  const exact = 108n * (line - curve) // 10^-94
  const unit = 10n ** 82n
  return Number(edition === '3.0' ? (exact + unit - 1n) / unit : exact / unit)
}

/** 1.08 * (7.52 * (lost - 0.029) - 3.25 * (lost * 0.9731 - 0.02)^13). v3.1 section 7.3. */
function newChangedImpact(lost: number): number {
  const line = 752n * BigInt(lost - 29_000) * 10n ** 124n // 10^-8, brought to 10^-132
  const curve = 325n * (BigInt(lost) * 9731n - 200_000_000n) ** 13n // 10^-2 * 10^-130
  return Number((108n * (line - curve)) / 10n ** 122n)
}
