import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { connectWriting, sqlOn } from './connect.ts'
import { commitGroup, failureOf, type Failure, type Request } from './group.ts'

/**
 * The only thread that writes. While it waits for the disk, requests gather in its port; the next transaction takes
 * many of them. So a busy store syncs once for many, and an idle one makes nobody wait.
 */

/** At most this many requests share a transaction, so that the first of them does not wait for ever. */
const most = 512
/**
 * Half of those who wait share a transaction, but at least so many: while the disk takes the others, the first half's
 * callers are at work again. All together they would wait for the disk, and then the disk for them.
 */
const least = 8

if (parentPort === null) throw new Error('this file runs in a worker thread')
const port = parentPort
try {
  serve()
} catch (cause) {
  port.postMessage({ cannotStart: failureOf(cause) })
}

function serve() {
  const db = connectWriting((workerData as { file: string }).file)
  const sql = sqlOn(db)
  let broken: Failure | undefined
  port.on('message', (first: readonly Request[] | 'close') => {
    const waiting: Request[] = []
    let closing = gather(first, waiting)
    while (waiting.length > 0) {
      const requests = waiting.splice(0, share(waiting.length))
      if (broken === undefined) {
        const done = commitGroup(db, sql, requests)
        broken = done.broken
        port.postMessage(done.replies)
      } else {
        const failure = broken
        port.postMessage(requests.map(({ id }) => ({ id, failure })))
      }
      if (!closing) closing = gather(receiveMessageOnPort(port)?.message, waiting)
    }
    if (closing) {
      db.close()
      port.close()
    }
  })
  port.postMessage('ready')
}

/** Adds everything that has come in to what waits; true when nothing more will come. */
function gather(first: readonly Request[] | 'close' | undefined, waiting: Request[]): boolean {
  for (let next = first; next !== undefined; next = receiveMessageOnPort(port)?.message) {
    if (next === 'close') return true
    waiting.push(...next)
  }
  return false
}

function share(waiting: number): number {
  return Math.min(most, Math.max(least, Math.ceil(waiting / 2)))
}
