import type { Hono } from 'hono'
import { sessionCookie } from '../../src/http/gate/index.ts'
import type { World } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { startSession } from './session.ts'

/** Somebody at a browser, without a socket: pages are read, and forms sent as they stand. */
export interface AtABrowser {
  get(path: string): Promise<Page>
  /** Sends fields to an address, as a form of our own site does. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>
}

export interface Page {
  readonly status: number
  readonly text: string
  /** Where it leads, for a redirect. */
  readonly to: string | null
}

export async function atABrowser(app: Hono, world: World, person: PersonId): Promise<AtABrowser> {
  const cookie = `${sessionCookie}=${await startSession(world, person)}`
  const page = async (answer: Response): Promise<Page> => ({
    status: answer.status,
    text: await answer.text(),
    to: answer.headers.get('location'),
  })
  return {
    get: async (path) => page(await app.request(path, { headers: { cookie } })),
    post: async (path, fields) =>
      page(
        await app.request(path, {
          method: 'POST',
          headers: { cookie, 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams(fields),
        }),
      ),
  }
}
