import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runLine } from '../../../../tests/kit/io.ts'
import { casesOf } from '../../../../tests/kit/letters.ts'
import { testWorld, type TestWorld } from '../../../../tests/kit/world.ts'
import { csvRows, mboxMessages } from '../../../adapters/archives/index.ts'
import { openPlacing } from '../../../app/index.ts'
import { mailCommands } from './index.ts'

let here: TestWorld
beforeEach(async () => {
  here = await testWorld()
})
afterEach(() => here.close())

const commands = () =>
  mailCommands(async () => ({ world: here.world, close: async () => undefined }), {
    rows: csvRows,
    messages: mboxMessages,
  })
const titles = async () => (await casesOf(here)).map(({ report }) => report.title)
const message = 'From: rey@example.net\r\nSubject: It breaks\r\n\r\nwords\r\n'

describe('tocsin ingest', () => {
  test('ends with 0 once the message is kept; whoever serves next places it', async () => {
    expect(await runLine(commands(), ['ingest'], { pieces: [message] })).toEqual({ exit: 0, out: '', err: '' })
    expect(await here.world.store.countLetters('waiting', 9)).toBe(1)
    await openPlacing(here.world).round()
    expect(await titles()).toEqual(['It breaks'])
  })

  test('passes the envelope on: a null sender is a bounce', async () => {
    await runLine(commands(), ['ingest', '--from', '<>', '--to', 'security@example.org'], { pieces: [message] })
    await openPlacing(here.world).round()
    expect(await here.world.store.letters({ state: 'aside', limit: 9 })).toMatchObject([{ why: 'bounce' }])
  })

  test('asks for the message again, with 75, where it cannot be kept: no installation, no community', async () => {
    const nowhere = mailCommands(() => Promise.reject(Object.assign(new Error('none'), { code: 'no_installation' })), {
      rows: csvRows,
      messages: mboxMessages,
    })
    const ran = await runLine(nowhere, ['ingest'], { pieces: [message] })
    expect(ran).toMatchObject({ exit: 75, err: expect.stringContaining('no_installation') })
    const unfounded = await testWorld({ found: false })
    const early = mailCommands(async () => ({ world: unfounded.world, close: async () => undefined }), {
      rows: csvRows,
      messages: mboxMessages,
    })
    expect(await runLine(early, ['ingest'], { pieces: [message] })).toMatchObject({ exit: 75 })
    await unfounded.close()
  })

  test('says with 66 that there is no message: nothing was written to the pipe, the file is not there', async () => {
    expect(await runLine(commands(), ['ingest'], { pieces: [] })).toMatchObject({
      exit: 66,
      err: expect.stringContaining('empty'),
    })
    const ran = await runLine(commands(), ['ingest', 'no-such.eml'])
    expect(ran).toMatchObject({ exit: 66, err: 'ENOENT: there is no message in no-such.eml\n' })
    expect(await here.world.store.countLetters('waiting', 9)).toBe(0)
  })

  test('says for good, with 69, that a message is too large', async () => {
    const megabyte = 'x'.repeat(1_000_000)
    const pieces = Array.from({ length: 51 }, () => megabyte)
    expect(await runLine(commands(), ['ingest'], { pieces })).toMatchObject({
      exit: 69,
      err: expect.stringContaining('too_large'),
    })
  })
})

describe('tocsin import', () => {
  test('opens a case for each row, once', async () => {
    const pieces = ['id,title\n1,A ch', 'ain\n2,A buoy\n']
    const line = ['import', 'csv', '-', '--as', 'ada@example.org', '--json']
    expect(JSON.parse((await runLine(commands(), line, { pieces })).out)).toEqual({
      opened: 2,
      posted: 0,
      known: 0,
      leftOut: 0,
    })
    expect(JSON.parse((await runLine(commands(), line, { pieces })).out)).toMatchObject({ opened: 0, known: 2 })
    expect((await titles()).sort()).toEqual(['A buoy', 'A chain'])
  })

  test('closes what is over, whatever the rows say', async () => {
    const line = ['import', 'csv', '-', '--as', 'ada@example.org', '--closed']
    expect(await runLine(commands(), line, { pieces: ['id,title,state\n1,A chain,open\n'] })).toMatchObject({ exit: 0 })
    expect((await casesOf(here)).map(({ closed }) => closed?.resolution)).toEqual(['deferred'])
  })

  test('opens cases for an archive of mail', async () => {
    const pieces = [`From - \n${message.replaceAll('\r', '')}\n`, `From - \nSubject: Another\n\nwords\n`]
    const ran = await runLine(commands(), ['import', 'mbox', '-', '--as', 'ada@example.org', '--closed'], { pieces })
    expect(ran).toMatchObject({
      exit: 0,
      out: '2 cases opened, 0 messages in their threads, 0 here before, 0 left out\n',
    })
  })

  test('is a member’s, and of files that are what they are said to be', async () => {
    const pieces = ['id,title\n1,x\n']
    expect(await runLine(commands(), ['import', 'csv', '-'], { pieces })).toMatchObject({ exit: 2 })
    expect(await runLine(commands(), ['import', 'csv', '-', '--as', 'rey@example.net'], { pieces })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('not_a_member'),
    })
    expect(await runLine(commands(), ['import', 'mbox', '-', '--as', 'ada@example.org'], { pieces })).toMatchObject({
      exit: 1,
      err: expect.stringContaining('not_an_mbox'),
    })
    expect(await titles()).toEqual([])
  })
})
