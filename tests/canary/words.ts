import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Words that stand nowhere else, each with where it was put. `ofCase`: nobody may be told it in a notification. */
export const canaries = new Map<string, { place: string; ofCase: boolean }>()
const letters = 'abcdefghijklmnopqrstuvwxyz'

export function canary(place: string, ofCase = true): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  const word = `qx${Array.from(bytes, (byte) => letters[byte % 26]).join('')}`
  canaries.set(word, { place, ofCase })
  return word
}

/** How a word may stand in bytes: as text, in two widths, as hexadecimal, in base 64 at each of its three places. */
function forms(word: string): Buffer[] {
  const bytes = Buffer.from(word)
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // The first and last characters also hold bits of the neighbours.
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4))
  })
  return [bytes, Buffer.from(word, 'utf16le'), Buffer.from(bytes.toString('hex')), ...base64]
}

export function foundIn(bytes: Buffer, words: Iterable<string> = canaries.keys()): string[] {
  return [...words].filter((word) => forms(word).some((form) => bytes.includes(form)))
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Every file below a folder with the places whose words stand in it. */
export function leaks(folder: string): string[] {
  return filesBelow(folder).flatMap((file) => {
    const found = foundIn(readFileSync(file))
    return found.map((word) => `${file}: ${canaries.get(word)?.place}`)
  })
}
