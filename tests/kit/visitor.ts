import type { Hono } from 'hono'

/** Somebody with a browser without JavaScript: keeps cookies, sends forms, follows no redirect by itself. */
export interface Visitor {
  get(path: string): Promise<Response>
  /** A form of the site itself; as pairs, where a field is sent several times. */
  post(path: string, fields?: Readonly<Record<string, string>> | [string, string][]): Promise<Response>
  /** What is kept, by name. */
  readonly cookies: ReadonlyMap<string, string>
}

export function visitor(app: Hono): Visitor {
  const cookies = new Map<string, string>()
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) }
    const answer = await app.request(`http://127.0.0.1:8080${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: (path) => ask(path, {}),
    post: (path, fields = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}
