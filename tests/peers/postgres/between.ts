import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Stands between a server of ours and its database, and lets nothing through where a test says so. */
export interface Between {
  readonly url: string
  connections(): number
  /** From now on, the connections that there are carry nothing more, and stay open. */
  mute(): void
  /** Cuts all connections, and lets none through until it is opened again. */
  shut(is: boolean): void
  stop(): Promise<void>
}

export async function between(to: string): Promise<Between> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let count = 0
  let isShut = false
  const server: Server = createServer((from) => {
    count += 1
    if (isShut) {
      from.destroy()
      return
    }
    const there = connect(Number(port), hostname)
    for (const [one, other] of [
      [from, there],
      [there, from],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const own = new URL(to)
  own.host = `127.0.0.1:${address.port}`
  return {
    url: own.href,
    connections: () => count,
    mute() {
      for (const socket of sockets) socket.unpipe()
    },
    shut(is) {
      isShut = is
      for (const socket of is ? sockets : []) socket.destroy()
    },
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
