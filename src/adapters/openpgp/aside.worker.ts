import { parentPort } from 'node:worker_threads'
import { OpenPgpFailed } from '../../app/ports/index.ts'
import { doJob } from './doJob.ts'
import type { Job } from './job.ts'

const port = parentPort
if (port === null) throw new Error('this file is a worker')

port.on('message', (job: Job) => {
  doJob(job).then(
    (done) => port.postMessage({ done }),
    (error: unknown) =>
      port.postMessage(
        error instanceof OpenPgpFailed
          ? { code: error.code, says: error.message }
          : { code: 'damaged', says: 'the message cannot be read' },
      ),
  )
})
