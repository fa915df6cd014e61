import { OpenPgpFailed } from '../../app/ports/index.ts'
import { openThread, workerBeside } from '../thread/index.ts'
import { doJob } from './doJob.ts'
import type { Job, JobDone } from './job.ts'

/** In bytes: what is larger would hold up every page for longer than a thread takes to begin. */
const small = 100_000
/** What comes out of a small one may be large: 259 bytes of bzip2 held up every page for three seconds. */
const smallPlain = 300_000

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
    const done = sizeOf(job) <= small ? await tried(job) : undefined
    if (done !== undefined) return done
    const answer = await thread.run(job).catch((cause: unknown) => {
      throw new OpenPgpFailed('too_large', 'the message took too much to be read', { cause })
    })
    if ('done' in answer) return answer.done
    throw new OpenPgpFailed(answer.code, answer.says)
  }
}

/** `undefined` where too much would come out of it for doing it here. */
async function tried(job: Job): Promise<JobDone | undefined> {
  if (job.kind === 'verify' || job.most <= smallPlain) return doJob(job)
  try {
    return await doJob({ ...job, most: smallPlain })
  } catch (error) {
    if (error instanceof OpenPgpFailed && error.code === 'too_large') return undefined
    throw error
  }
}

function sizeOf(job: Job): number {
  return job.kind === 'decrypt' ? job.message.length : job.signed.length
}
