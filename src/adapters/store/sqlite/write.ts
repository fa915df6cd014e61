import { once } from 'node:events'
import { StoreFailed, type Batch, type Committed } from '../../../app/ports/index.ts'
import type { Asked } from '../shared/statement.ts'
import { storeFailed } from './failures.ts'
import type { Failure, Reply, Request } from './group.ts'
import { startThread } from './threads.ts'

export interface Writing {
  commit(batch: Batch): Promise<Committed>
  /** Runs a statement that changes rows and returns them. */
  take<Answer>(taking: Asked<Answer>): Promise<Answer>
  /** Resolves when everything asked before is answered and the file is closed. */
  close(): Promise<void>
}

type Unnumbered = Request extends infer One ? (One extends Request ? Omit<One, 'id'> : never) : never

/** The calling thread's end of the writing thread. */
export async function startWriting(file: string): Promise<Writing> {
  const worker = startThread('write', { file })
  const waiting = new Map<number, PromiseWithResolvers<never>>()
  let lastId = 0
  let unsent: Request[] = []
  let ended: StoreFailed | undefined

  await new Promise<void>((resolve, reject) => {
    worker.once('error', (cause) => reject(storeFailed(cause)))
    worker.once('message', (first: 'ready' | { cannotStart: Failure }) => {
      if (first === 'ready') resolve()
      else reject(failed(first.cannotStart))
    })
  })
  worker.on('message', (replies: readonly Reply[]) => {
    for (const reply of replies) settle(reply)
  })
  worker.on('error', (cause) => end(storeFailed(cause)))
  worker.on('exit', () => end(new StoreFailed('closed', 'the store is closed')))

  /** What is asked in one turn of the event loop travels in one message. */
  function ask(request: Unnumbered): Promise<never> {
    if (ended !== undefined) return Promise.reject(ended)
    const promise = Promise.withResolvers<never>()
    const id = ++lastId
    waiting.set(id, promise)
    if (unsent.length === 0) queueMicrotask(send)
    unsent.push({ ...request, id })
    return promise.promise
  }

  function send() {
    const requests = unsent
    unsent = []
    try {
      worker.postMessage(requests)
    } catch (cause) {
      for (const { id } of requests) settle({ id, failure: storeFailed(cause) })
    }
  }

  function settle(reply: Reply) {
    const promise = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('failure' in reply) promise?.reject(failed(reply.failure))
    else promise?.resolve(reply.answer as never)
  }

  function end(why: StoreFailed) {
    ended ??= why
    for (const promise of waiting.values()) promise.reject(why)
    waiting.clear()
  }

  return {
    commit: (batch) => ask({ act: 'commit', batch }),
    take: async ({ text, values, answer }) => answer(await ask({ act: 'take', text, values })),
    async close() {
      if (ended !== undefined) return
      if (unsent.length > 0) send()
      const exit = once(worker, 'exit')
      worker.postMessage('close')
      ended = new StoreFailed('closed', 'the store is closed')
      await exit
    },
  }
}

export function failed({ code, message }: Failure): StoreFailed {
  return new StoreFailed(code, message)
}
