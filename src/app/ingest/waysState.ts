import { exactStamp } from '../../core/clock/index.ts'
import type { MailInState } from '../ports/index.ts'
import type { World } from '../world.ts'

export const waysIn = ['listener', 'mailbox'] as const
export type WayName = (typeof waysIn)[number]
export type WaysState = Readonly<Partial<Record<WayName, MailInState>>>

/** What one of the servers said of a way. */
interface Told {
  readonly state: MailInState
  readonly by: string
  readonly at: string
}
type AllTold = Readonly<Partial<Record<WayName, Told>>>

/** Under which setting servers tell how the ways in stand. */
const name = 'mail-in'

/** In seconds: what is so is said again; who said it may have ended without a word, and is not believed for ever. */
const [again, lasts] = [60, 150]

/** How the ways in stand that are open. */
export async function waysState(world: World): Promise<WaysState> {
  const told = await allTold(world)
  return Object.fromEntries(Object.entries(told).map(([way, { state }]) => [way, state]))
}

/**
 * Says how the ways stand at one server, each under its name here; `null`: it ends. Of several servers one has the
 * listener's port, and the others cannot have it: they are silent while it says that all is well.
 */
export async function tellWays(world: World, by: string, states: WaysState | null): Promise<void> {
  const now = world.machine.now()
  const before = await allTold(world)
  const after: Partial<Record<WayName, Told>> = {}
  for (const way of waysIn) {
    const [there, state] = [before[way], states?.[way]]
    if (states === null && there !== undefined && there.by !== by) after[way] = there
    if (state === undefined) continue
    const isNews = there === undefined || isToBeSaid(state, there, { by, age: secondsSince(there.at, now) })
    after[way] = isNews ? { state, by, at: exactStamp(now) } : there
  }
  const value = JSON.stringify(after)
  if (value === JSON.stringify(before)) return
  await world.store.commit({ settings: [{ name, value: value === '{}' ? null : value }] })
}

function isToBeSaid(state: MailInState, there: Told, { by, age }: { readonly by: string; readonly age: number }) {
  const isOwn = there.by === by
  if (state.ok) return !there.state.ok || age < 0 || age >= again
  if (there.state.ok) return isOwn || age < 0 || age >= lasts
  // What failed and is tried again has not changed yet.
  if (state.code === 'starting') return false
  return there.state.code === state.code ? age >= again : isOwn || age < 0 || age >= again
}

function secondsSince(at: string, now: Temporal.Instant): number {
  return (now.epochMilliseconds - Temporal.Instant.from(at).epochMilliseconds) / 1000
}

/** In the order of `waysIn`. What an older version told has no one who said it, and is left out. */
async function allTold({ store }: World): Promise<AllTold> {
  const value = await store.setting(name)
  const told = value === undefined ? {} : (JSON.parse(value) as AllTold)
  return Object.fromEntries(waysIn.flatMap((way) => (told[way]?.by === undefined ? [] : [[way, told[way]]])))
}
