import { CsafTestsFailed, type CsafFinding, type CsafTests } from '../../app/ports/index.ts'
import { openThread, ThreadFailed, workerBeside } from '../thread/index.ts'

interface Job {
  readonly document: object
  readonly version: '2.0' | '2.1'
}
type Answer = { readonly findings: readonly CsafFinding[] } | { readonly broken: string }

/**
 * The reference validator in a thread of its own, which is started by the first document (that takes a second or more),
 * and is ended after `idle` milliseconds without a document: its library holds some 60 MB. `patience`: milliseconds until
 * a document is given up.
 */
export function csafTests({ patience = 60_000, idle = 5_000 } = {}): CsafTests {
  const thread = openThread<Job, Answer>(workerBeside(import.meta.url, 'tests'), {
    patience,
    idle,
    limits: { maxOldGenerationSizeMb: 512 },
    isSound: (answer) => !('broken' in answer),
  })
  return {
    async run(document) {
      const version = (document as { document?: { csaf_version?: unknown } }).document?.csaf_version
      const answer = await thread
        .run({ document, version: version === '2.1' ? '2.1' : '2.0' })
        .catch((cause: unknown) => Promise.reject(failed(cause, patience)))
      if ('broken' in answer) throw new CsafTestsFailed('broken', `the CSAF tests stumbled: ${answer.broken}`)
      return answer.findings
    },
    close: () => thread.close(),
  }
}

function failed(cause: unknown, patience: number): CsafTestsFailed {
  const code = cause instanceof ThreadFailed ? cause.code : 'ended'
  if (code === 'closed') return new CsafTestsFailed('closed', 'the CSAF tests were closed', { cause })
  if (code === 'ended') return new CsafTestsFailed('broken', 'the CSAF tests stumbled: the thread ended', { cause })
  return new CsafTestsFailed('too_slow', `the CSAF tests took longer than ${patience} ms`, { cause })
}
