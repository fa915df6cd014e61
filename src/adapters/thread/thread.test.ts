import { afterEach, expect, test } from 'vitest'
import { openThread, type Thread } from './index.ts'

/** A worker that answers numbers doubled, and does as it is told by words. */
const url = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', (job) => {
      if (job === 'stall') return
      if (job === 'end') process.exit(1)
      if (job === 'throw') throw new Error('it broke')
      parentPort.postMessage(job === 'who' ? threadId : job * 2)
    })`)}`,
)
let thread: Thread<number | string, number>
const opened = (options: { patience?: number; idle?: number; isSound?: (answer: number) => boolean } = {}) => {
  thread = openThread(url, { patience: 5_000, idle: 5_000, limits: {}, ...options })
  return thread
}
afterEach(() => thread.close())

test('answers each job in its turn, in one thread', async () => {
  const { run } = opened()
  expect(await Promise.all([run(1), run(2), run(3)])).toEqual([2, 4, 6])
  expect(await run('who')).toBe(await run('who'))
})

test.each(['end', 'throw'])('a job that takes the thread with it (%s) costs no other', async (job) => {
  const { run } = opened()
  const [lost, next] = await Promise.allSettled([run(job), run(2)])
  expect(lost).toMatchObject({ reason: { code: 'ended' } })
  expect(next).toMatchObject({ value: 4 })
})

test('a job that takes too long is given up, and its thread with it', async () => {
  const { run } = opened({ patience: 300 })
  await expect(run('stall')).rejects.toMatchObject({ code: 'too_slow' })
  expect(await run(2)).toBe(4)
})

test('closing ends what runs and what waits; what comes later begins anew', async () => {
  const { run, close } = opened()
  await run(1)
  const asked = Promise.allSettled([run('stall'), run(2)])
  await new Promise((done) => setTimeout(done, 20))
  await close()
  expect(await asked).toMatchObject([{ reason: { code: 'closed' } }, { reason: { code: 'closed' } }])
  expect(await run(3)).toBe(6)
})

test('a thread that is no longer sound, or has nothing to do, takes no other job', async () => {
  const { run } = opened({ isSound: () => false })
  expect(await run('who')).not.toBe(await run('who'))
  const resting = opened({ idle: 20 })
  const before = await resting.run('who')
  await new Promise((done) => setTimeout(done, 300))
  expect(await resting.run('who')).not.toBe(before)
})
