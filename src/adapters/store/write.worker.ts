import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { connectWriting, sqlOn } from './connect.ts'
import { commitGroup, failureOf, type Failure, type Request } from './group.ts'

/**
 * The only thread that writes. While it waits for the disk, requests gather in its port; the next transaction takes
 * them all. So a busy store syncs once for many, and an idle one makes nobody wait.
 */

/** At most this many requests share a transaction, so that the first of them does not wait for ever. */
const most = 512

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
    const { requests, closing } = gather(first)
    if (broken === undefined && requests.length > 0) {
      const done = commitGroup(db, sql, requests)
      broken = done.broken
      port.postMessage(done.replies)
    } else if (broken !== undefined) {
      const failure = broken
      port.postMessage(requests.map(({ id }) => ({ id, failure })))
    }
    if (closing) {
      db.close()
      port.close()
    }
  })
  port.postMessage('ready')
}

function gather(first: readonly Request[] | 'close'): { requests: readonly Request[]; closing: boolean } {
  const requests: Request[] = []
  let next: readonly Request[] | 'close' | undefined = first
  while (next !== undefined && next !== 'close') {
    requests.push(...next)
    next = requests.length < most ? receiveMessageOnPort(port)?.message : undefined
  }
  return { requests, closing: next === 'close' }
}
