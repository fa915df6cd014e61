import { promisify } from 'node:util'
import { inflate, inflateRaw } from 'node:zlib'
import type { Config } from 'openpgp'
import { library } from './library.ts'

type Bytes = Uint8Array<ArrayBuffer>
interface Compressed {
  compressed: Bytes | { getReader(): { read(): Promise<{ done?: boolean; value?: Bytes }> } }
  algorithm: number
  decompress(config: Config): Promise<void>
}

/**
 * Compressed data with something after its end. Sequoia pads messages that way, so that their length tells less; the
 * library hands the whole to a decompressor that wants nothing after the end. Decompressed here, within the same bound,
 * the library reads it as data that is not compressed. Nothing compressed is taken from inside it: such a packet could
 * hold itself (CVE-2013-4402).
 */
export async function paddedPacket(): Promise<{ new (): unknown; tag: number }> {
  const { CompressedDataPacket, enums } = await library()
  const Whole = CompressedDataPacket as unknown as { new (): Compressed; tag: number }
  const inflations = new Map<number, (bytes: Bytes, options: { maxOutputLength: number }) => Promise<Bytes>>([
    [enums.compression.zip, promisify(inflateRaw)],
    [enums.compression.zlib, promisify(inflate)],
  ])
  return class extends Whole {
    override async decompress(config: Config): Promise<void> {
      const inflated = inflations.get(this.algorithm)
      if (inflated !== undefined) {
        this.compressed = await inflated(await whole(this.compressed), {
          maxOutputLength: config.maxDecompressedMessageSize,
        })
        this.algorithm = enums.compression.uncompressed
      }
      return super.decompress({ ...config, additionalAllowedPackets: [] })
    }
  }
}

async function whole(data: Compressed['compressed']): Promise<Bytes> {
  if (data instanceof Uint8Array) return data
  const reader = data.getReader()
  const parts: Bytes[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (value !== undefined) parts.push(value)
    if (done === true || value === undefined) return Buffer.concat(parts)
  }
}
