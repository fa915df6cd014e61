import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export interface Fingerprint {
  readonly sha256: string
  readonly bytes: number
}

export async function fingerprint(path: string): Promise<Fingerprint> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return { sha256: hash.digest('hex'), bytes: statSync(path).size }
}
