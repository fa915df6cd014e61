import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { OpenPgpFailed } from '../../app/ports/index.ts'
import { doJob } from './doJob.ts'
import type { Job, JobDone } from './job.ts'

/** Tests run the sources, the product runs what the compiler made of them. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
/** In bytes: what is larger would hold up every page for longer than a thread takes to begin. */
const small = 100_000

type Answer = { readonly done: JobDone } | { readonly code: OpenPgpFailed['code']; readonly says: string }

/**
 * Work on large messages, one after another in a thread of its own, so that no page waits for a stranger's mail. The
 * thread begins with the first, keeps no process from ending, and ends after `idle` milliseconds without one.
 * `patience`: milliseconds until a message is given up as `too_large`.
 */
export function aside({ patience = 120_000, idle = 5_000 } = {}): (job: Job) => Promise<JobDone> {
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let rest: NodeJS.Timeout | undefined

  async function end(): Promise<void> {
    const thread = worker
    worker = undefined
    await thread?.terminate()
  }

  async function inThread(job: Job): Promise<JobDone> {
    clearTimeout(rest)
    const thread = (worker ??= new Worker(new URL(`./aside.worker.${ending}`, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    }))
    thread.ref()
    try {
      const answer = answerOf(thread, patience)
      thread.postMessage(job)
      return await answer
    } catch (error) {
      if (!(error instanceof OpenPgpFailed) || error.code === 'too_large') await end()
      throw error
    } finally {
      thread.unref()
      rest = setTimeout(() => void end(), idle).unref()
    }
  }

  return (job) => {
    if (sizeOf(job) <= small) return doJob(job)
    const answer = turn.then(() => inThread(job))
    turn = answer.catch(() => undefined)
    return answer
  }
}

function sizeOf(job: Job): number {
  return job.kind === 'decrypt' ? job.message.length : job.signed.length
}

async function answerOf(worker: Worker, patience: number): Promise<JobDone> {
  const over = new AbortController()
  const { signal } = over
  const slow = setTimeout(() => over.abort(), patience)
  const tooMuch = (cause?: unknown) => new OpenPgpFailed('too_large', 'the message took too much to be read', { cause })
  try {
    const [answer] = (await Promise.race([
      once(worker, 'message', { signal }),
      // Out of memory: the thread ends, and nothing else with it.
      once(worker, 'exit', { signal }).then(() => [{ code: 'too_large', says: 'the thread ended' }]),
    ])) as [Answer]
    if ('done' in answer) return answer.done
    throw new OpenPgpFailed(answer.code, answer.says)
  } catch (cause) {
    throw cause instanceof OpenPgpFailed ? cause : tooMuch(cause)
  } finally {
    clearTimeout(slow)
    over.abort()
  }
}
