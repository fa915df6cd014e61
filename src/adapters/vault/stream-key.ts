import type { StreamKey } from '../../app/ports/index.ts'
import { seal, unseal } from './aead.ts'

/** Throws `TypeError` for a text with lone surrogates: UTF-8 would silently turn them into something else. */
export function streamKey(key: Uint8Array): StreamKey {
  return {
    seal(place, text) {
      if (!text.isWellFormed()) throw new TypeError('a lone surrogate cannot be sealed')
      return seal(key, place, Buffer.from(text))
    },
    unseal: (place, sealed) => Buffer.from(unseal(key, place, sealed)).toString(),
  }
}
