import { expect, test } from 'vitest'
import { shared } from './shared.ts'

/** A task whose runs end when the test says so. */
function task() {
  const runs: PromiseWithResolvers<void>[] = []
  const ask = shared(() => {
    const run = Promise.withResolvers<void>()
    runs.push(run)
    return run.promise
  })
  return { runs, ask }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('who asks together shares a run; who asks while one runs waits for the next, all together', async () => {
  const { runs, ask } = task()
  const done: string[] = []
  const says = (name: string) => ask().then(() => done.push(name))
  const first = [says('a'), says('b')]
  await turn()
  expect(runs).toHaveLength(1)
  const second = [says('c'), says('d')]
  await turn()
  expect(runs).toHaveLength(1)
  runs[0]?.resolve()
  await Promise.all(first)
  await turn()
  expect(done).toEqual(['a', 'b'])
  expect(runs).toHaveLength(2)
  runs[1]?.resolve()
  await Promise.all(second)
  expect(done).toEqual(['a', 'b', 'c', 'd'])
})

test('after a failure nobody is told that all is well', async () => {
  const { runs, ask } = task()
  const failing = ask()
  const failed = expect(failing).rejects.toThrow('the disk')
  await turn()
  const next = expect(ask()).rejects.toThrow('the disk')
  runs[0]?.reject(new Error('the disk failed'))
  await failed
  await next
  await expect(ask()).rejects.toThrow('the disk')
  expect(runs).toHaveLength(1)
})
