import { expect, test } from 'vitest'
import type { StreamKey } from '../../app/ports/index.ts'
import { openMemory } from './memory.ts'

const key = (): StreamKey => ({ seal: () => new Uint8Array(), unseal: () => '' })
/** What this process's timers and promises still have to do. */
const turn = () => new Promise((resolve) => void setImmediate(resolve))

/** A keystore elsewhere whose changes are counted here. */
function counted() {
  let changes = 0
  return { change: () => void (changes += 1), outsideChanges: async () => changes }
}

test('a key is at hand until somebody else destroys one', async () => {
  const keystore = counted()
  const memory = openMemory(keystore)
  const made = await memory.made('c-1', async () => key())
  await turn()
  expect(await memory.known('c-1')).toBe(made)
  expect(await memory.known('c-2')).toBeUndefined()
  keystore.change()
  await turn()
  expect(await memory.known('c-1')).toBeUndefined()
})

test('what was read before a key was destroyed is not kept afterwards, whoever destroyed it', async () => {
  const keystore = counted()
  const memory = openMemory(keystore)
  await memory.known('c-1')
  const found = Promise.withResolvers<StreamKey>()
  const reading = memory.made('c-1', () => found.promise)
  await turn()
  await memory.gone('c-1', async () => undefined)
  found.resolve(key())
  await reading
  expect(await memory.known('c-1')).toBeUndefined()

  const late = Promise.withResolvers<StreamKey>()
  const again = memory.made('c-2', () => late.promise)
  await turn()
  keystore.change()
  await turn()
  await memory.known('c-3')
  late.resolve(key())
  await again
  expect(await memory.known('c-2')).toBeUndefined()
})

test('a key that is being destroyed is not at hand, also where that fails', async () => {
  const memory = openMemory(counted())
  await memory.made('c-1', async () => key())
  const failing = memory.gone('c-1', async () => {
    expect(await memory.known('c-1')).toBeUndefined()
    throw new Error('no answer')
  })
  await expect(failing).rejects.toThrow('no answer')
  expect(await memory.known('c-1')).toBeUndefined()
})

test('where changes cannot be asked for, nothing that is at hand counts', async () => {
  let away = false
  const memory = openMemory({ outsideChanges: async () => (away ? Promise.reject(new Error('no answer')) : 1) })
  await memory.made('c-1', async () => key())
  away = true
  await turn()
  await expect(memory.known('c-1')).rejects.toThrow('no answer')
  away = false
  await turn()
  expect(await memory.known('c-1')).toBeDefined()
})
