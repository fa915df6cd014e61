import type { LogTrouble } from './trouble.ts'

/**
 * Thrown where the log's own rows contradict what it signed: it signs nothing on top of that. `log_rolled_back`: they are
 * an earlier state, or another past, than the landmark on this machine.
 */
export class LogBroken extends Error {
  override readonly name = 'LogBroken'
  readonly code: LogTrouble
  constructor(code: LogTrouble = 'log_broken') {
    super('the log or its records are not as they were written: run tocsin log verify')
    this.code = code
  }
}
