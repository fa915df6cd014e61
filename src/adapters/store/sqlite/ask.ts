import { StoreFailed, type Store } from '../../../app/ports/index.ts'
import { questions, type Question } from '../shared/questions.ts'
import type { Asked } from '../shared/statement.ts'
import { ask } from './apply.ts'
import { connectReading, sqlOn } from './connect.ts'
import { storeFailed } from './failures.ts'

export interface Asking {
  /** Every question of shared/questions.ts as a method of the port. */
  readonly methods: Pick<Store, Question>
  close(): void
}

/** A read-only connection in the calling thread: an answer takes well under a millisecond, a thread's hop costs more. */
export async function startAsking(file: string): Promise<Asking> {
  const db = connectReading(file)
  const sql = sqlOn(db)
  const method = (question: (...asked: never[]) => Asked<unknown>) => {
    return async (...asked: unknown[]) => {
      if (!db.isOpen) throw new StoreFailed('closed', 'the store is closed')
      try {
        return ask(sql, question(...(asked as never[])))
      } catch (cause) {
        throw storeFailed(cause)
      }
    }
  }
  const methods = Object.entries(questions).map(([name, question]) => [name, method(question)])
  return {
    methods: Object.fromEntries(methods) as Pick<Store, Question>,
    close: () => {
      if (db.isOpen) db.close()
    },
  }
}
