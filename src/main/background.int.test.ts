import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addChannel, requestSignIn, type World } from '../app/index.ts'
import type { MailOutcome } from '../app/ports/index.ts'
import { does, evidence, reported } from '../../tests/kit/voyage.ts'
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

async function passUntil(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < 60 && !isSo(); looks += 1) await pass(100)
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

test('a mail server that is silent keeps no alert from anybody', async () => {
  const silent = Promise.withResolvers<MailOutcome>()
  let asked = 0
  const posted: string[] = []
  const world: World = {
    ...here.world,
    mail: { send: () => ((asked += 1), silent.promise) },
    alerts: {
      refusal: () => null,
      send: async ({ to }) => (posted.push(to), { outcome: 'sent' }),
    },
  }
  const [ada, ben] = here.members
  expect(await addChannel(world, ben!, { kind: 'webhook', to: 'https://ben.example.org/hook' })).toHaveProperty('added')
  const { id } = await reported(here)
  const background = startBackground(world)
  await passUntil(() => asked > 0)
  await does(here, ada, id, 'notePublic', { how: 'a talk', evidence })
  await passUntil(() => posted.length > 0)
  silent.resolve({ outcome: 'sent' })
  expect(posted).toEqual(['https://ben.example.org/hook'])
  await background.stop()
})
