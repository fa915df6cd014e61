import type { Batch } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'

/** One act as the product commits it: an event, the case's row, and a mail that follows from it. */
export function act(stream: CaseId, version: number): Batch {
  const at = Temporal.Instant.from('2026-11-02T10:00:00Z').add({ seconds: version }).toString()
  const community = 'k-000000000000'
  const hash = version.toString(16).padStart(64, '0')
  const sealed = new Uint8Array(600).fill(version)
  const event = { version, at, open: hash, personal: hash, chain: hash, sealed }
  return {
    appends: [{ stream, kind: 'case', community, expected: version - 1, events: [event] }],
    cases: [
      {
        case: stream,
        community,
        phase: 'triage',
        open: true,
        opened: '2026-11-02T10:00:00Z',
        updated: at,
        version,
        nextDue: null,
        summary: new Uint8Array(100),
        ...(version === 1 ? { audience: ['p-000000000001', 'p-000000000002'] as const } : {}),
      },
    ],
    outbox: [{ id: effectOf(stream, version), stream, kind: 'mail', class: 'notice', due: at, created: at, sealed }],
  }
}

export function effectOf(stream: CaseId, version: number): string {
  return `${stream}/${version}`
}
