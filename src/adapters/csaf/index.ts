import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { CsafTestsFailed, type CsafFinding, type CsafTests } from '../../app/ports/index.ts'

/** Tests run the sources, the product runs what the compiler made of them. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/**
 * The reference validator in a thread of its own, which is started by the first document (that takes a second or more),
 * takes one after another, keeps no process from ending, and is ended after `idle` milliseconds without a document: its
 * library holds some 60 MB. `patience`: milliseconds until a document is given up.
 */
export function csafTests({ patience = 60_000, idle = 5_000 } = {}): CsafTests {
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let rest: NodeJS.Timeout | undefined
  const end = async () => {
    clearTimeout(rest)
    const thread = worker
    worker = undefined
    await thread?.terminate()
  }
  const test = async (document: object) => {
    const version = (document as { document?: { csaf_version?: unknown } }).document?.csaf_version
    const thread = (worker ??= new Worker(new URL(`./tests.worker.${ending}`, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    }))
    clearTimeout(rest)
    thread.ref()
    try {
      const answer = answerOf(thread, patience)
      thread.postMessage({ document, version: version === '2.1' ? '2.1' : '2.0' })
      return await answer
    } catch (cause) {
      // Whoever closed it has taken it away already.
      if (worker !== thread) throw new CsafTestsFailed('closed', 'the CSAF tests were closed', { cause })
      worker = undefined
      await thread.terminate()
      throw cause
    } finally {
      thread.unref()
      rest = setTimeout(() => void end(), idle).unref()
    }
  }
  return {
    run(document) {
      const answer = turn.then(() => test(document))
      turn = answer.catch(() => undefined)
      return answer
    },
    close: end,
  }
}

async function answerOf(worker: Worker, patience: number): Promise<readonly CsafFinding[]> {
  const over = new AbortController()
  const { signal } = over
  const slow = setTimeout(() => over.abort(), patience)
  try {
    const [answer] = (await Promise.race([
      once(worker, 'message', { signal }),
      once(worker, 'exit', { signal }).then(() => [{ broken: 'the thread ended' }]),
    ])) as [{ readonly findings: readonly CsafFinding[] } | { readonly broken: string }]
    if ('broken' in answer) throw new CsafTestsFailed('broken', `the CSAF tests stumbled: ${answer.broken}`)
    return answer.findings
  } catch (cause) {
    if (cause instanceof CsafTestsFailed) throw cause
    if (signal.aborted) throw new CsafTestsFailed('too_slow', `the CSAF tests took longer than ${patience} ms`)
    throw new CsafTestsFailed('broken', 'the CSAF tests stumbled', { cause })
  } finally {
    clearTimeout(slow)
    over.abort()
  }
}
