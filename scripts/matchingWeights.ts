import {
  amongFound,
  compare,
  openCorpus,
  signals,
  sureWeights,
  traitsOf,
  weights,
  type Signal,
} from '../src/core/matching/index.ts'
import { halfOf, readJudge, turned, type Half, type Judge } from '../tests/kit/duplicates.ts'

/**
 * How the tables in core/matching/weights.ts came out: `node scripts/matchingWeights.ts`. A weight for each signal, so
 * that among a report's candidates the one about the same vulnerability is likeliest (softmax over the candidates,
 * conditional logistic regression; Adam, Kingma and Ba 2015, 400 steps; a little L2). Fitted on the training half
 * alone, with package names and without, asked with the one text and with the other; the held-out half is only counted.
 */
interface Question {
  readonly half: Half
  readonly same: string
  readonly candidates: readonly Float64Array[]
  /** Where the sought one is; -1: it is no candidate. */
  readonly sought: number
}

const steps = 400
const decay = 0.003
const rate = 0.05

function questions({ trials, records }: Judge): Question[] {
  const corpus = openCorpus<number>()
  records.forEach((told, number) => corpus.put(number, told))
  return trials.map(({ half, same, asked }, number) => {
    const compared = compare(corpus.held, traitsOf(asked), () => true)
    const sought = compared.findIndex(({ record }) => record === corpus.held.numberOf(number))
    return { half, same, candidates: compared.map(({ values }) => values), sought }
  })
}

/** `without`: these signals weigh nothing. */
function fit(all: readonly Question[], without: readonly Signal[] = []): Float64Array {
  const known = all.filter(({ sought }) => sought >= 0)
  const scale = deviations(known).map((one, at) => (without.some((signal) => signal === signals[at]) ? Infinity : one))
  const weight = new Float64Array(signals.length)
  const [mean, spread] = [new Float64Array(signals.length), new Float64Array(signals.length)]
  for (let step = 1; step <= steps; step += 1) {
    const slope = weight.map((one) => 2 * decay * one)
    for (const { candidates, sought } of known) {
      const scores = candidates.map((values) => dot(values, weight, scale))
      const highest = Math.max(...scores)
      const shares = scores.map((score) => Math.exp(score - highest))
      const sum = shares.reduce((one, other) => one + other, 0)
      candidates.forEach((values, at) => {
        const miss = ((shares[at] ?? 0) / sum - (at === sought ? 1 : 0)) / known.length
        for (const [index, value] of values.entries())
          slope[index] = (slope[index] ?? 0) + (miss * value) / (scale[index] ?? 1)
      })
    }
    for (const [index, one] of slope.entries()) {
      mean[index] = 0.9 * (mean[index] ?? 0) + 0.1 * one
      spread[index] = 0.999 * (spread[index] ?? 0) + 0.001 * one * one
      const [m, v] = [(mean[index] ?? 0) / (1 - 0.9 ** step), (spread[index] ?? 0) / (1 - 0.999 ** step)]
      weight[index] = (weight[index] ?? 0) - (rate * m) / (Math.sqrt(v) + 1e-8)
    }
  }
  return weight.map((one, index) => one / (scale[index] ?? 1))
}

function deviations(all: readonly Question[]): Float64Array {
  const rows = all.flatMap(({ candidates }) => candidates)
  return Float64Array.from(signals, (_, index) => {
    const values = rows.map((row) => row[index] ?? 0)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  })
}

function dot(values: Float64Array, weight: Float64Array, scale?: Float64Array): number {
  return values.reduce((sum, value, at) => sum + (value * (weight[at] ?? 0)) / (scale?.[at] ?? 1), 0)
}

function placeOf({ candidates, sought }: Question, weight: Float64Array): number {
  const own = candidates[sought]
  if (own === undefined) return Number.POSITIVE_INFINITY
  const score = dot(own, weight)
  return 1 + candidates.filter((values, at) => at !== sought && dot(values, weight) >= score).length
}

const within = (places: readonly number[], most: number) =>
  `${((100 * places.filter((place) => place <= most).length) / places.length).toFixed(1)} %`

const all = {
  named: questions(readJudge(false)),
  'named, turned': questions(turned(readJudge(false))),
  blanked: questions(readJudge(true)),
  'blanked, turned': questions(turned(readJudge(true))),
}
const training = Object.values(all)
  .flat()
  .filter(({ half }) => half === 'training')

/** Five parts of the training half, each judged by what was fitted on the other four: for choosing signals. */
if (process.argv.includes('--cross')) {
  const partOf = ({ same }: Question) => Number.parseInt(Buffer.from(same).toString('hex').slice(-4), 16) % 5
  const places = new Map<string, number[]>()
  for (let part = 0; part < 5; part += 1) {
    const weight = fit(training.filter((one) => partOf(one) !== part))
    for (const [name, set] of Object.entries(all)) {
      const judged = set.filter((one) => one.half === 'training' && partOf(one) === part)
      places.set(name, [...(places.get(name) ?? []), ...judged.map((one) => placeOf(one, weight))])
    }
  }
  for (const [name, list] of places) console.log(`cross ${name}: first ${within(list, 1)}, within 5 ${within(list, 5)}`)
}

const fitted = process.argv.includes('--present')
  ? Float64Array.from(signals, (signal: Signal) => weights[signal])
  : fit(training)
const sure = process.argv.includes('--present')
  ? Float64Array.from(signals, (signal: Signal) => sureWeights[signal])
  : fit(training, amongFound)
for (const [name, set] of Object.entries(all)) {
  for (const half of ['training', 'heldOut'] as const) {
    const places = set.filter((one) => halfOf(one.same) === half).map((one) => placeOf(one, fitted))
    console.log(`${name}, ${half}: first ${within(places, 1)}, within 5 ${within(places, 5)}`)
  }
}
/**
 * How often the best candidate is the right one, from each sum of the evidence on, and how many of all that have one
 * reach it, where half of all reports have one: each question is asked with the sought record and without it.
 */
function bests(set: readonly Question[]) {
  return set.flatMap(({ candidates, sought }) => {
    const scores = candidates.map((values, at) => ({
      score: dot(values, fitted),
      sure: dot(values, sure),
      right: at === sought,
    }))
    const best = (of: typeof scores) => of.toSorted((one, other) => other.score - one.score).slice(0, 1)
    return [...best(scores), ...best(scores.filter(({ right }) => !right))]
  })
}

for (const half of ['training', 'heldOut'] as const) {
  const of = bests([...all.named, ...all['named, turned']].filter((one) => one.half === half))
  for (const bound of [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22]) {
    const from = of.filter((one) => one.sure >= bound)
    const right = from.filter((one) => one.right).length
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`
    console.log(`${half}, from ${bound}: right ${share(right, from.length)}, of all ${share(right, of.length / 2)}`)
  }
}
for (const [name, table] of Object.entries({ weights: fitted, sureWeights: sure })) {
  console.log(name)
  console.log(signals.map((signal, at) => `  ${signal}: ${(table[at] ?? 0).toFixed(2)},`).join('\n'))
}
