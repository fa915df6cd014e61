import type { Runs } from './connect.ts'

/**
 * Does something in one transaction of a connection: committed once `act` resolves, taken back where it throws. Throws
 * what `act` or the library throws; where the connection broke, so that nothing can be taken back over it, the server
 * does that by itself, and what was thrown first is told.
 */
export async function inTransaction<Answer>(on: Runs, act: () => Promise<Answer>, begin = 'begin'): Promise<Answer> {
  await on.query(begin)
  try {
    const answer = await act()
    await on.query('commit')
    return answer
  } catch (cause) {
    await on.query('rollback').catch(() => undefined)
    throw cause
  }
}
