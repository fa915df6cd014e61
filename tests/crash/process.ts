import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { env, execPath, kill } from 'node:process'
import type { CaseId } from '../../src/core/kernel/index.ts'

/** What a writing process has promised: the last version of each case. */
export type Promised = ReadonlyMap<CaseId, number>

export interface WritingProcess {
  /** Lets it write; resolves at its first promise. */
  go(): Promise<void>
  /** Everything that it has promised so far and that was heard here. */
  promised(): Promised
  /** Kills it at once, and answers with everything that it had promised by then. */
  kill(): Promise<Promised>
}

export const writers = 8
const script = new URL('writing.ts', import.meta.url).pathname
// For the processes, and for the threads that stores start here: loading takes longer than what they are for.
env['NODE_COMPILE_CACHE'] ??= new URL('../../node_modules/.cache/tocsin-writing', import.meta.url).pathname

/** Makes every sync return at once without having done anything, as a disk that lies would. */
const lies = ['-f', '--seccomp-bpf', '-o', '/dev/null', '-e', 'inject=fsync,fdatasync:retval=0']

/**
 * A process of writing.ts that is loaded and waits: starting costs more than all the rest of a run. `lying`: its syncs
 * do nothing; whoever counts losses has to find some then.
 */
export function writingProcess(place: string, round: string, { lying = false } = {}): WritingProcess {
  const writing = [execPath, script, place, round, String(writers), '1000000']
  const [command = '', ...args] = lying ? ['strace', ...lies, ...writing] : writing
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: killed, strace would leave the other one running.
    detached: true,
  })
  let said = ''
  let complained = ''
  const first = Promise.withResolvers<void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > 2) first.resolve()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  child.stdin.on('error', () => undefined)
  const exit = once(child, 'close')
  let running = true
  exit.then(
    () => (running = false),
    () => undefined,
  )
  return {
    async go() {
      child.stdin.write('\n')
      await Promise.race([first.promise, exit])
      if (!running) throw new Error(`the writing process ended: ${complained}`)
    },
    promised: () => promisesIn(said),
    async kill() {
      if (child.pid !== undefined && running) kill(-child.pid, 'SIGKILL')
      await exit
      return promisesIn(said)
    },
  }
}

/** The last line may be cut: it was not said. */
function promisesIn(said: string): Promised {
  const lines = said.split('\n').slice(1, -1)
  return new Map(lines.map((line) => line.split(' ') as [CaseId, string]).map(([id, version]) => [id, Number(version)]))
}
