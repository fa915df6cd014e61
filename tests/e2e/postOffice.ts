import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Arrived {
  readonly to: readonly string[]
  readonly mail: ParsedMail
  /** The bytes as they came, headers and all. */
  readonly raw: string
}

export interface PostOffice {
  readonly port: number
  readonly arrived: readonly Arrived[]
  /** The next mail to this address that nobody has waited for yet and whose subject says this. */
  next(to: string, subject: string | RegExp): Promise<Arrived>
  close(): Promise<void>
}

/** A real SMTP server of the loopback interface that keeps everything it is handed. */
export async function openPostOffice(): Promise<PostOffice> {
  const arrived: Arrived[] = []
  const read = new Set<Arrived>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const to = session.envelope.rcptTo.map(({ address }) => address)
        void simpleParser(raw).then((mail) => {
          arrived.push({ to, mail, raw })
          done()
        }, done)
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')

  function find(to: string, subject: string | RegExp): Arrived | undefined {
    return arrived.find(({ to: addresses, mail, ...one }) => {
      const says = mail.subject ?? ''
      const fits = typeof subject === 'string' ? says.includes(subject) : subject.test(says)
      return fits && addresses.includes(to) && ![...read].some(({ raw }) => raw === one.raw)
    })
  }

  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    async next(to, subject) {
      for (const until = Date.now() + 8000; Date.now() < until; await pause()) {
        const found = find(to, subject)
        if (found === undefined) continue
        read.add(found)
        return found
      }
      const have = arrived.map((one) => `${one.to.join()}: ${one.mail.subject}`).join('\n')
      throw new Error(`no mail to ${to} about ${String(subject)} came; there are:\n${have}`)
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))

/** The first link of a mail that leads to such a path. */
export function linkIn({ mail }: Arrived, path: string): string {
  const found = new RegExp(`https?://\\S+${path}\\S+`).exec(mail.text ?? '')?.[0]
  if (found === undefined) throw new Error(`no link to ${path} in: ${mail.text}`)
  return found
}
