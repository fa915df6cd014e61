import type { Job, JobDone } from './job.ts'
import { decrypted, verified } from './messages.ts'
import { privateKeyOf } from './privateKeys.ts'

/** Does it where it is called. Throws `OpenPgpFailed`. */
export async function doJob(job: Job): Promise<JobDone> {
  const at = Temporal.Instant.fromEpochMilliseconds(job.at)
  if (job.kind === 'decrypt') {
    const keys = await Promise.all(job.privateKeys.map(privateKeyOf))
    return decrypted(job.message, keys, job, at)
  }
  const signature = await verified(job.signed, job.signature, job.senders, at)
  return { bytes: new Uint8Array(), signature, sessions: [] }
}
