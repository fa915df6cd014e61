import process from 'node:process'
import { runCommandLine } from '../cli/index.ts'
import { commands } from './commands/index.ts'
import { Failed, failureLine } from './failure.ts'
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
    if (!(error instanceof Failed)) throw error
    process.stderr.write(failureLine(error))
    return 1
  }
}
