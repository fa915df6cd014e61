import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../src/app/ports/index.ts'
import { keepsBatches } from './store/batches.ts'
import { keepsCases } from './store/cases.ts'
import { keepsLetters } from './store/letters.ts'
import { keepsTheLog } from './store/log.ts'
import { keepsTheOutbox } from './store/outbox.ts'
import { keepsTheRest } from './store/rest.ts'
import { keepsTheIndex } from './store/search.ts'
import { keepsSecrets } from './store/secrets.ts'
import { keepsStreams } from './store/streams.ts'

/** What every store must do, whatever engine is below. `open` gives an empty store each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store's contract`, () => {
    let opened: Store
    const store = () => opened
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened.close())

    keepsStreams(store)
    keepsBatches(store)
    keepsCases(store)
    keepsTheOutbox(store)
    keepsSecrets(store)
    keepsTheRest(store)
    keepsTheLog(open)
    keepsTheIndex(open)
    keepsLetters(open)

    describe('once closed', () => {
      test('everything fails with a code', async () => {
        const closed = await open()
        const last = closed.commit({ settings: [{ name: 'last', value: 'words' }] })
        await closed.close()
        expect(await last).toEqual({ ok: true })
        await expect(closed.commit({})).rejects.toMatchObject({ name: 'StoreFailed', code: 'closed' })
        await expect(closed.setting('last')).rejects.toMatchObject({ code: 'closed' })
        await closed.close()
      })
    })
  })
}
