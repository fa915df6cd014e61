import MailComposer from 'nodemailer/lib/mail-composer'
import { MailFailed, type OutgoingMail } from '../../app/ports/index.ts'

export interface Letter {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly bytes: Uint8Array
}

/** A line break in a field would start another header: whoever controls a title would write our mail. */
const controls = /[\p{Cc}\u2028\u2029]/u
/** An address as we write it: no display name, no list, no comment. RFC 5321's quoted local parts are left out. */
const address = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/u

/**
 * The message as it goes out, the same bytes for every attempt. Throws `MailFailed` with `unsafe_header` when a field
 * could break out of its line, and with `unsafe_address` when an address is more, or less, than one address.
 */
export async function compose(mail: OutgoingMail): Promise<Letter> {
  assertSafe(mail)
  const message = new MailComposer({
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date),
    from: { name: mail.from.name, address: mail.from.address },
    to: mail.to.map((to) => ({ name: '', address: to })),
    subject: mail.subject,
    ...(mail.encrypted === true ? pgpMime(mail.text) : { text: mail.text }),
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    // RFC 3834, section 5: no one's out-of-office note answers this, and ours does not answer theirs.
    headers: {
      ...(mail.automatic ? { 'Auto-Submitted': 'auto-generated' } : {}),
      ...(mail.autocrypt === undefined ? {} : { Autocrypt: { prepared: true, value: mail.autocrypt } }),
    },
  }).compile()
  if (mail.encrypted === true) message.setHeader('Content-Type', pgpMimeType)
  const { from, to } = message.getEnvelope()
  if (from === false || to.length !== new Set(mail.to).size) {
    throw new MailFailed('unsafe_address', 'the message is not for the addresses that it names')
  }
  return { envelope: { from, to }, bytes: await message.build() }
}

const pgpMimeType = 'multipart/encrypted; protocol="application/pgp-encrypted"'

const asItStands = { contentTransferEncoding: '7bit', contentDisposition: 'inline' } as const

/** RFC 3156, section 4: two parts, one that says which version, and the message. */
function pgpMime(armored: string) {
  return {
    attachments: [
      { ...asItStands, contentType: 'application/pgp-encrypted', filename: false as const, content: 'Version: 1\r\n' },
      { ...asItStands, contentType: 'application/octet-stream', filename: 'encrypted.asc', content: armored },
    ],
  }
}

function assertSafe(mail: OutgoingMail): void {
  const fields = [mail.messageId, mail.date, mail.from.name, mail.subject]
  if (fields.some((field) => controls.test(field))) {
    throw new MailFailed('unsafe_header', 'a header field holds a line break or another control character')
  }
  const addresses = [
    mail.messageId,
    mail.from.address,
    ...mail.to,
    ...(mail.replyTo === undefined ? [] : [mail.replyTo]),
  ]
  if (!/^(?:[\x20-\x7e]|\r\n (?=[\x21-\x7e]))*$/.test(mail.autocrypt ?? '')) {
    throw new MailFailed('unsafe_header', 'the key for the answer could break out of its field')
  }
  if (mail.to.length === 0 || !addresses.every((one) => address.test(one) && !controls.test(one))) {
    throw new MailFailed('unsafe_address', 'an address or the message id is not in its plain form')
  }
  if (Number.isNaN(Date.parse(mail.date))) throw new MailFailed('unsafe_header', 'the date is not an instant')
}
