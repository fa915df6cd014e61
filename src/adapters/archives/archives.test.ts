import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvRows, mboxMessages } from './index.ts'

async function* inPieces(text: string, of: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += of) yield bytes.subarray(at, at + of)
}

async function messages(text: string, of = 7): Promise<string[]> {
  const found: string[] = []
  for await (const one of mboxMessages(inPieces(text, of))) found.push(Buffer.from(one).toString())
  return found
}

describe('an mbox file', () => {
  test('is its messages, however it is cut into pieces, byte for byte', async () => {
    const body = fc.array(fc.constantFrom('words', '', 'From Russia with love', '>From here', 'x'.repeat(5_000)), {
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(body, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9_000 }),
        async (all, size) => {
          const written = all.map((lines) => `Subject: a\n\n${lines.join('\n')}\n\n`)
          const quoted = written.map((one) => one.replace(/^(>*From )/gm, '>$1'))
          const file = quoted.map((one) => `From rey@example.net Mon Nov  2 10:00:00 2026\n${one}`).join('')
          expect(await messages(file, size)).toEqual(written)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('with Mozilla’s separators, and words that look like one', async () => {
    const file = 'From - \nSubject: a\n\none\n\nFrom Russia with love\n\nFrom -\nSubject: b\n\ntwo\n'
    expect(await messages(file)).toEqual(['Subject: a\n\none\n\nFrom Russia with love\n\n', 'Subject: b\n\ntwo\n'])
  })

  test('with one message and no separator, or none at all', async () => {
    expect(await messages('\nSubject: a\n\none\n')).toEqual(['Subject: a\n\none\n'])
    expect(await messages('')).toEqual([])
  })

  test('that is something else is said to be', async () => {
    await expect(messages('id,title\n1,x\n')).rejects.toMatchObject({ name: 'NotAnArchive', code: 'not_an_mbox' })
  })
})

describe('a file of rows', () => {
  test('without a title in any of them is not read at all', async () => {
    await expect(csvRows(inPieces('foo,bar\n1,2\n', 5))[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      name: 'NotAnArchive',
      code: 'no_title_column',
    })
  })

  async function rows(text: string) {
    const found: object[] = []
    for await (const row of csvRows(inPieces(text, 5))) found.push(row)
    return found
  }

  test('goes by its first row, whatever its capitals, marks and missing ends', async () => {
    expect(await rows('\ufeffTitle,Vulnerability Information\n1,"a ""b"",\nc"\n\n2\n')).toEqual([
      { title: '1', vulnerability_information: 'a "b",\nc' },
      { title: '2' },
    ])
  })

  test('with an open quote is said to be none', async () => {
    await expect(rows('title,b\n"x,y')).rejects.toMatchObject({ name: 'NotAnArchive', code: 'CSV_QUOTE_NOT_CLOSED' })
  })

  test('is read in the encoding that it says it has, in pieces of any size', async () => {
    const text = 'title,name\nΩμέγα 🔔,José\n'
    const found = [{ title: 'Ωμέγα 🔔', name: 'José' }]
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()]) {
      for (const size of [1, 2, 3, 1000]) expect(await rowsOf(bytes, size)).toEqual(found)
    }
  })

  test('in another encoding is said to be: its letters would be lost', async () => {
    const latin1 = Buffer.from('title,name\nwords,José\n', 'latin1')
    await expect(rowsOf(latin1, 1000)).rejects.toMatchObject({ name: 'NotAnArchive', code: 'not_utf8' })
    // Cut in the middle of a letter.
    await expect(rowsOf(Buffer.from('title\né').subarray(0, -1), 1000)).rejects.toMatchObject({ code: 'not_utf8' })
  })

  test('that cannot be read is the reader’s to know, and nothing else ends', async () => {
    async function* broken() {
      yield Buffer.from('title\nwords\n')
      throw Object.assign(new Error('read failed'), { code: 'EIO' })
    }
    const reading = (async () => {
      for await (const _ of csvRows(broken()));
    })()
    await expect(reading).rejects.toMatchObject({ code: 'EIO' })
  })

  async function rowsOf(bytes: Buffer, size: number) {
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const found: object[] = []
    for await (const row of csvRows(pieces())) found.push(row)
    return found
  }
})
