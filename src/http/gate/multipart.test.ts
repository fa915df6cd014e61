import fc from 'fast-check'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { filesOf, formOf } from './body.ts'

const app = new Hono()
app.post('/', async (c) => {
  try {
    const fields = await formOf(c, { files: 'later' })
    const files: [string, string][] = []
    for await (const { name, bytes } of filesOf(c)) {
      const pieces: Uint8Array[] = []
      for await (const piece of bytes) pieces.push(piece)
      files.push([name, Buffer.concat(pieces).toString('hex')])
    }
    return c.json({ fields, files })
  } catch (error) {
    return c.json({ code: (error as { code?: unknown }).code })
  }
})

const hex = (text: string | Uint8Array) => Buffer.from(text).toString('hex')

async function read(form: FormData): Promise<unknown> {
  return (await app.request('/', { method: 'POST', body: form })).json()
}

/** As it stands, in pieces of one length, so that every boundary is torn somewhere. */
async function raw(
  body: Buffer | string,
  length = 1 << 20,
  type = 'multipart/form-data; boundary=b',
): Promise<unknown> {
  const bytes = Buffer.from(body as string)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += length) controller.enqueue(bytes.subarray(at, at + length))
      controller.close()
    },
  })
  const init = { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': type } }
  return (await app.request('/', init as RequestInit)).json()
}

test('fields and files of a browser’s own form come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: 'grapheme' })), { maxLength: 4 }),
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }),
      async (fields, files) => {
        const form = new FormData()
        for (const [name, value] of fields) form.append(name, value)
        for (const [at, bytes] of files.entries()) form.append('files', new Blob([bytes]), `"a" ${at} ü.bin`)
        // A browser normalises line ends in texts (HTML, "constructing the entry list").
        const text = (value: string) => value.replaceAll(/\r\n|\r|\n/g, '\r\n')
        const expected: Record<string, string | string[]> = {}
        for (const [name, value] of fields) {
          const before = expected[name]
          expected[name] = before === undefined ? text(value) : [before, text(value)].flat()
        }
        const answer = fields.length + files.length === 0 ? { fields: {}, files: [] } : await read(form)
        expect(answer).toEqual({ fields: expected, files: files.map((one, at) => [`"a" ${at} ü.bin`, hex(one)]) })
      },
    ),
    { numRuns: 60 },
  )
})

const part = (head: string, value: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(value as string),
    Buffer.from('\r\n'),
  ])
const end = Buffer.from('--b--\r\n')

test('however the bytes are torn, and whatever looks like a boundary in a file', async () => {
  const inside = 'x\r\n--c\r\n--\r\n-\r\n--b'.slice(0, -1)
  const body = Buffer.concat([part('name="t"', 'words'), part('name="files"; filename="f"', inside), end])
  for (const length of [1, 2, 3, 5, 7, 64]) {
    expect(await raw(body, length)).toEqual({ fields: { t: 'words' }, files: [['f', hex(inside)]] })
  }
})

test('an empty control for files is no file', async () => {
  expect(await raw(Buffer.concat([part('name="files"; filename=""', ''), end]))).toEqual({ fields: {}, files: [] })
})

test.each([
  ['ends too early', Buffer.concat([part('name="t"', 'words')]), 'not_readable'],
  ['ends in a file', part('name="files"; filename="f"', 'half').subarray(0, -4), 'not_readable'],
  [
    'has a field after a file',
    Buffer.concat([part('name="f"; filename="f"', 'x'), part('name="t"', 'y'), end]),
    'not_readable',
  ],
  ['has a part without a name', Buffer.concat([part('filename="x"', 'y'), end]), 'not_readable'],
  ['has a field that is not UTF-8', Buffer.concat([part('name="t"', Buffer.of(0xff)), end]), 'not_readable'],
  ['is no form', Buffer.from('nothing'), 'not_readable'],
  ['has endless lines', part(`name="${'n'.repeat(9000)}"`, ''), 'too_large'],
  ['has too much text', Buffer.concat([part('name="t"', 'x'.repeat(1_000_001)), end]), 'too_large'],
  ['has too many parts', Buffer.concat([...Array.from({ length: 501 }, () => part('name="t"', '')), end]), 'too_large'],
])('a form that %s is told', async (_, body, code) => {
  expect(await raw(body)).toEqual({ code })
})

test('a form without a boundary is told', async () => {
  expect(await raw(end, 100, 'multipart/form-data')).toEqual({ code: 'not_readable' })
})

test('a large file passes through little memory', async () => {
  const piece = Buffer.alloc(65_536, 7)
  let sent = 0
  let most = 0
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent === 0) controller.enqueue(part('name="files"; filename="f"', '').subarray(0, -2))
        if ((sent += 1) <= 500) return controller.enqueue(piece)
        controller.enqueue(Buffer.from('\r\n--b--'))
        controller.close()
      },
    },
    { highWaterMark: 1 },
  )
  const slow = new Hono()
  slow.post('/', async (c) => {
    await formOf(c, { files: 'later' })
    let read = 0
    for await (const { bytes } of filesOf(c)) {
      for await (const some of bytes) {
        read += some.length
        most = Math.max(most, sent * piece.length - read)
      }
    }
    return c.json({ read })
  })
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const answer = await slow.request('/', { method: 'POST', body, duplex: 'half', headers } as RequestInit)
  expect(await answer.json()).toEqual({ read: 500 * piece.length })
  expect(most).toBeLessThan(1_000_000)
})
