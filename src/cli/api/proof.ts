import { hash } from 'node:crypto'
import type { CommandIo } from '../command.ts'
import { ask } from './ask.ts'

interface Challenge {
  readonly now: boolean
  readonly challenge: string | null
  readonly bits: number | null
}

/** What the server asks of strangers at the moment: nothing, or a proof of work, which is done here. */
export async function proofFor(io: CommandIo, asJson: boolean): Promise<{ readonly proof?: string } | number> {
  const path = '/api/reports/challenge'
  const asked = await ask<Challenge>(io, { path, anonymous: true }, asJson)
  if (typeof asked === 'number') return asked
  if (!asked.now || asked.challenge === null || asked.bits === null) return {}
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${asked.challenge}:${nonce}`
    if (hash('sha256', proof, 'buffer').readUInt32BE() >>> (32 - asked.bits) === 0) return { proof }
  }
}
