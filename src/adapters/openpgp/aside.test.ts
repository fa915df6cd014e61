import process from 'node:process'
import { createMessage, encrypt, enums, generateKey } from 'openpgp'
import { expect, test } from 'vitest'
import { mostPlain } from '../../app/ports/index.ts'
import { aside } from './aside.ts'
import { doJob } from './doJob.ts'
import type { Job } from './job.ts'

test('a small message of which much comes out is not opened here, but in the thread, to the same bound', async () => {
  // The recipient’s key has to prefer what the sender does.
  const config = { preferredCompressionAlgorithm: enums.compression.zip }
  const userIDs = [{ email: 'security@example.org' }]
  const { privateKey, publicKey } = await generateKey({ userIDs, format: 'object', config })
  const plain = await createMessage({ binary: new Uint8Array(5_000_000) })
  const sealed = await encrypt({ message: plain, encryptionKeys: publicKey, config, format: 'binary' })
  const message = Uint8Array.from(sealed as Uint8Array)
  const at = Date.now()
  const job: Job = { kind: 'decrypt', message, privateKeys: [privateKey.armor()], senders: [], at, most: mostPlain }
  expect(message.length).toBeLessThan(100_000)
  await expect(doJob({ ...job, most: 300_000 })).rejects.toMatchObject({ code: 'too_large' })
  const threads: unknown[] = []
  const count = (thread: unknown) => void threads.push(thread)
  process.on('worker', count)
  const { bytes } = await aside({ idle: 10 })(job)
  process.off('worker', count)
  expect(bytes).toHaveLength(5_000_000)
  expect(threads).toHaveLength(1)
})
