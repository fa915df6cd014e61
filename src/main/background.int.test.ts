import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { requestSignIn } from '../app/index.ts'
import { testWorld, type TestWorld } from '../../tests/kit/world.ts'
import { startBackground } from './background.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
  // Only what the rounds wait by: the store and its thread go on in real time.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await here.close()
})

/** Lets so much of the rounds' time pass, in small steps, and real time beside it. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 10) {
    await pause(5)
    vi.advanceTimersByTime(10)
  }
}

test('mail that is due leaves at once, without waiting for the next look', async () => {
  const background = startBackground(here.world)
  await pass(100)
  await requestSignIn(here.world, 'ada@example.org')
  await pass(600)
  expect(here.sent.flatMap(({ to }) => to)).toEqual(['ada@example.org'])
  await background.stop()
})

test('a hint that does not come costs a second, not the mail', async () => {
  const deaf = { ...here.world, store: { ...here.world.store, onWork: () => () => undefined } }
  const background = startBackground(deaf)
  await pass(100)
  await requestSignIn(here.world, 'ada@example.org')
  await pass(600)
  expect(here.sent).toEqual([])
  await pass(900)
  expect(here.sent).toHaveLength(1)
  await background.stop()
})
