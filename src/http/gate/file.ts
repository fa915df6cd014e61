import type { Context } from 'hono'
import { codeOf } from '../../core/kernel/index.ts'
import { readFile, type CaseView, type World } from '../../app/index.ts'
import { FilesFailed } from '../../app/ports/index.ts'
import { problems } from './problems.ts'
import type { Problem } from './route.ts'

/**
 * A file of a case for someone who sees the case, by its number; they find those in `view` and no others. It is handed
 * over to be kept, never shown here: what a stranger wrote must not run as one of our pages, whatever it is.
 */
export async function fileAnswer(c: Context, world: World, { case: of }: CaseView): Promise<Response | Problem> {
  const number = Number(c.req.param('file'))
  const found = of.attachments.find(({ attachment }) => attachment === number)
  if (found === undefined) return problems.notFound
  try {
    const bytes = told(await readFile(world, of.id, found), (code) =>
      world.lines.error('file_broke_off', { case: of.id, attachment: number, code }),
    )
    const { name, media, size } = found
    // A piece that is not the one that was sealed breaks the answer off, short of the length that it stated.
    return c.body(streamOf(bytes), 200, {
      'content-type': media === 'text/plain' ? 'text/plain; charset=utf-8' : media,
      'content-length': String(size),
      'content-disposition': dispositionOf(name),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    })
  } catch (error) {
    if (!(error instanceof FilesFailed) || error.code !== 'missing') throw error
    world.lines.error('file_missing', { case: of.id, attachment: number })
    return problems.fileLost
  }
}

/** What goes wrong when the answer has begun is no answer any more: it is told here, and breaks the answer off. */
async function* told(bytes: AsyncIterable<Uint8Array>, tell: (code: string) => void): AsyncIterable<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    tell(codeOf(error) ?? 'failed')
    throw error
  }
}

/** Read no faster than it is taken, and no further than it is wanted. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await pieces.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** RFC 6266 with RFC 8187: the name as it is, and for old clients in letters that all of them know. */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
