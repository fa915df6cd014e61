/**
 * Runs `task` one at a time; who asks while one runs waits for the next, and all who wait share that one. So whatever
 * somebody did before asking was done before their run began. After a failure every answer is that failure.
 */
export function shared(task: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    if (waiting === undefined) {
      waiting = last = last.then(() => {
        waiting = undefined
        return task()
      })
    }
    return waiting
  }
}
