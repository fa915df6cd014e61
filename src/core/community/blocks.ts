import { dayOf } from '../clock/index.ts'
import type { Actor, CaseId, Recorded } from '../kernel/index.ts'

/** What a block is about: a mail address, one network (an IPv4 address, an IPv6 /64), or the range around it (/24, /48). */
export const blockables = ['address', 'network', 'range'] as const
export type Blockable = (typeof blockables)[number]

export interface BlockEvents {
  /** `mark`: a keyed hash; the address itself stands nowhere. `case`: the report that it was made for. */
  SenderBlocked: { block: number; what: Blockable; mark: string; reason: string; case: CaseId; until: string }
  BlockAppealed: { block: number; text: string; email: string }
  /** The appeal was looked at, and the block stays. */
  BlockKept: { block: number; reason: string }
  BlockEnded: { block: number; reason: string }
}
type BlockEvent = {
  [Type in keyof BlockEvents]: { readonly type: Type } & Readonly<BlockEvents[Type]>
}[keyof BlockEvents]

/** What somebody decided, when, and why. */
interface Word {
  readonly at: string
  readonly by: Actor
  readonly reason: string
}

/** Reports from here are not taken for a while. */
export interface Block extends Word {
  readonly block: number
  readonly what: Blockable
  readonly mark: string
  readonly case: CaseId
  /** It ends by itself then. */
  readonly until: string
  /** What was written as whoever is blocked, since it was last answered; `email`: where they want an answer, or empty. */
  readonly appeal: { readonly at: string; readonly text: string; readonly email: string } | null
  readonly kept: Word | null
  readonly ended: Word | null
}

/** Blocks after an event; the oldest that are over are forgotten first. */
export function evolveBlocks(before: readonly Block[], { event, at, by }: Recorded<BlockEvent>): readonly Block[] {
  if (event.type === 'SenderBlocked') {
    const { type: _, ...told } = event
    const over = before.filter((one) => !isInForce(one, Temporal.Instant.from(at)))
    const gone = over.length > remembered ? over[0] : undefined
    return [...before.filter((one) => one !== gone), { ...told, at, by, appeal: null, kept: null, ended: null }]
  }
  return before.map((one) => (one.block === event.block ? { ...one, ...changed(one, event, at, by) } : one))
}

const remembered = 500

function changed(
  block: Block,
  event: Exclude<BlockEvent, { type: 'SenderBlocked' }>,
  at: string,
  by: Actor,
): Partial<Block> {
  if (event.type === 'BlockAppealed') return { appeal: appealed(block, event, at), kept: null }
  const word = { at, by, reason: event.reason }
  return event.type === 'BlockKept' ? { kept: word } : { ended: word }
}

/** Nobody knows who of several wrote as the one who is blocked: whoever came first takes nobody else's word away. */
function appealed({ appeal, kept }: Block, { text, email }: BlockEvents['BlockAppealed'], at: string): Block['appeal'] {
  if (appeal === null || kept !== null) return { at, text, email }
  const who = email === '' ? dayOf(at) : `${dayOf(at)}, ${email}`
  return { ...appeal, text: `${appeal.text}\n\n${who}:\n${text}` }
}

export function isBlockEvent(event: { readonly type: string }): event is BlockEvent {
  return Object.hasOwn(types, event.type)
}

const types: Record<keyof BlockEvents, true> = {
  SenderBlocked: true,
  BlockAppealed: true,
  BlockKept: true,
  BlockEnded: true,
}

/** Whether it holds at an instant. */
export function isInForce({ ended, until }: Block, now: Temporal.Instant): boolean {
  return ended === null && Temporal.Instant.compare(now, Temporal.Instant.from(until)) < 0
}
