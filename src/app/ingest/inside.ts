import { cleanText } from '../../core/mail/index.ts'
import type { ReadLetter } from './read.ts'
import { filesInWords, howInWords, unprovenFiles } from './sealedFiles.ts'

/** What stands where whoever sent it reads, too, instead of what was encrypted. */
export const instead = [
  'This mail came encrypted.',
  'What it says is with the committee and the fix team: no signature shows that its sender wrote it.',
  'Mail that is signed with its sender’s OpenPGP key is shown here.',
].join(' ')

/** A post’s length, less the words of its layers. */
const mostText = 48_000

/** What was encrypted, as committee and fix team read it: with what is known of who wrote it, which is no news for others. */
function wordsInside(read: ReadLetter): string {
  const { message } = read
  const layers = inBrackets(howInWords(read))
  const { text, cut } = cleanText(message.text, mostText - layers.join('\n\n').length)
  const subject = cleanText(message.subject, 200).text
  const goesOn = cut ? ['[The message goes on. All of it is in message.eml.]'] : []
  return [subject, text, ...goesOn, ...layers].filter((one) => one !== '').join('\n\n')
}

/** What its sender is not shown, as it is posted for committee and fix team; `null`: they may read all of it. */
export function insideOf(read: ReadLetter): string | null {
  if (read.outside !== null) return wordsInside(read)
  if (unprovenFiles(read).length === 0) return null
  return ['What was in files that came encrypted:', ...inBrackets(filesInWords(read))].join('\n\n')
}

const inBrackets = (lines: readonly string[]) => lines.map((line) => `[${line}]`)
