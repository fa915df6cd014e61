import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { argv, stdin, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import type { StoreFailed } from '../../src/app/ports/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act } from './act.ts'
import { openPlace } from './place.ts'

/**
 * The process that is killed: `writing.ts PLACE ROUND WRITERS ACTS`. Loaded, it waits for a byte or for the end of its
 * standard input. Then each writer appends to a case of its own as fast as it can, and says so on standard output only
 * once the store has promised. A database server that goes away is waited for.
 */
const [place, round, writers, acts] = argv.slice(2) as [string, string, string, string]
// Killed, it would leave nothing for the next one to load faster.
flushCompileCache()
await once(stdin, 'readable')
const store = await openPlace(place)
stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(`c-${round}-${writer}`)))
await store.close()
stdin.destroy()

async function write(stream: CaseId) {
  for (let version = 1; version <= Number(acts); version++) {
    if (await committed(stream, version)) stdout.write(`${stream} ${version}\n`)
  }
}

/** False: it happened, and was not promised. */
async function committed(stream: CaseId, version: number): Promise<boolean> {
  for (let promised = true; ; promised = false) {
    try {
      if (!promised && (await store.readStream(stream, version - 1)).length > 0) return false
      const { ok } = await store.commit(act(stream, version))
      if (!ok) throw new Error(`${stream} ${version} was not committed`)
      return true
    } catch (error) {
      if (!['unreachable', 'unsure', 'busy'].includes((error as StoreFailed).code)) throw error
      await pause(20)
    }
  }
}
