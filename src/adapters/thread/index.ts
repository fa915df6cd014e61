import { once } from 'node:events'
import { Worker, type ResourceLimits } from 'node:worker_threads'

/** A job got no answer: it took longer than the thread's patience, the thread ended under it, or was closed. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed'
  readonly code: 'too_slow' | 'ended' | 'closed'
  constructor(code: ThreadFailed['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export interface ThreadOptions<Answer> {
  /** In milliseconds: how long a job may take, and how long the thread waits for another one before it ends. */
  readonly patience: number
  readonly idle: number
  readonly limits: ResourceLimits
  /** Whether the thread takes another job after this answer; left out: always. */
  readonly isSound?: (answer: Answer) => boolean
}

export interface Thread<Job, Answer> {
  run(job: Job): Promise<Answer>
  /** Ends it under whatever it is at, and under what waits; a job that comes later begins it anew. */
  close(): Promise<void>
}

/**
 * Work of strangers' making in a thread of its own: begun by the first job, one after another, ended where one takes too
 * much of anything, and where none comes for a while. It keeps no process from ending. The worker at `url` answers each
 * message with one; a job that got no answer throws `ThreadFailed`.
 */
export function openThread<Job, Answer>(url: URL, options: ThreadOptions<Answer>): Thread<Job, Answer> {
  const { patience, idle, limits, isSound = () => true } = options
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let rest: NodeJS.Timeout | undefined
  let closings = 0

  function begun(): Worker {
    const thread = new Worker(url, { resourceLimits: limits })
    // What it died of is told to whoever waits for it; without a listener it would end the process.
    thread.on('error', () => undefined)
    return thread
  }

  async function end(): Promise<void> {
    clearTimeout(rest)
    const thread = worker
    worker = undefined
    await thread?.terminate()
  }

  async function inTurn(job: Job, asked: number): Promise<Answer> {
    if (asked !== closings) throw new ThreadFailed('closed', 'the thread was closed')
    clearTimeout(rest)
    const thread = (worker ??= begun())
    thread.ref()
    try {
      thread.postMessage(job)
      const answer = await answerOf<Answer>(thread, patience)
      if (!isSound(answer)) await end()
      return answer
    } catch (cause) {
      if (worker !== thread) throw new ThreadFailed('closed', 'the thread was closed', { cause })
      await end()
      throw cause
    } finally {
      thread.unref()
      rest = setTimeout(() => void end(), idle).unref()
    }
  }

  return {
    run(job) {
      const asked = closings
      const answer = turn.then(() => inTurn(job, asked))
      turn = answer.catch(() => undefined)
      return answer
    },
    close() {
      closings += 1
      return end()
    },
  }
}

async function answerOf<Answer>(worker: Worker, patience: number): Promise<Answer> {
  const over = new AbortController()
  const { signal } = over
  const slow = setTimeout(() => over.abort(), patience)
  const ended = (cause?: unknown) => new ThreadFailed('ended', 'the thread ended', { cause })
  try {
    const first = once(worker, 'message', { signal })
    const exit = once(worker, 'exit', { signal }).then(() => Promise.reject(ended()))
    const [answer] = (await Promise.race([first, exit])) as [Answer]
    return answer
  } catch (cause) {
    if (cause instanceof ThreadFailed) throw cause
    throw signal.aborted ? new ThreadFailed('too_slow', `it took longer than ${patience} ms`, { cause }) : ended(cause)
  } finally {
    clearTimeout(slow)
    over.abort()
  }
}

/** Where a thread's file lies beside `module`: tests run the sources, the product runs what the compiler made of them. */
export function workerBeside(module: string, name: string): URL {
  return new URL(`./${name}.worker.${module.endsWith('.ts') ? 'ts' : 'js'}`, module)
}
