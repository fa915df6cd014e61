import { cleanText } from '../../core/mail/index.ts'
import { layersInWords, type ReadLetter } from './read.ts'

/** What stands where whoever sent it reads, too, instead of what was encrypted. */
export const instead = [
  'This mail came encrypted.',
  'What it says is with the committee and the fix team: no signature shows that its sender wrote it.',
  'Mail that is signed with its sender’s OpenPGP key is shown here.',
].join(' ')

/** A post’s length, less the words of its layers. */
const mostText = 48_000

/** What was encrypted, as committee and fix team read it: with what is known of who wrote it, which is no news for others. */
export function insideOf({ message, openpgp }: Pick<ReadLetter, 'message' | 'openpgp'>): string {
  const { text, cut } = cleanText(message.text, mostText)
  const subject = cleanText(message.subject, 200).text
  const goesOn = cut ? ['[The message goes on. All of it is in message.eml.]'] : []
  return [subject, text, ...goesOn, ...layersInWords(openpgp).map((line) => `[${line}]`)]
    .filter((one) => one !== '')
    .join('\n\n')
}
