import { beginsMailbox, beginsMessage, unquoted } from '../../core/mail/index.ts'
import { NotAnArchive } from './notAnArchive.ts'

/** More than a message may have: the rest of it is passed over, and the next one begins where it begins. */
const most = 50_000_000
/** So much of a line is looked at; a longer one begins no message. */
const longest = 2_000
const lineFeed = 10

/**
 * The messages of an mbox file (RFC 4155), one after another, byte for byte but for the ">" before a quoted "From ". At most
 * one message is in memory, however large the file. Throws `NotAnArchive`.
 */
export async function* mboxMessages(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let message: Buffer[] = []
  let size = 0
  let isBegun = false
  let afterEmpty = true
  for await (const line of lines(bytes)) {
    const text = line.length > longest ? '' : line.toString('latin1')
    const isEmpty = line.length <= 2 && text.trim() === ''
    if (!isBegun && isEmpty) continue
    if (!isBegun && !beginsMailbox(text.trimEnd())) throw new NotAnArchive('not_an_mbox', 'not a mailbox file (mbox)')
    isBegun = true
    if (afterEmpty && text.startsWith('From ') && beginsMessage(text.trimEnd())) {
      if (message.length > 0) yield Buffer.concat(message)
      message = []
      size = 0
      afterEmpty = false
      continue
    }
    afterEmpty = isEmpty
    size += line.length
    if (size <= most) message.push(/^>+From /.test(text) ? Buffer.from(unquoted(text), 'latin1') : line)
  }
  if (message.length > 0) yield Buffer.concat(message)
}

/** Each with its end; one that is longer than a message may be comes in pieces. */
async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let rest: Buffer[] = []
  let held = 0
  for await (const piece of bytes) {
    let from = 0
    for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, from)) {
      yield Buffer.concat([...rest, piece.subarray(from, at + 1)])
      rest = []
      held = 0
      from = at + 1
    }
    if (from < piece.length) rest.push(Buffer.from(piece.subarray(from)))
    held += piece.length - from
    if (held <= most) continue
    yield Buffer.concat(rest)
    rest = []
    held = 0
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
