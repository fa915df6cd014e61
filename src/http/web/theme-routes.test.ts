import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { chooseTheme } from './theme-routes.ts'

const choose = (fields: Record<string, string>, referer?: string): Promise<Response> | Response =>
  new Hono().post('/theme', chooseTheme).request('http://127.0.0.1:8080/theme', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: referer === undefined ? {} : { Referer: referer },
  })

it('remembers a choice and goes back', async () => {
  const answer = await choose({ theme: 'dark' }, 'http://127.0.0.1:8080/cases?q=x')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('Location')).toBe('/cases?q=x')
  expect(answer.headers.get('Set-Cookie')).toBe('tocsin-theme=dark; Path=/; Max-Age=31536000; SameSite=Lax')
})

it('goes back to where the form stood, which pages with a secret address tell in the form alone', async () => {
  expect((await choose({ theme: 'dark', back: '/report/abc' })).headers.get('Location')).toBe('/report/abc')
  expect((await choose({ theme: 'dark', back: '//example.org/' })).headers.get('Location')).toBe('/')
})

it.each(['auto', '', 'dark; Domain=example.org'])('%j follows the system again', async (theme) => {
  const answer = await choose({ theme })
  expect(answer.headers.get('Set-Cookie')).toBe('tocsin-theme=; Path=/; Max-Age=0; SameSite=Lax')
})

it.each(['https://example.org/cases', 'http://127.0.0.1:8081/x', 'nonsense', 'http://127.0.0.1:8080//example.org/'])(
  'never leads away, not by %s',
  async (referer) => {
    const location = (await choose({ theme: 'dark' }, referer)).headers.get('Location') ?? ''
    expect(new URL(location, 'http://127.0.0.1:8080').host).toBe('127.0.0.1:8080')
  },
)

it('reads no more of a form with parts than any other form may have', async () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      if (pulled > 100) controller.close()
      else controller.enqueue(Buffer.from(pulled === 1 ? `--b\r\n${named}` : 'x'.repeat(1_000_000)))
    },
  })
  const named = 'content-disposition: form-data; name="theme"\r\n\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const app = new Hono().post('/theme', chooseTheme)
  app.onError((error, c) => c.text(error.name, 413))
  const answer = await app.request('/theme', { method: 'POST', body, duplex: 'half', headers } as RequestInit)
  expect([answer.status, await answer.text()]).toEqual([413, 'BodyTooLarge'])
  expect(pulled).toBeLessThan(10)
})
