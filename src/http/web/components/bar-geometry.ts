import { standing, type Due, type Standing } from './deadline-mark.tsx'
import { toInstant, type Moment } from './moment.ts'

/** One stretch of the schedule: `within days 1–7 of disclosure`. */
export interface DeadlineWindow extends Due {
  readonly label: string
  /** When it begins; left out: with the disclosure. */
  readonly from?: Moment
}

export interface BarFacts {
  readonly disclosed: Moment
  readonly now: Moment
  /** When it is, or is to be, public. Left out: no date yet. */
  readonly publicAt?: Moment
  /** All timelines are as soon as possible (clause S2). */
  readonly asap?: boolean
  readonly windows: readonly DeadlineWindow[]
}

/** Everything in per cent of the bar's width, so that it needs no knowledge of the screen. */
export interface Band {
  readonly label: string
  readonly lane: number
  readonly from: number
  readonly to: number
  /** Where the label is anchored, and which end of it. */
  readonly labelAt: number
  readonly anchor: 'start' | 'end'
  readonly standing: Standing
  /** Where the deed stands, or how far it is overdue: drawn from `to` to here. */
  readonly reached: number | undefined
  readonly original: number | undefined
}

export interface Bar {
  readonly bands: readonly Band[]
  readonly lanes: number
  readonly now: number
  readonly publicAt: number | undefined
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

/** Lays the schedule out on a straight line of time. */
export function layOut(facts: BarFacts): Bar {
  const start = ms(facts.disclosed)
  const instants = facts.windows.flatMap(({ from, due, done, original }) => [from, due, done, original])
  const known = [facts.now, facts.publicAt, ...instants].filter((at) => at !== undefined)
  const last = Math.max(start + 3_600_000, ...known.map(ms))
  const end = last + (last - start) * 0.03
  const x = (at: Moment): number => clamp(((ms(at) - start) / (end - start)) * 100)
  const bands = inLanes(facts.windows.map((window) => bandOf(window, facts, x)))
  return {
    bands,
    lanes: Math.max(0, ...bands.map(({ lane }) => lane + 1)),
    now: x(facts.now),
    publicAt: facts.publicAt === undefined ? undefined : x(facts.publicAt),
    ticks: ticksOf(start, end),
  }
}

type Unplaced = Omit<Band, 'lane'>

function bandOf(window: DeadlineWindow, facts: BarFacts, x: (at: Moment) => number): Unplaced {
  const state = standing({ ...window, asap: window.asap ?? facts.asap ?? false }, facts.now)
  const from = x(window.from ?? facts.disclosed)
  // Without a date the band stays open: up to now, and on.
  const to = Math.max(from, window.due === undefined ? x(window.done ?? facts.now) : x(window.due))
  const overdue = state === 'late' ? x(facts.now) : undefined
  const anchor = from > 66 ? 'end' : 'start'
  return {
    label: window.label,
    from,
    to,
    anchor,
    labelAt: anchor === 'end' ? to : from,
    standing: state,
    reached: window.done === undefined ? overdue : x(window.done),
    original: window.original === undefined ? undefined : x(window.original),
  }
}

// Labels are hidden below this width, so that they may be measured against it.
const narrowest = 680
const letter = 6.7

/** Each band takes the first lane where neither it nor its label touches another. */
function inLanes(bands: readonly Unplaced[]): Band[] {
  const taken: (readonly [number, number])[][] = []
  return bands.map((band) => {
    const words = ((band.label.length * letter) / narrowest) * 100
    const [a, b] = band.anchor === 'start' ? [band.labelAt, band.labelAt + words] : [band.labelAt - words, band.labelAt]
    const left = Math.min(a, band.from) - 1.5
    const right = Math.max(b, band.to, band.reached ?? 0, band.original ?? 0) + 1.5
    let lane = taken.findIndex((others) => others.every(([from, to]) => right < from || left > to))
    if (lane === -1) lane = taken.push([]) - 1
    taken[lane]?.push([left, right])
    return { ...band, lane }
  })
}

const hour = 3_600_000
const day = 24 * hour
const steps = [
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
  91 * day,
  182 * day,
  364 * day,
]

/** Up to eight marks, counted from the disclosure as the policy counts. */
function ticksOf(start: number, end: number): Bar['ticks'] {
  const step = steps.find((size) => (end - start) / size <= 8) ?? 364 * day * Math.ceil((end - start) / (364 * day * 8))
  const ticks: { at: number; label: string }[] = []
  for (let at = 0; at <= end - start; at += step) {
    const label = step < day ? `${at / hour} h` : `day ${Math.round(at / day)}`
    ticks.push({ at: (at / (end - start)) * 100, label })
  }
  return ticks
}

function ms(at: Moment): number {
  return toInstant(at).epochMilliseconds
}

function clamp(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100
}
