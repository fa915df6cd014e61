import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import type { World } from '../app/index.ts'
import { apiRoutes, apiVoice } from '../http/api/index.ts'
import { gate } from '../http/gate/index.ts'
import { webRoutes, webVoice } from '../http/web/index.ts'
import { endingStalled } from './stalled.ts'

export interface Listening {
  /** `http://127.0.0.1:8080`, with the port that is really used. */
  readonly address: string
  /** Takes no more requests and resolves when those under way are answered. */
  stop(): Promise<void>
}

/** How long requests under way may still take at a stop, in milliseconds. */
const patience = 10_000

/** How long somebody may take to send a request that goes on coming, in milliseconds: what files may have at 15 kB a second. */
const slowest = { headers: 15_000, request: 3_600_000 } as const
/** How often it is looked whether it does. */
const stalledEvery = 30_000
/** How often that is looked at; Node's own 30 seconds would give thousands of idle connections three times as long. */
const lookEvery = 5_000

/** Answers HTTP for a world. Port 0 takes any free port. Rejects with Node's own error when it cannot listen. */
export async function listen(world: World, at: { host: string; port: number }): Promise<Listening> {
  const app = gate(world, [...webRoutes, ...apiRoutes], [apiVoice, webVoice])
  const server = createAdaptorServer({
    fetch: (request, env) => (namesTwoHosts(env) ? unclear() : app.fetch(request, env)),
    serverOptions: { connectionsCheckingInterval: lookEvery },
  }) as Server
  server.headersTimeout = slowest.headers
  server.requestTimeout = slowest.request
  const stalled = endingStalled(server)
  const looking = setInterval(stalled.look, stalledEvery)
  looking.unref()
  server.on('close', () => clearInterval(looking))
  server.listen(at.port, at.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const impatient = setTimeout(() => server.closeAllConnections(), patience)
      await closed
      clearTimeout(impatient)
    },
  }
}

/** To be answered with 400 (RFC 9112, 3.2): Node takes the first one, and who stands before this server perhaps the last. */
function namesTwoHosts({ incoming }: HttpBindings | Http2Bindings): boolean {
  return incoming.rawHeaders.filter((one, nth) => nth % 2 === 0 && one.toLowerCase() === 'host').length > 1
}

/** As Node answers what it cannot read: nothing that comes after it is read. */
function unclear(): Response {
  return new Response(null, { status: 400, headers: { connection: 'close' } })
}
