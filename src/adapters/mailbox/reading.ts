import { MailUnreadable, type MailReading, type ReadMessage } from '../../app/ports/index.ts'
import { openThread, ThreadFailed, workerBeside } from '../thread/index.ts'

type Answer = { readonly message: ReadMessage } | { readonly broken: string }

/**
 * Strangers' messages are read in a thread of their own, one after another, which is ended when a message takes longer
 * than `patience` milliseconds or more than `memory` MB, and after `idle` milliseconds without one. It has nothing but the
 * bytes: what goes wrong in it costs that message's reading, and nothing else. A message that is broken leaves it sound.
 */
export function mailReading({ patience = 20_000, memory = 256, idle = 10_000 } = {}): MailReading {
  const thread = openThread<Uint8Array, Answer>(workerBeside(import.meta.url, 'reading'), {
    patience,
    idle,
    limits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 64 },
  })
  let closed = false
  const wasClosed = (cause?: unknown) => new MailUnreadable('closed', 'the reading of mail was closed', { cause })

  async function read(bytes: Uint8Array): Promise<ReadMessage> {
    if (closed) throw wasClosed()
    const answer = await thread.run(bytes).catch((cause: unknown) => {
      throw closed ? wasClosed(cause) : unreadable(cause, patience)
    })
    if ('broken' in answer) throw new MailUnreadable('broken', `a message cannot be read: ${answer.broken}`)
    return answer.message
  }

  return {
    read,
    async close() {
      closed = true
      await thread.close()
    },
  }
}

function unreadable(cause: unknown, patience: number): MailUnreadable {
  if (cause instanceof ThreadFailed && cause.code === 'too_slow') {
    return new MailUnreadable('too_slow', `a message took longer than ${patience} ms`, { cause })
  }
  return new MailUnreadable('too_much', 'a message took more memory than it may', { cause })
}
