import type { Mail } from '../../app/ports/index.ts'
import type { Options } from './smtp.ts'

/**
 * Mail over SMTP, one connection a message. `send` resolves to an outcome whatever the network does; it throws
 * `MailFailed` only for a message that must not leave. `authorities` are PEM certificates to trust besides the usual.
 * The library is loaded with the first mail: a server that sends none does without its memory.
 */
export function smtpMail(options: Options = {}): Mail {
  return {
    async send(server, message) {
      const { send } = await import('./smtp.ts')
      return send(server, message, options)
    },
  }
}
