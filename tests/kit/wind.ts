import type { World } from '../../src/app/index.ts'

interface Wound {
  readonly world: Pick<World, 'clock'>
}

/** A world's clock goes on by so much (an ISO 8601 duration, or its parts). Throws where it cannot be wound. */
export async function wind({ world: { clock } }: Wound, by: string | Temporal.DurationLike): Promise<void> {
  if (clock === null) throw new Error('this world’s clock cannot be wound')
  await clock.wind(Temporal.Duration.from(by))
}
