import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** Is handed each line as it comes, `GREETING` first; true: it answers in its own way, or never. */
type Says = (line: string, socket: Socket) => boolean

/**
 * A mailbox's server as one would not wish for it: `instead` may answer in its own way. Its messages have the UIDs
 * 1, 2, 3…; what is marked as read stays so. On 127.0.0.1, without encryption, for any password.
 */
export async function startImap(messages: readonly string[], instead: Says = () => false) {
  const read = new Set<number>()
  const sockets = new Set<Socket>()
  let connections = 0
  function say(line: string, socket: Socket): void {
    if (instead(line, socket)) return
    const tag = line.slice(0, line.indexOf(' '))
    const asked = line.slice(tag.length + 1).toUpperCase()
    for (const told of answer(asked, messages, read)) socket.write(`${told}\r\n`, 'latin1')
    socket.write(`${tag} OK done\r\n`)
    if (asked === 'LOGOUT') socket.end()
  }
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
    if (instead('GREETING', socket)) return
    socket.write('* OK [CAPABILITY IMAP4rev1] here\r\n')
    let held = ''
    socket.on('data', (bytes) => {
      const lines = `${held}${bytes.toString('latin1')}`.split('\r\n')
      held = lines.pop() ?? ''
      for (const line of lines) say(line, socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    settings: { host: '127.0.0.1', port, security: 'none', user: 'tocsin', password: 'x', folder: 'INBOX' } as const,
    read,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(asked: string, messages: readonly string[], read: Set<number>): readonly string[] {
  const uid = Number(/^UID \w+ (\d+)/.exec(asked)?.[1] ?? 0)
  const message = messages[uid - 1]
  switch (/^(?:UID )?\w+/.exec(asked)?.[0]) {
    case 'CAPABILITY':
      return ['* CAPABILITY IMAP4rev1']
    case 'SELECT':
    case 'EXAMINE':
      return [`* ${messages.length} EXISTS`, '* FLAGS (\\Seen)', '* OK [UIDVALIDITY 1] fine']
    case 'UID SEARCH':
      return [`* SEARCH ${messages.flatMap((_, nth) => (read.has(nth + 1) ? [] : [nth + 1])).join(' ')}`.trim()]
    case 'UID STORE':
      read.add(uid)
      return []
    case 'UID FETCH': {
      if (message === undefined) return []
      const [from = 0, length = message.length] = (/<(\d+)\.(\d+)>/.exec(asked) ?? []).slice(1).map(Number)
      const piece = message.slice(from, from + length)
      return [`* ${uid} FETCH (UID ${uid} RFC822.SIZE ${message.length} BODY[]<${from}> {${piece.length}}\r\n${piece})`]
    }
    default:
      return []
  }
}
