import { createHash } from 'node:crypto'
import process from 'node:process'
import { openPlacing, receiveMail, type World } from '../../src/app/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'

export interface MailTally {
  readonly sent: number
  /** What became of them. */
  readonly reports: number
  readonly held: Readonly<Record<string, number>>
  /** Here already, every byte below their headers. */
  readonly same: number
  /** Neither of these: none may be. */
  readonly lost: number
  /** Milliseconds from the first byte to its place, of the slowest. */
  readonly slowest: number
  /** Bytes that the process took at most. */
  readonly memory: number
}

/**
 * Hands messages over, one after another, as a mail server does; then looks for each of them, byte by byte, where it has
 * to be. What is the same below its headers as an earlier one has its place with that one.
 */
export async function throwMail(world: World, messages: Iterable<Uint8Array>): Promise<MailTally> {
  const placing = openPlacing(world)
  const sent = new Set<string>()
  let [count, slowest, memory] = [0, 0, 0]
  for (const bytes of messages) {
    const began = performance.now()
    const taken = await receiveMail(world, pieces(bytes), { from: null, to: [] }, 'listener')
    if (taken !== 'kept') throw new Error(`message ${count} was not kept: ${taken}`)
    await placing.round()
    slowest = Math.max(slowest, performance.now() - began)
    memory = Math.max(memory, process.memoryUsage.rss())
    sent.add(hashOf(bytes))
    count += 1
  }
  const reports = await reportsOf(world)
  const held = await heldOf(world)
  const found = new Set([...reports, ...held.hashes])
  const waiting = await world.store.letters({ state: 'waiting', limit: 1_000 })
  const missing = [...sent].filter((one) => !found.has(one)).length
  const placed = reports.length + held.hashes.length
  return {
    sent: count,
    reports: reports.length,
    held: held.why,
    same: count - placed,
    // Whose bytes are nowhere has to be one of those that were here already.
    lost: waiting.length + Math.max(0, missing - (count - placed)),
    slowest: Math.round(slowest),
    memory,
  }
}

/** One line for people. */
export function mailLineOf(what: string, { sent, reports, held, same, lost, slowest, memory }: MailTally): string {
  const kinds = Object.entries(held).map(([why, count]) => `${count} ${why}`)
  const found = [`${reports} reports`, ...kinds, `${same} here already`, `${lost} lost`].join(', ')
  return `${what}: ${sent} sent, ${found}; slowest ${slowest} ms, at most ${Math.round(memory / 1e6)} MB`
}

/** The hashes of the mails that became reports, as the record has them. */
async function reportsOf(world: World): Promise<readonly string[]> {
  const ids = await world.store.allCases(world.community)
  const hashes: string[] = []
  for (const id of ids) {
    const { state } = await world.records.read('case', id)
    const letter = state?.attachments.find(({ name, room }) => name === 'message.eml' && room === 'team')
    if (letter !== undefined) hashes.push(letter.sha256)
  }
  return hashes
}

async function heldOf(
  world: World,
): Promise<{ readonly hashes: readonly string[]; readonly why: Record<string, number> }> {
  const hashes: string[] = []
  const why: Record<string, number> = {}
  for (const state of ['held', 'aside'] as const) {
    let after: { readonly at: string; readonly id: CaseId } | undefined
    do {
      const rows = await world.store.letters({ state, limit: 500, ...(after === undefined ? {} : { after }) })
      for (const row of rows) {
        why[row.why ?? ''] = (why[row.why ?? ''] ?? 0) + 1
        hashes.push((await world.records.unseal<{ readonly sha256: string }>(row.id, 'letter', row.sealed)).sha256)
      }
      after = rows.at(-1)
    } while (after !== undefined)
  }
  return { hashes, why }
}

async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
