import { StoreFailed, type Batch, type Committed } from '../../../app/ports/index.ts'
import type { Asked } from '../shared/statement.ts'
import type { Unmet } from '../shared/step.ts'
import { movedOn, stepsOf, versionOf } from '../shared/steps.ts'
import type { Sql } from './connect.ts'
import { sqlite } from './dialect.ts'

/**
 * Writes one batch inside the transaction (or savepoint) that the caller opened. An answer that is not `ok`, and
 * anything thrown, means: roll back, some of it may be written.
 */
export function apply(sql: Sql, batch: Batch): Committed {
  for (const { text, values, reads, must } of stepsOf(batch, sqlite)) {
    const rows = reads ? sql.all(text, ...values).length : sql.run(text, ...values)
    if (must !== undefined && rows !== must.rows) return answerTo(must.otherwise, sql)
  }
  return { ok: true }
}

function answerTo(unmet: Unmet, sql: Sql): Committed {
  if ('stop' in unmet) return unmet.stop
  if ('failed' in unmet) throw new StoreFailed('failed', unmet.failed)
  return movedOn(unmet.moved, ask(sql, versionOf(unmet.moved.stream)))
}

export function ask<Answer>(sql: Sql, { text, values, answer }: Asked<Answer>): Answer {
  return answer(sql.all(text, ...values))
}
