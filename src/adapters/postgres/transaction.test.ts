import { describe, expect, test } from 'vitest'
import type { Runs } from './connect.ts'
import { inTransaction } from './transaction.ts'

/** A connection that answers everything but what breaks it. */
function connection(breaksAt?: string) {
  const asked: string[] = []
  const query = async (text: string) => {
    asked.push(text)
    if (text === breaksAt) throw new Error(`broke at ${text}`)
  }
  return { asked, on: { query } as unknown as Runs }
}

describe('a transaction', () => {
  test('is committed with its answer', async () => {
    const { asked, on } = connection()
    expect(await inTransaction(on, async () => 'done', 'begin read only')).toBe('done')
    expect(asked).toEqual(['begin read only', 'commit'])
  })

  test('is taken back where something in it fails', async () => {
    const { asked, on } = connection()
    await expect(inTransaction(on, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(asked).toEqual(['begin', 'rollback'])
  })

  test('that cannot be taken back tells what failed first', async () => {
    const { on } = connection('rollback')
    await expect(inTransaction(on, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  })

  test('whose commit is not answered tells that', async () => {
    const { on } = connection('commit')
    await expect(inTransaction(on, async () => 'done')).rejects.toThrow('broke at commit')
  })
})
