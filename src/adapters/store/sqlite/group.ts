import type { DatabaseSync } from 'node:sqlite'
import { StoreFailed, type Batch, type Committed } from '../../../app/ports/index.ts'
import type { Statement } from '../shared/statement.ts'
import { apply } from './apply.ts'
import type { Sql } from './connect.ts'
import { leavesDiskUnknown, storeFailed } from './failures.ts'

/** What the calling thread asks of the writing one. */
export type Request =
  | { readonly id: number; readonly act: 'commit'; readonly batch: Batch }
  | ({ readonly id: number; readonly act: 'take' } & Statement)

export type Reply =
  | { readonly id: number; readonly answer: Committed | readonly unknown[] }
  | { readonly id: number; readonly failure: Failure }

/** A `StoreFailed` on its way between threads, where an error would lose its code. */
export interface Failure {
  readonly code: StoreFailed['code']
  readonly message: string
}

type Written = { readonly replies: readonly Reply[]; readonly broken?: Failure }
type Way = (sql: Sql, requests: readonly Request[], db: DatabaseSync) => readonly Reply[] | undefined

/**
 * Commits many requests with one sync of the disk. Each is all or nothing by itself: one that fails does not touch its
 * neighbours. Replies are given only after COMMIT returned: what they say is on disk. `broken` is set when an I/O error
 * leaves the disk's state unknown: then nothing more may be written.
 *
 * Nearly always all succeed, so they are first written without savepoints, which cost a tenth of the time; where one
 * fails, all is taken back and written once more, each to its own savepoint.
 */
export function commitGroup(db: DatabaseSync, sql: Sql, requests: readonly Request[]): Written {
  return committed(db, sql, requests, allOrNone) ?? committed(db, sql, requests, eachBySavepoint) ?? { replies: [] }
}

/** `undefined` when the way leads nowhere: nothing was written. */
function committed(db: DatabaseSync, sql: Sql, requests: readonly Request[], way: Way): Written | undefined {
  try {
    sql.run('begin immediate')
    const replies = way(sql, requests, db)
    if (replies !== undefined) sql.run('commit')
    else if (db.isTransaction) db.exec('rollback')
    return replies && { replies }
  } catch (cause) {
    const failure = failureOf(cause)
    const replies = requests.map(({ id }) => ({ id, failure }))
    return leavesDiskUnknown(cause) || !rolledBack(db) ? { replies, broken: failure } : { replies }
  }
}

function allOrNone(sql: Sql, requests: readonly Request[]): readonly Reply[] | undefined {
  const replies: Reply[] = []
  try {
    for (const request of requests) {
      const answer = answerTo(sql, request)
      if ('ok' in answer && !answer.ok) return undefined
      replies.push({ id: request.id, answer })
    }
    return replies
  } catch (cause) {
    if (leavesDiskUnknown(cause)) throw cause
    // Whose failure it was comes out when each is written to its own savepoint.
    return undefined
  }
}

function eachBySavepoint(sql: Sql, requests: readonly Request[], db: DatabaseSync): readonly Reply[] {
  return requests.map((request) => inSavepoint(db, sql, request))
}

function inSavepoint(db: DatabaseSync, sql: Sql, request: Request): Reply {
  const { id } = request
  sql.run('savepoint request')
  try {
    const answer = answerTo(sql, request)
    if ('ok' in answer && !answer.ok) sql.run('rollback to request')
    sql.run('release request')
    return { id, answer }
  } catch (cause) {
    // A full disk can make SQLite give up the whole transaction: then the neighbours' work is gone as well.
    if (!db.isTransaction) throw cause
    sql.run('rollback to request')
    sql.run('release request')
    return { id, failure: failureOf(cause) }
  }
}

function answerTo(sql: Sql, request: Request): Committed | readonly unknown[] {
  return request.act === 'commit' ? apply(sql, request.batch) : sql.all(request.text, ...request.values)
}

function rolledBack(db: DatabaseSync): boolean {
  try {
    if (db.isTransaction) db.exec('rollback')
    return true
  } catch {
    // The first failure is the one to report; that this connection is no longer usable is the answer here.
    return false
  }
}

export function failureOf(cause: unknown): Failure {
  const { code, message } = storeFailed(cause)
  return { code, message }
}
