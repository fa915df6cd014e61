import { createHmac } from 'node:crypto'
import type { lookup as Lookup } from 'node:dns'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createPlainServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { selfSigned } from '../../../tests/peers/certificate.ts'
import type { AlertMessage, PostedChannel } from '../../app/ports/index.ts'
import { whoseAddress } from './addresses.ts'
import { postedAlerts } from './index.ts'

interface Came {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((one) => new Promise((done) => one.close(done))))
})

async function listening(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** Keeps what came, and answers each request as it is told. */
async function peer(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const came: Came[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      came.push({ method, url, headers, body: Buffer.concat(parts).toString('utf8') })
      answer(response, request)
    })
  })
  const port = await listening(server)
  return { came, at: `http://127.0.0.1:${port}/hook?key=a-secret`, port, server }
}

const good = (response: ServerResponse) => response.writeHead(204).end()
const own = { privateAddresses: true }
const open = { privateAddresses: false }
const key = Buffer.from('0123456789abcdef0123456789abcdef')
const secret = `whsec_${key.toString('base64')}`
const to = (address: string, kind: PostedChannel['kind'] = 'webhook'): PostedChannel => ({ kind, to: address, secret })
const message: AlertMessage = {
  id: 'o-0123456789ab',
  kind: 'urgent',
  at: '2026-03-17T16:00:00Z',
  title: '[Anchorage security] Urgent: something needs you (c-0123456789ab)',
  about: [
    {
      case: 'c-0123456789ab',
      says: ['A case has become urgent: it is public, or being exploited.'],
      link: 'https://security.example.org/cases/c-0123456789ab',
    },
  ],
  link: 'https://security.example.org/cases/c-0123456789ab',
}
const [only] = message.about

/** Resolves every name to these, and counts how often it was asked. */
function resolving(...addresses: readonly string[]) {
  const asked: string[] = []
  const lookup = ((
    host: string,
    _: unknown,
    done: (error: Error | null, found: { address: string; family: number }[]) => void,
  ) => {
    asked.push(host)
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    process.nextTick(() => done(null, found))
  }) as unknown as typeof Lookup
  return { asked, lookup }
}

describe('what is posted', () => {
  test('a webhook, signed so that whoever has the secret finds it genuine', async () => {
    const { came, at } = await peer(good)
    const before = Math.floor(Date.now() / 1000)
    expect(await postedAlerts().send(to(at), message, own)).toEqual({ outcome: 'sent' })
    const [one] = came
    expect([came.length, one?.method, one?.url]).toEqual([1, 'POST', '/hook?key=a-secret'])
    const { headers, body } = one!
    expect(headers['webhook-id']).toBe(message.id)
    const timestamp = Number(headers['webhook-timestamp'])
    expect(timestamp).toBeGreaterThanOrEqual(before)
    expect(timestamp).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000))
    // Computed here once more, as the receiver does (Standard Webhooks, "Verifying webhook authenticity").
    const signed = createHmac('sha256', key)
    signed.update(`${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`)
    expect(headers['webhook-signature']).toBe(`v1,${signed.digest('base64')}`)
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body)).toEqual({
      type: 'alert.urgent',
      timestamp: message.at,
      data: { title: message.title, about: message.about, link: message.link },
    })
  })

  test('a chat’s incoming webhook takes one text; what it would read as markup is escaped', async () => {
    const { came, at } = await peer(good)
    const hostile = { ...message, title: '[<!channel> & Sons security] A test' }
    await postedAlerts().send(to(at, 'chat'), hostile, own)
    const { text } = JSON.parse(came[0]?.body ?? '{}') as { text: string }
    expect(text).toBe(`[&lt;!channel&gt; &amp; Sons security] A test\n${only?.says[0]}\n${only?.link}`)
    expect(came[0]?.headers['webhook-signature']).toBeUndefined()
  })

  test('ntfy takes the text, and the rest in headers, whatever letters a name has', async () => {
    const { came, at } = await peer(good)
    const title = `[Hafenämter für größere Übersee ${'⚓'.repeat(20)}] Dringend`
    await postedAlerts().send(to(at, 'ntfy'), { ...message, title }, own)
    const about = [...message.about, { case: null, says: ['And 2 more.'], link: message.link }]
    await postedAlerts().send(to(at, 'ntfy'), { ...message, about, kind: 'news' }, own)
    const [urgent, news] = came
    expect(news?.body).toBe(`c-0123456789ab:\n${only?.says[0]}\nAnd 2 more.\n`)
    expect(urgent?.body).toBe(`${only?.says[0]}\n`)
    expect(urgent?.headers).toMatchObject({ priority: '5', click: message.link })
    expect(news?.headers).toMatchObject({ priority: '3', title: message.title })
    const words = String(urgent?.headers['title']).split(' ')
    expect(words.every((one) => one.length <= 75 && /^=\?UTF-8\?B\?[A-Za-z0-9+/=]+\?=$/.test(one))).toBe(true)
    const decoded = words.map((one) => Buffer.from(one.slice(10, -2), 'base64').toString('utf8'))
    expect(decoded.join('')).toBe(title)
  })
})

describe('what comes of it', () => {
  test.each([
    [200, { outcome: 'sent' }],
    [404, { outcome: 'refused', code: 'http_404' }],
    [410, { outcome: 'refused', code: 'http_410' }],
    [408, { outcome: 'later', code: 'http_408' }],
    [429, { outcome: 'later', code: 'http_429' }],
    [500, { outcome: 'later', code: 'http_500' }],
    [503, { outcome: 'later', code: 'http_503' }],
  ])('HTTP %i', async (status, outcome) => {
    const { at } = await peer((response) => response.writeHead(status).end('whatever'))
    expect(await postedAlerts().send(to(at), message, own)).toEqual(outcome)
  })

  test('a redirect is not followed', async () => {
    const elsewhere = await peer(good)
    const { at } = await peer((response) => response.writeHead(307, { location: elsewhere.at }).end())
    expect(await postedAlerts().send(to(at), message, own)).toEqual({ outcome: 'refused', code: 'redirected' })
    expect(elsewhere.came).toEqual([])
  })

  test('an answer that never comes ends with patience', async () => {
    const { at, server } = await peer(() => undefined)
    const outcome = await postedAlerts({ patience: 300 }).send(to(at), message, own)
    expect(outcome).toEqual({ outcome: 'later', code: 'timed_out' })
    server.closeAllConnections()
  })

  test('a name whose lookup never ends, too', async () => {
    const lookup = (() => undefined) as unknown as typeof Lookup
    const outcome = await postedAlerts({ patience: 300, lookup }).send(to('https://hooks.example.org/'), message, open)
    expect(outcome).toEqual({ outcome: 'later', code: 'timed_out' })
  })

  test('of an endless answer only its beginning is taken', async () => {
    const ended = Promise.withResolvers<void>()
    const { at } = await peer((response) => {
      response.writeHead(200)
      const write = () => {
        while (response.write('x'.repeat(16_384)));
      }
      response.on('drain', write)
      response.on('close', () => ended.resolve())
      write()
    })
    expect(await postedAlerts().send(to(at), message, own)).toEqual({ outcome: 'sent' })
    await ended.promise
  })

  test('a connection that breaks after everything was handed over: nobody knows', async () => {
    const { at } = await peer((_, request) => request.socket.destroy())
    expect(await postedAlerts().send(to(at), message, own)).toEqual({ outcome: 'unsure', code: 'connection_lost' })
  })

  test('nobody there, and what is no web server', async () => {
    const silent = createPlainServer((socket) => socket.resume().end('HELO\r\n'))
    const port = await listening(silent)
    const babbling = await postedAlerts().send(to(`http://127.0.0.1:${port}/`), message, own)
    expect(babbling).toMatchObject({ code: 'connection_lost' })
    servers.pop()
    await new Promise((done) => silent.close(done))
    const gone = await postedAlerts().send(to(`http://127.0.0.1:${port}/`), message, own)
    expect(gone).toEqual({ outcome: 'later', code: 'unreachable' })
  })

  test('a certificate that nobody vouches for is not spoken to; one that is trusted, by name', async () => {
    const { key: tlsKey, cert } = selfSigned()
    const came: string[] = []
    const port = await listening(
      createTlsServer({ key: tlsKey, cert }, (request, response) => {
        came.push(request.url ?? '')
        request.resume()
        good(response)
      }),
    )
    const channel = to(`https://localhost:${port}/hook`)
    expect(await postedAlerts().send(channel, message, own)).toEqual({ outcome: 'later', code: 'tls_failed' })
    expect(came).toEqual([])
    const trusting = postedAlerts({ authorities: [cert] })
    expect(await trusting.send(channel, message, own)).toEqual({ outcome: 'sent' })
    // Its name is looked up here, and the certificate is still asked for that name.
    const { lookup } = resolving('127.0.0.1')
    const wrong = await postedAlerts({ authorities: [cert], lookup }).send(
      to(`https://hooks.example.org:${port}/`),
      message,
      own,
    )
    expect(wrong).toEqual({ outcome: 'later', code: 'tls_failed' })
    expect(came).toEqual(['/hook'])
  })
})

describe('where alerts may not go', () => {
  test.each([
    ['public', ['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8']],
    ['local', ['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.31.0.1', '192.168.1.1', '100.64.0.1', '::1', 'fd00::1']],
    ['local', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1']],
    ['never', ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', 'fe80::1%eth0', '0.0.0.0', '::', '::127.0.0.1']],
    ['never', ['224.0.0.1', 'ff02::1', '255.255.255.255', '240.0.0.1', '192.0.2.1', '2001:db8::1', '198.18.0.1']],
    ['never', ['2002:7f00:1::', '64:ff9b::7f00:1', '2001:0:7f00:1::', 'fec0::1', 'nowhere', '']],
  ] as const)('%s: %j', (whose, addresses) => {
    for (const address of addresses) expect([address, whoseAddress(address)]).toEqual([address, whose])
  })

  /** All ways to write this machine’s address, and others that are nobody’s business. */
  const written = [
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/',
    'https://0.0.0.0/',
    'https://localhost/',
  ]

  test.each(written)('%s is seen at once', async (address) => {
    expect(postedAlerts().refusal(address, open)).toBe('private_address')
    expect(await postedAlerts().send(to(address), message, open)).toEqual({
      outcome: 'refused',
      code: 'private_address',
    })
  })

  test('plain HTTP goes to this machine alone, and only where that is allowed', async () => {
    const { at, came, port } = await peer(good)
    const { refusal, send } = postedAlerts()
    expect(refusal(at, open)).toBe('not_https')
    expect(await send(to(at), message, open)).toEqual({ outcome: 'refused', code: 'not_https' })
    for (const one of [
      'http://hooks.example.org/',
      'http://10.0.0.1/',
      'ftp://127.0.0.1/',
      'file:///etc/passwd',
      'x',
    ]) {
      expect([one, refusal(one, own)]).toEqual([one, 'not_https'])
    }
    // Not even where somebody’s own name for it leads away.
    const { lookup } = resolving('10.0.0.1')
    const led = await postedAlerts({ lookup }).send(to(`http://localhost:${port}/`), message, own)
    expect(led).toEqual({ outcome: 'refused', code: 'private_address' })
    expect([refusal('https://10.0.0.1/', own), refusal('https://169.254.169.254/', own)]).toEqual([
      null,
      'private_address',
    ])
    expect(came).toEqual([])
  })

  test.each([['127.0.0.1'], ['::1'], ['10.0.0.7'], ['169.254.169.254'], ['::ffff:127.0.0.1'], ['fd00::1']])(
    'a name that resolves to %s is refused before anything is connected',
    async (address) => {
      const { port, came } = await peer(good)
      const { lookup, asked } = resolving(address)
      const at = to(`https://hooks.example.org:${port}/`)
      expect(await postedAlerts({ lookup }).send(at, message, open)).toEqual({
        outcome: 'refused',
        code: 'private_address',
      })
      expect([asked, came]).toEqual([['hooks.example.org'], []])
    },
  )

  test('the name is looked up once, and what was looked at is what is connected to', async () => {
    // Whoever answers for the name says something harmless first, and this machine from then on.
    const connected: string[] = []
    const port = await listening(
      createPlainServer((socket) => {
        connected.push(socket.remoteAddress ?? '')
        socket.destroy()
      }),
    )
    let times = 0
    const rebinding = ((_: string, __: unknown, done: (error: null, found: object[]) => void) => {
      times += 1
      // Of several, only those that alerts may go to are tried: here none of the first answer listens.
      const first = [
        { address: '127.0.0.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ]
      process.nextTick(() => done(null, times === 1 ? first : [{ address: '127.0.0.2', family: 4 }]))
    }) as unknown as typeof Lookup
    const at = to(`https://hooks.example.org:${port}/`)
    const allowed = await postedAlerts({ lookup: rebinding }).send(at, message, own)
    expect([allowed, times, connected.length]).toEqual([expect.objectContaining({ code: 'connection_lost' }), 1, 1])
    // The second time the name says something else; it is looked at again, and refused where it must be.
    times = 0
    expect(await postedAlerts({ lookup: rebinding }).send(at, message, open)).toMatchObject({ code: 'private_address' })
    expect([times, connected.length]).toEqual([1, 1])
  })

  test('nothing of the environment’s proxies is used', async () => {
    const proxy = await peer(good)
    const { at, came } = await peer(good)
    const before = process.env['HTTP_PROXY']
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy.port}`
    try {
      expect(await postedAlerts().send(to(at), message, own)).toEqual({ outcome: 'sent' })
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY']
      else process.env['HTTP_PROXY'] = before
    }
    expect([came.length, proxy.came.length]).toEqual([1, 0])
  })
})
