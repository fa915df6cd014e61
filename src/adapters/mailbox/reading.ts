import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { MailUnreadable, type MailReading, type ReadMessage } from '../../app/ports/index.ts'

/** Tests run the sources, the product runs what the compiler made of them. */
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/**
 * Strangers' messages are read in a thread of their own, one after another, which is ended when a message takes longer
 * than `patience` milliseconds or more than `memory` MB, and after `idle` milliseconds without one. It has nothing but the
 * bytes: what goes wrong in it costs that message's reading, and nothing else.
 */
export function mailReading({ patience = 20_000, memory = 256, idle = 10_000 } = {}): MailReading {
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let rest: NodeJS.Timeout | undefined
  let closed = false

  async function end(): Promise<void> {
    clearTimeout(rest)
    const thread = worker
    worker = undefined
    await thread?.terminate()
  }

  function started(): Worker {
    const url = new URL(`./reading.worker.${ending}`, import.meta.url)
    const thread = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 } })
    // What it died of is told to whoever waits for it; without a listener it would end the process.
    thread.on('error', () => undefined)
    return thread
  }

  async function read(bytes: Uint8Array): Promise<ReadMessage> {
    if (closed) throw new MailUnreadable('closed', 'the reading of mail was closed')
    clearTimeout(rest)
    const thread = (worker ??= started())
    thread.ref()
    try {
      const answer = answerOf(thread, patience)
      thread.postMessage(bytes)
      return await answer
    } catch (cause) {
      if (closed) throw new MailUnreadable('closed', 'the reading of mail was closed', { cause })
      // A message that is broken leaves the thread sound; one that took too much of anything does not.
      if (!(cause instanceof MailUnreadable) || cause.code !== 'broken') await end()
      throw cause
    } finally {
      thread.unref()
      rest = setTimeout(() => void end(), idle).unref()
    }
  }

  return {
    read(bytes) {
      const answer = turn.then(() => read(bytes))
      turn = answer.catch(() => undefined)
      return answer
    },
    async close() {
      closed = true
      await end()
    },
  }
}

type Answer = { readonly message: ReadMessage } | { readonly broken: string }

async function answerOf(worker: Worker, patience: number): Promise<ReadMessage> {
  const over = new AbortController()
  const { signal } = over
  const slow = setTimeout(() => over.abort(), patience)
  try {
    const [answer] = (await Promise.race([
      once(worker, 'message', { signal }),
      once(worker, 'exit', { signal }).then(() => {
        throw new MailUnreadable('too_much', 'a message took more memory than it may')
      }),
    ])) as [Answer]
    if ('broken' in answer) throw new MailUnreadable('broken', `a message cannot be read: ${answer.broken}`)
    return answer.message
  } catch (cause) {
    if (cause instanceof MailUnreadable) throw cause
    if (signal.aborted) throw new MailUnreadable('too_slow', `a message took longer than ${patience} ms`, { cause })
    throw new MailUnreadable('too_much', 'a message took more memory than it may', { cause })
  } finally {
    clearTimeout(slow)
    over.abort()
  }
}
