import type { MailIn as MailInSettings } from '../../core/community/index.ts'
import { loadCommunity } from '../community/index.ts'
import type { Accepting, MailInState, WayIn } from '../ports/index.ts'
import type { World } from '../world.ts'
import { receiveMail } from './receive.ts'
import type { Received } from './letter.ts'

export const waysIn = ['listener', 'mailbox'] as const
export type WayName = (typeof waysIn)[number]

interface Open {
  readonly settings: string
  readonly way: WayIn
  readonly since: Temporal.Instant
}

/** A listener that could not open, for somebody had its port, is tried again after so many seconds. */
const again = 30

/** Under which setting servers tell how the ways in stand. */
const told = 'mail-in'

/** Keeps open the ways in that the settings ask for: opened, changed and closed within seconds of a setting. */
export function openWays(world: World): { round(): Promise<void>; close(): Promise<void> } {
  const open = new Map<WayName, Open>()
  let last: string | null | undefined

  async function keep(name: WayName, wanted: MailInSettings[WayName] | null): Promise<void> {
    const settings = JSON.stringify(wanted)
    const before = open.get(name)
    const now = world.machine.now()
    const isFine = before?.settings === settings && !(name === 'listener' && isStuck(before, now))
    if (isFine || (before === undefined && wanted === null)) return
    open.delete(name)
    await before?.way.close()
    if (wanted !== null) open.set(name, { settings, way: start(world, wanted), since: now })
  }

  async function tell(): Promise<void> {
    const states = Object.fromEntries([...open].map(([name, { way }]) => [name, way.state()]))
    const value = open.size === 0 ? null : JSON.stringify(states)
    // What this server has told already it does not tell again: another one may see it otherwise.
    if (value === (last === undefined ? ((await world.store.setting(told)) ?? null) : last)) return
    last = value
    await world.store.commit({ settings: [{ name: told, value }] })
    for (const [name, { way }] of open) {
      const state = way.state()
      if (!state.ok) world.lines.warn('mail_way_not_open', { way: name, code: state.code })
    }
  }

  return {
    async round() {
      const settings = (await loadCommunity(world))?.mailIn ?? null
      for (const name of waysIn) await keep(name, settings?.[name] ?? null)
      await tell()
    },
    async close() {
      await Promise.all([...open.values()].map(({ way }) => way.close()))
      open.clear()
    },
  }
}

function isStuck({ way, since }: Open, now: Temporal.Instant): boolean {
  const state = way.state()
  return !state.ok && state.code !== 'starting' && Temporal.Instant.compare(since.add({ seconds: again }), now) <= 0
}

function start(world: World, wanted: NonNullable<MailInSettings[WayName]>): WayIn {
  if ('protocol' in wanted) return world.mailIn.listen(wanted, accepting(world, 'listener'))
  return world.mailIn.follow(wanted, accepting(world, 'mailbox'))
}

function accepting(world: World, way: Received['way']): Accepting {
  return (bytes, envelope) => receiveMail(world, bytes, envelope, way)
}

/** How the ways in stand that are open, as a server told last. */
export async function waysState(world: World): Promise<Readonly<Partial<Record<WayName, MailInState>>>> {
  const value = await world.store.setting(told)
  return value === undefined ? {} : (JSON.parse(value) as Partial<Record<WayName, MailInState>>)
}
