import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { World } from '../../src/app/index.ts'
import type * as App from '../../src/app/index.ts'
import type * as Demo from '../../src/main/demo/index.ts'
import type * as Gate from '../../src/http/gate/index.ts'
import type * as Web from '../../src/http/web/index.ts'
import { testWorld } from '../kit/world.ts'

/** Pages are JSX, which Node does not run as it stands: what was compiled is shown. */
const built = <Module>(path: string): Promise<Module> => import(`../../dist/${path}`) as Promise<Module>
const { firstAdministrator, signInSecret } = await built<typeof App>('app/index.js')
const { seedDemo } = await built<typeof Demo>('main/demo/index.js')
const { gate } = await built<typeof Gate>('http/gate/index.js')
const { webRoutes, webVoice } = await built<typeof Web>('http/web/index.js')

/** `full`: the demonstration's cases; `empty`: a community without any; `new`: not set up. */
export type State = 'full' | 'empty' | 'new'

export interface Opened {
  readonly world: World
  /** `http://127.0.0.1:PORT`, without a slash. */
  readonly address: string
  readonly links: readonly { readonly name: string; readonly role: string; readonly path: string }[]
  close(): Promise<void>
}

/** The product on loopback, in a folder of its own that goes when it is closed. */
export async function open(state: State, port = 0): Promise<Opened> {
  const { world, members, close } = await testWorld(state === 'empty' ? { mailServer: false } : { found: false })
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const links = await linksInto(world, state, members, address)
  const app = gate(world, webRoutes, [webVoice])
  return {
    world,
    address,
    links,
    async close() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
      await close()
    },
  }
}

async function linksInto(world: World, state: State, members: readonly string[], address: string) {
  if (state === 'full') {
    const { links } = await seedDemo(world, { address })
    return links.map(({ name, role, address: whole }) => ({ name, role, path: new URL(whole).pathname }))
  }
  const person = state === 'new' ? await firstAdministrator(world) : (members[0] as `p-${string}`)
  return [{ name: 'Administrator', role: state, path: `/sign-in/${await signInSecret(world, person, 'PT24H')}` }]
}
