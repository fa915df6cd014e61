import process from 'node:process'
import { runCommandLine } from '../cli/index.ts'
import { StoreFailed, VaultFailed, VaultUnavailable } from '../app/ports/index.ts'
import { commands } from './commands/index.ts'
import { asFailed, Failed, failureLine } from './failure.ts'
import { processIo } from './io.ts'

// `tocsin case list | head`: whoever reads has had enough, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

/** Runs this process's command line; what the machine refuses is one line with a code. */
export async function run(line: readonly string[]): Promise<number> {
  try {
    return await runCommandLine(commands, line, processIo)
  } catch (error) {
    const failed = isRecords(error) ? asFailed(error, line.slice(0, 2).join(' ')) : error
    if (!(failed instanceof Failed)) throw error
    processIo.err(failureLine(failed))
    return 1
  }
}

/** The disk or a database failed in the midst of a command. */
function isRecords(error: unknown): boolean {
  return error instanceof StoreFailed || error instanceof VaultFailed || error instanceof VaultUnavailable
}
