import { expect, it } from 'vitest'
import { themeRoutes } from './theme-routes.ts'

const choose = (theme: string, referer?: string): Promise<Response> | Response =>
  themeRoutes().request('http://127.0.0.1:8080/theme', {
    method: 'POST',
    body: new URLSearchParams({ theme }),
    headers: referer === undefined ? {} : { Referer: referer },
  })

it('remembers a choice and goes back', async () => {
  const answer = await choose('dark', 'http://127.0.0.1:8080/cases?q=x')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('Location')).toBe('/cases?q=x')
  expect(answer.headers.get('Set-Cookie')).toBe('tocsin-theme=dark; Path=/; Max-Age=31536000; SameSite=Lax')
})

it.each(['auto', '', 'dark; Domain=example.org'])('%j follows the system again', async (theme) => {
  const answer = await choose(theme)
  expect(answer.headers.get('Set-Cookie')).toBe('tocsin-theme=; Path=/; Max-Age=0; SameSite=Lax')
})

it.each(['https://example.org/cases', 'http://127.0.0.1:8081/x', 'nonsense', 'http://127.0.0.1:8080//example.org/'])(
  'never leads away, not by %s',
  async (referer) => {
    const location = (await choose('dark', referer)).headers.get('Location') ?? ''
    expect(new URL(location, 'http://127.0.0.1:8080').host).toBe('127.0.0.1:8080')
  },
)
