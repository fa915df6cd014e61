import type { PersonId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import { changedLast } from './activity.ts'
import { tracesIn, type Traces } from './traces.ts'

/** What it is all for, over cases: medians in seconds, as `figures` has them for one case. */
export interface MedianFigures {
  /** The version of the policy that they ran under; `null`: any. */
  readonly policy: string | null
  /** How many cases have a fixed release. */
  readonly cases: number
  readonly toFixedRelease: number
  readonly exposure: number
}

/** The two figures of the committee, and of each version of its policy where there were several; nothing before a release. */
export async function figuresOf(world: World, reader: PersonId): Promise<readonly MedianFigures[]> {
  const traces = await tracesIn(world, await changedLast(world, reader))
  const released = traces.flatMap((one) => one.released ?? [])
  const versions = [...new Set(released.map(({ policy }) => policy))].toSorted(
    (one, other) => Number(one) - Number(other),
  )
  const each = versions.map((version) =>
    mediansOf(
      version,
      released.filter(({ policy }) => policy === version),
    ),
  )
  return versions.length === 0 ? [] : [mediansOf(null, released), ...(each.length > 1 ? each : [])]
}

function mediansOf(policy: string | null, released: readonly NonNullable<Traces['released']>[]): MedianFigures {
  return {
    policy,
    cases: released.length,
    toFixedRelease: median(released.map((one) => one.toFixedRelease)),
    exposure: median(released.map((one) => one.exposure)),
  }
}

/** Of an even number, the mean of the two in the middle, in whole seconds. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return Math.round((low + high) / 2)
}
