import process from 'node:process'
import { runCommandLine } from '../cli/index.ts'
import { commands } from './commands/index.ts'
import { Failed, failureLine } from './failure.ts'
import { processIo } from './io.ts'

/** Runs this process's command line; what the machine refuses is one line with a code. */
export async function run(line: readonly string[]): Promise<number> {
  try {
    return await runCommandLine(commands, line, processIo)
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    process.stderr.write(failureLine(error))
    return 1
  }
}
