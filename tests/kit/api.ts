import { createToken } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { apiRoutes, apiVoice } from '../../src/http/api/index.ts'
import { gate } from '../../src/http/gate/index.ts'
import type { TestWorld } from './world.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire is judged by the test
  readonly body: any
}

export interface Client {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  send(path: string, init: RequestInit): Promise<Answer>
}

/** The API without a socket, as somebody with a token of this person's, or as nobody. */
export async function apiClient({ world }: TestWorld, person: PersonId | null): Promise<Client> {
  const app = gate(world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
  const authorization = person === null ? {} : { authorization: `Bearer ${await tokenOf(world, person)}` }
  async function send(path: string, init: RequestInit): Promise<Answer> {
    const response = await app.request(path, {
      ...init,
      headers: { ...authorization, ...(init.headers as Record<string, string>) },
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    send,
    get: (path) => send(path, {}),
    post: (path, body = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  }
}

export async function tokenOf(world: TestWorld['world'], person: PersonId): Promise<string> {
  const made = await createToken(world, person, { label: 'test', days: 90 })
  if (!('token' in made)) throw new Error('no token was made')
  return made.token
}
