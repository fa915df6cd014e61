/** What stands inside the encryption, and on its envelope besides. */
export interface Letter {
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly date: string
  readonly text: string
}

/**
 * The entity that is encrypted and signed: its text and, so that the subject is protected, too, the fields that a mail
 * program shows (draft-ietf-lamps-header-protection, "legacy" form, which programs of today understand).
 */
export function letterEntity({ subject, from, to, date, text }: Letter): string {
  return [
    'Content-Type: text/plain; charset=utf-8; protected-headers="v1"',
    'Content-Transfer-Encoding: 8bit',
    `From: ${oneLine(from)}`,
    `To: ${oneLine(to)}`,
    `Date: ${oneLine(date)}`,
    `Subject: ${encodedWords(oneLine(subject))}`,
    '',
    text.replaceAll(/\r\n|\r|\n/g, '\r\n'),
  ].join('\r\n')
}

/** A line break in a field would start another field. */
function oneLine(value: string): string {
  return value.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

/** RFC 2047: words of at most 75 characters, none in the middle of a letter; plain ASCII stays as it is. */
function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text
  const words: string[] = ['']
  for (const letter of text.toWellFormed()) {
    const encoded = /^[A-Za-z0-9]$/.test(letter) ? letter : inHexadecimal(letter)
    if ((words.at(-1) ?? '').length + encoded.length > 60) words.push('')
    words.push((words.pop() ?? '') + encoded)
  }
  return words.map((word) => `=?utf-8?Q?${word}?=`).join('\r\n ')
}

function inHexadecimal(letter: string): string {
  const encoded = encodeURIComponent(letter).replaceAll('%', '=')
  return encoded === letter ? `=${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encoded
}
