import { argv, stdout } from 'node:process'
import { openStore } from '../../src/adapters/store/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { act } from './act.ts'

/**
 * The process that is killed: `writing.ts FOLDER ROUND WRITERS ACTS`. Each writer appends to a case of its own as
 * fast as it can, and says so on standard output only once the store has promised.
 */
const [folder, round, writers, acts] = argv.slice(2) as [string, string, string, string]
const store = await openStore(folder)
stdout.write('ready\n')
await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(`c-${round}-${writer}`)))
await store.close()

async function write(stream: CaseId) {
  for (let version = 1; version <= Number(acts); version++) {
    const { ok } = await store.commit(act(stream, version))
    if (!ok) throw new Error(`${stream} ${version} was not committed`)
    stdout.write(`${stream} ${version}\n`)
  }
}
