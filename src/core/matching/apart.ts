import { countOf, recordOf } from './postings.ts'
import { saturated } from './saturation.ts'

/** A record that has much in common with what was asked with, and how much, roughly. */
export interface Near {
  readonly record: number
  readonly value: number
}

/** A neighbour that has a sixth less in common than the nearest one counts a third of it. */
const steepness = 6

/**
 * How much each of the nearest records has in common that its neighbours have not. Texts of one author or about one
 * product are alike in whole phrases: many rare words, which come together and say the same thing. So how rare each
 * word is is asked once more, of the neighbourhood alone: what most of it has, too, tells none of them apart (counting in
 * what was retrieved rather than in everything: Xu and Croft, SIGIR 1996). In the order of `nearest`, the nearest first.
 */
export function apartFrom(
  nearest: readonly Near[],
  lists: readonly Uint32Array[],
  lengths: Float32Array,
): Float64Array {
  const sums = new Float64Array(nearest.length)
  const { parts, count: neighbours } = neighbourhood(nearest)
  const places = new Uint16Array(lengths.length)
  nearest.forEach(({ record }, at) => (places[record] = at + 1))
  for (const list of lists) {
    const met = list.filter((posting) => (places[recordOf(posting)] ?? 0) > 0)
    const placeOf = (posting: number) => (places[recordOf(posting)] ?? 0) - 1
    const having = neighbours * met.reduce((sum, posting) => sum + (parts[placeOf(posting)] ?? 0), 0)
    const tells = Math.log((neighbours + 1) / (having + 0.5)) / Math.log(neighbours + 1)
    if (tells <= 0) continue
    for (const posting of met) {
      const at = placeOf(posting)
      sums[at] = (sums[at] ?? 0) + tells * saturated(countOf(posting), lengths[recordOf(posting)])
    }
  }
  return sums
}

/** Which part of the neighbourhood each record is, and as how many equal ones they count (Kish’s effective size). */
function neighbourhood(nearest: readonly Near[]) {
  const first = nearest[0]?.value ?? 1
  const counts = nearest.map(({ value }) => Math.exp(steepness * (value / first - 1)))
  const sum = counts.reduce((one, other) => one + other, 0)
  const parts = counts.map((one) => one / sum)
  return { parts, count: 1 / parts.reduce((squares, part) => squares + part ** 2, 0) }
}
