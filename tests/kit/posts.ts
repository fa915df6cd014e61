import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Post {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface PostsTaken {
  readonly address: string
  readonly came: Post[]
  /** The statuses of the next answers, one after the other; then 200. */
  readonly answers: number[]
  close(): Promise<void>
}

/** A server on this machine that keeps what is posted to it. */
export async function takingPosts(): Promise<PostsTaken> {
  const came: Post[] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      came.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      response.writeHead(answers.shift() ?? 200).end('ok')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    came,
    answers,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
