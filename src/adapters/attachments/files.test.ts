import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Files, TakenFile } from '../../app/ports/index.ts'
import type { CaseId } from '../../core/kernel/index.ts'
import { seal, unseal } from '../vault/index.ts'
import { openFiles } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'tocsin-files-'))
afterAll(() => rmSync(root, { recursive: true }))

const id: CaseId = 'c-000000000001'
const other: CaseId = 'c-000000000002'
const caseKey = new Uint8Array(32).fill(7)
const wrap = (secret: string) => seal(caseKey, 'here', Buffer.from(secret))
const open = (sealed: Uint8Array) => Buffer.from(unseal(caseKey, 'here', sealed)).toString()

let folder: string
let files: Files
beforeEach(() => {
  folder = mkdtempSync(join(root, 'data-'))
  files = openFiles(folder, { seal, unseal })
})

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function kept(bytes: Uint8Array, length = 10_000): Promise<TakenFile> {
  const taken = await files.take(inPieces(bytes, length), 10_000_000)
  if (taken === 'too_large') throw new Error('too large')
  await files.keep(taken, id, wrap(taken.secret))
  return taken
}

async function readBack(file: string, of = id): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of await files.read({ case: of, file }, open)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const at = (file: string, of = id) => join(folder, 'cases', of, file)
const failing = (code: string) => expect.objectContaining({ name: 'FilesFailed', code })

describe('a file', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])('of %i bytes comes back as it was', async (size) => {
    const bytes = randomBytes(size)
    const { file, sha256, size: told, head } = await kept(bytes, 7_777)
    expect((await readBack(file)).equals(bytes)).toBe(true)
    expect([told, sha256]).toEqual([size, createHash('sha256').update(bytes).digest('hex')])
    expect(Buffer.from(head).equals(bytes.subarray(0, 4096))).toBe(true)
  })

  test('is on disk for its owner alone, and nowhere in the open', async () => {
    const words = Buffer.from('quiet words, many of them '.repeat(10_000))
    const { file } = await kept(words)
    expect(statSync(at(file)).mode & 0o777).toBe(0o600)
    expect(readFileSync(at(file)).includes('quiet')).toBe(false)
  })

  test('that was cut, swapped, lengthened or changed in any piece is told from the one that was sealed', async () => {
    const bytes = randomBytes(200_000)
    const { file } = await kept(bytes)
    const sealed = readFileSync(at(file))
    const [head, piece] = [97, 65_536 + 29]
    const pieceAt = (index: number) => sealed.subarray(head + index * piece, head + (index + 1) * piece)
    const last = sealed.subarray(head + 3 * piece)
    const spoiled: Record<string, Buffer> = {
      'the last piece gone': sealed.subarray(0, head + 3 * piece),
      'a piece in the middle gone': Buffer.concat([sealed.subarray(0, head), pieceAt(0), pieceAt(2), last]),
      'two pieces swapped': Buffer.concat([sealed.subarray(0, head), pieceAt(1), pieceAt(0), pieceAt(2), last]),
      'a piece twice': Buffer.concat([sealed.subarray(0, head), pieceAt(0), pieceAt(0), pieceAt(2), last]),
      'one byte more': Buffer.concat([sealed, Buffer.of(0)]),
      'one byte less': sealed.subarray(0, -1),
      'nothing but its beginning': sealed.subarray(0, head),
      nothing: Buffer.alloc(0),
    }
    for (const place of [0, 3, 4, 40, 96, 97, 98, 30_000, 70_000, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[place]! ^= 1
      spoiled[`byte ${place} changed`] = changed
    }
    for (const [what, now] of Object.entries(spoiled)) {
      writeFileSync(at(file), now)
      await expect(readBack(file), what).rejects.toEqual(failing('tampered'))
    }
    writeFileSync(at(file), sealed)
    expect((await readBack(file)).equals(bytes)).toBe(true)
  })

  test('with the pieces of another one does not open', async () => {
    const one = await kept(randomBytes(1000))
    const two = await kept(randomBytes(1000))
    const [first, second] = [readFileSync(at(one.file)), readFileSync(at(two.file))]
    writeFileSync(at(one.file), Buffer.concat([first.subarray(0, 97), second.subarray(97)]))
    await expect(readBack(one.file)).rejects.toEqual(failing('tampered'))
    writeFileSync(at(one.file), second)
    await expect(readBack(one.file)).rejects.toEqual(failing('tampered'))
  })

  test('that is not there is missing, and a name that is none opens nothing', async () => {
    await expect(readBack('0'.repeat(32))).rejects.toEqual(failing('missing'))
    await expect(readBack('../../../etc/passwd')).rejects.toEqual(failing('failed'))
  })

  test('that is too large leaves nothing behind', async () => {
    expect(await files.take(inPieces(randomBytes(1001), 100), 1000)).toBe('too_large')
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    await expect(
      files.take(
        (async function* () {
          yield randomBytes(10)
          throw new TypeError('broken off')
        })(),
        1000,
      ),
    ).rejects.toThrow(TypeError)
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })

  test('is kept once, however often one says so; a half-kept one is found by its mark', async () => {
    const taken = await kept(Buffer.from('x'))
    await files.keep(taken, id, wrap(taken.secret))
    expect(await files.unsettled(-1)).toEqual([{ case: id, file: taken.file }])
    expect(await files.unsettled(3600)).toEqual([])
    await files.settle([{ case: id, file: taken.file }])
    expect(await files.unsettled(-1)).toEqual([])
    expect((await readBack(taken.file)).toString()).toBe('x')
  })

  test('that nobody kept goes when it has lain long enough', async () => {
    const taken = await files.take(inPieces(Buffer.from('x'), 1), 10)
    const [name = ''] = readdirSync(join(folder, 'incoming'))
    expect(await files.unsettled(3600)).toEqual([])
    expect(readdirSync(join(folder, 'incoming'))).toEqual([name])
    const past = Date.now() / 1000 - 7200
    utimesSync(join(folder, 'incoming', name), past, past)
    expect(await files.unsettled(3600)).toEqual([])
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    expect(taken).not.toBe('too_large')
  })

  test('of one case goes with all of that case, and no other', async () => {
    const mine = await kept(Buffer.from('mine'))
    const theirs = await files.take(inPieces(Buffer.from('theirs'), 2), 10)
    if (theirs === 'too_large') throw new Error()
    await files.keep(theirs, other, wrap(theirs.secret))
    const both = await files.sizeOf([id, other, 'c-nothinghere1'])
    expect(both).toBeGreaterThan((await files.sizeOf([id])) + (await files.sizeOf([other])) - 1)
    expect(await files.sizeOf([id])).toBeGreaterThan(4)
    await files.dropAll(id)
    await files.dropAll(id)
    expect(await files.sizeOf([id])).toBe(0)
    expect([existsSync(at(mine.file)), existsSync(at(theirs.file, other))]).toEqual([false, true])
    expect(await files.unsettled(-1)).toEqual([{ case: other, file: theirs.file }])
    await files.drop([{ case: other, file: theirs.file }])
    expect(existsSync(at(theirs.file, other))).toBe(false)
  })
})
