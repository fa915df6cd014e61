import type { Context } from 'hono'
import { BadBody, BodyTooLarge } from './badBody.ts'

/**
 * The one place where a form with files is taken apart (RFC 7578): bytes of strangers, read as they come, so that a file
 * of any size needs little memory. Files come after all fields: what a form says is known before any file is taken.
 */
export interface Parts {
  /** Every field before the first file. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Each has to be read before the next is asked for; what is left of one is skipped. */
  files(): AsyncIterable<FilePart>
}

interface FilePart {
  /** As its sender calls it. */
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** In bytes: of the whole body, of all fields together, and of one part's own lines. */
const most = { body: 52_000_000, fields: 1_000_000, lines: 8_000, parts: 500 }

const known = new WeakMap<Request, Promise<Parts>>()

export function isMultipart(c: Context): boolean {
  return /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
}

/** Reads up to the first file; asked again, the same. Throws `BadBody`, `BodyTooLarge`. */
export function partsOf(c: Context): Promise<Parts> {
  const request = c.req.raw
  const parts = known.get(request) ?? readParts(request)
  known.set(request, parts)
  return parts
}

async function readParts(request: Request): Promise<Parts> {
  const type = request.headers.get('content-type') ?? ''
  const [, quoted, token] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? []
  const boundary = quoted ?? token
  if (boundary === undefined || request.body === null) throw new BadBody('a form without a boundary')
  const scan = openScan(request.body)
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const fields: [string, string][] = []
  let room = most.fields
  let pending: string | undefined
  let parts = 0

  /** The next part's own lines; `undefined` at the end. */
  async function begin(): Promise<{ name: string; file: string | undefined } | undefined> {
    const after = await scan.take(2)
    if (after === '--') return undefined
    if (after !== '\r\n') throw new BadBody('a boundary that does not end')
    if ((parts += 1) > most.parts) throw new BodyTooLarge('too many parts')
    return partNamed((await collected(scan.upTo(Buffer.from('\r\n\r\n')), most.lines)).toString())
  }

  /** Goes on to the next file; fields on the way are kept while `early`. */
  async function advance(early: boolean): Promise<void> {
    for (let part = await begin(); part !== undefined; part = await begin()) {
      if (part.file !== undefined && part.file !== '') {
        pending = part.file
        return
      }
      const value = await collected(scan.upTo(delimiter), room)
      // An empty control for files is sent as a file without name and content.
      if (part.file === '' && value.length === 0) continue
      if (part.file === '') throw new BadBody('a file without a name')
      if (!early) throw new BadBody('a field after a file')
      room -= value.length
      fields.push([part.name, utf8(value)])
    }
    pending = undefined
  }

  // What stands before the first boundary means nothing (RFC 2046, 5.1.1).
  await collected(scan.upTo(delimiter), most.lines)
  await advance(true)
  return {
    fields,
    async *files() {
      while (pending !== undefined) {
        const name = pending
        pending = undefined
        const bytes = scan.upTo(delimiter)
        yield { name, bytes }
        for await (const _ of bytes);
        await advance(false)
      }
    },
  }
}

function partNamed(lines: string): { name: string; file: string | undefined } {
  const disposition = lines.split('\r\n').find((line) => /^content-disposition\s*:/i.test(line)) ?? ''
  if (!/^[^:]*:\s*form-data\b/i.test(disposition)) throw new BadBody('a part without a name')
  const name = parameter(disposition, 'name')
  if (name === undefined) throw new BadBody('a part without a name')
  return { name, file: parameter(disposition, 'filename') }
}

/** As browsers write them (HTML, "multipart/form-data encoding algorithm"): quotes and line ends percent-encoded. */
function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;"]*))`, 'i').exec(disposition)
  const value = found?.[1] ?? found?.[2]
  return value?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')
}

interface Scan {
  /** Bytes before a mark, as they come; the mark is passed over. */
  upTo(mark: Buffer): AsyncIterable<Uint8Array>
  take(length: number): Promise<string>
}

function openScan(body: ReadableStream<Uint8Array>): Scan {
  const reader = body.getReader()
  // The first boundary has no line before it.
  let held: Buffer = Buffer.from('\r\n')
  let total = 0

  async function more(): Promise<void> {
    const { done, value } = await reader.read()
    if (done) throw new BadBody('a form that ends too early')
    total += value.length
    if (total > most.body) throw new BodyTooLarge('a form with more than can be taken')
    held = Buffer.concat([held, value])
  }
  function cut(length: number): Buffer {
    const piece = held.subarray(0, length)
    held = held.subarray(length)
    return piece
  }
  return {
    async *upTo(mark) {
      for (let at = held.indexOf(mark); ; at = held.indexOf(mark)) {
        if (at >= 0) {
          const last = cut(at)
          cut(mark.length)
          if (last.length > 0) yield last
          return
        }
        // What could be the mark's beginning stays.
        const safe = held.length - mark.length + 1
        if (safe > 0) yield cut(safe)
        await more()
      }
    },
    async take(length) {
      while (held.length < length) await more()
      return cut(length).toString('latin1')
    },
  }
}

async function collected(bytes: AsyncIterable<Uint8Array>, room: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > room) throw new BodyTooLarge('more text than can be taken')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new BadBody('a field is not UTF-8', { cause })
  }
}
