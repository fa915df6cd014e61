import { z } from 'zod'
import { line, yes } from '../kernel/index.ts'

/** How mail to the committee comes in. Sealed: the mailbox's password is in it. */
export const mailIn = z.object({
  /** Mail to the committee's address with a plus and anything behind it (RFC 5233) comes in, too. */
  replies: yes('Answers to notices come in as mail').describe(
    'Mail to security+anything@… has to arrive where security@… does: notices then say where to answer',
  ),
  /** For a mail server on this machine, which hands messages over. */
  listener: z
    .object({
      protocol: z.enum(['lmtp', 'smtp']).default('lmtp'),
      port: z.coerce.number().int().min(1).max(65_535),
    })
    .nullable()
    .default(null),
  /** A mailbox somewhere, which is looked into. */
  mailbox: z
    .object({
      host: line(255),
      port: z.coerce.number().int().min(1).max(65_535).default(993),
      security: z.enum(['tls', 'starttls', 'none']).default('tls'),
      user: line(255),
      password: z.string().min(1, { error: 'must not be empty' }).max(1000),
      folder: line(255).default('INBOX'),
    })
    .nullable()
    .default(null),
})
export type MailIn = z.infer<typeof mailIn>
export type MailListener = NonNullable<MailIn['listener']>
export type Mailbox = NonNullable<MailIn['mailbox']>
