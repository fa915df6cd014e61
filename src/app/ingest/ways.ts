import type { MailIn as MailInSettings } from '../../core/community/index.ts'
import { loadCommunity } from '../community/index.ts'
import type { Accepting, WayIn } from '../ports/index.ts'
import type { World } from '../world.ts'
import { receiveMail } from './receive.ts'
import { tellWays, waysIn, type WayName, type WaysState } from './waysState.ts'
import type { Received } from './letter.ts'

interface Open {
  readonly settings: string
  readonly way: WayIn
  readonly since: Temporal.Instant
}

/** A listener that could not open, for somebody had its port, is tried again after so many seconds. */
const again = 30

/** Keeps open the ways in that the settings ask for: opened, changed and closed within seconds of a setting. */
export function openWays(world: World): { round(): Promise<void>; close(): Promise<void> } {
  const open = new Map<WayName, Open>()
  const by = world.machine.random(16).toHex()
  const warned = new Map<WayName, string>()

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

  function states(): WaysState {
    return Object.fromEntries([...open].map(([name, { way }]) => [name, way.state()]))
  }

  /** Once for as long as it is so. */
  function warn(): void {
    for (const [name, { way }] of open) {
      const state = way.state()
      const code = state.ok ? '' : state.code
      if (code === 'starting' || (warned.get(name) ?? '') === code) continue
      warned.set(name, code)
      if (code !== '') world.lines.warn('mail_way_not_open', { way: name, code })
    }
  }

  return {
    async round() {
      const settings = (await loadCommunity(world))?.mailIn ?? null
      for (const name of waysIn) await keep(name, settings?.[name] ?? null)
      warn()
      await tellWays(world, by, states())
    },
    async close() {
      await Promise.all([...open.values()].map(({ way }) => way.close()))
      open.clear()
      await tellWays(world, by, null)
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
