import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Direction = 'to the server' | 'from the server'

/** Stands between a store and its database server, and cuts every connection at a byte of one's choice. */
export interface Proxy {
  /** The database's address through here. */
  readonly address: string
  /** How many bytes have gone either way so far. */
  passed(direction: Direction): number
  /** Lets so many bytes more through that way, and not one after them: then both ends are told nothing but the end. */
  cutAfter(bytes: number, direction: Direction): void
  /** Makes no cut that has not been made yet. Answers whether it had been. */
  spare(): boolean
  close(): Promise<void>
}

export async function startProxy(database: string): Promise<Proxy> {
  const url = new URL(database)
  const target = { host: url.hostname, port: Number(url.port) }
  const open = new Set<Socket>()
  const passed = { 'to the server': 0, 'from the server': 0 }
  let left: { readonly direction: Direction; bytes: number } | undefined

  function cut() {
    left = undefined
    for (const socket of open) socket.destroy()
  }

  function forward(from: Socket, to: Socket, direction: Direction) {
    open.add(from)
    from.on('data', (bytes: Buffer) => {
      passed[direction] += bytes.length
      if (left?.direction !== direction || bytes.length <= left.bytes) {
        if (left?.direction === direction) left.bytes -= bytes.length
        to.write(bytes)
        return
      }
      const last = left
      from.pause()
      to.write(bytes.subarray(0, last.bytes), () => {
        if (left === last) cut()
      })
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      open.delete(from)
      to.end()
    })
  }

  const server = createServer((client) => {
    const upstream = connect(target)
    for (const socket of [client, upstream]) socket.setNoDelay(true)
    forward(client, upstream, 'to the server')
    forward(upstream, client, 'from the server')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.port = String((server.address() as AddressInfo).port)
  return {
    address: url.href,
    passed: (direction) => passed[direction],
    cutAfter: (bytes, direction) => (left = { direction, bytes }),
    spare() {
      const made = left === undefined
      left = undefined
      return made
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
