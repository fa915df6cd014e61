import { holdAlone, patiently } from '../../postgres/index.ts'
import { nobody, type Others, type Turns } from '../keystore.ts'
import { coded } from './failures.ts'

/** Locks of this database, beside the one in schema.ts: 'alon' and 'rota' in ASCII. */
const [aloneLock, rotatingLock] = [0x616c6f6e, 0x726f7461]

/** `others`: not among those who only read. */
export function turnsAt(url: string, others: Others = nobody): Turns {
  return {
    async alone(act) {
      const lock = await coded(() => patiently(() => holdAlone(url, aloneLock, { wait: true })))
      try {
        return await act()
      } finally {
        await lock?.release()
      }
    },
    hold: () => coded(() => holdAlone(url, rotatingLock)),
    others,
  }
}
