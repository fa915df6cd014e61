import { OpenPgpFailed } from '../../app/ports/index.ts'
import { openThread, workerBeside } from '../thread/index.ts'
import { doJob } from './doJob.ts'
import type { Job, JobDone } from './job.ts'

/** In bytes: what is larger would hold up every page for longer than a thread takes to begin. */
const small = 100_000

type Answer = { readonly done: JobDone } | { readonly code: OpenPgpFailed['code']; readonly says: string }

/**
 * Work on large messages, one after another in a thread of its own, so that no page waits for a stranger's mail. The
 * thread ends after `idle` milliseconds without one. `patience`: milliseconds until a message is given up as `too_large`.
 */
export function aside({ patience = 120_000, idle = 5_000 } = {}): (job: Job) => Promise<JobDone> {
  const thread = openThread<Job, Answer>(workerBeside(import.meta.url, 'aside'), {
    patience,
    idle,
    limits: { maxOldGenerationSizeMb: 1024 },
    isSound: (answer) => !('code' in answer) || answer.code !== 'too_large',
  })
  return async (job) => {
    if (sizeOf(job) <= small) return doJob(job)
    const answer = await thread.run(job).catch((cause: unknown) => {
      throw new OpenPgpFailed('too_large', 'the message took too much to be read', { cause })
    })
    if ('done' in answer) return answer.done
    throw new OpenPgpFailed(answer.code, answer.says)
  }
}

function sizeOf(job: Job): number {
  return job.kind === 'decrypt' ? job.message.length : job.signed.length
}
