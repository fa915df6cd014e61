import { afterEach, beforeEach } from 'vitest'
import {
  configureMailIn,
  deliverDue,
  heldMails,
  openPlacing,
  receiveMail,
  shownCommitteeKey,
} from '../../src/app/index.ts'
import type { Case } from '../../src/core/process/index.ts'
import { testWorld, type TestWorld } from './world.ts'

/** An installation that takes mail in, answers to notices among it. */
export async function mailWorld(options: Parameters<typeof testWorld>[0] = {}): Promise<TestWorld> {
  const here = await testWorld(options)
  await configureMailIn(here.world, here.members[0] ?? 'p-nobody000000', { replies: 'on' })
  return here
}

/** What others encrypt to. */
export async function committeeKeyOf({ world }: TestWorld): Promise<string> {
  return (await shownCommitteeKey(world))?.armored ?? ''
}

/** A message as a server hands it over. */
export function letter(headers: Readonly<Record<string, string>>, body: string): string {
  const all = {
    From: 'Rey Reporter <rey@example.net>',
    To: 'security@example.org',
    Subject: 'Anchor: the chain can be cut',
    'Message-ID': '<one@example.net>',
    Date: 'Mon, 02 Nov 2026 10:00:00 +0000',
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  return `${lines.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`
}

/** PGP/MIME (RFC 3156) under these headers, with a Message-ID of its own. */
export function sealedLetter(headers: readonly string[], armored: string): string {
  return [
    ...headers,
    'Subject: ...',
    `Message-ID: <${crypto.randomUUID()}@example.org>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    '',
    '--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n',
    `--b\r\nContent-Type: application/octet-stream\r\n\r\n${armored.trimEnd()}\r\n--b--\r\n`,
  ].join('\r\n')
}

/** As they come over a wire. */
export async function* inPieces(mail: string | Uint8Array) {
  const bytes = typeof mail === 'string' ? Buffer.from(mail) : mail
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

interface Envelope {
  readonly from?: string | null
  readonly to?: readonly string[]
}

/** A mail comes in, and is given its place. */
export async function arrives({ world }: TestWorld, mail: string | Uint8Array, envelope: Envelope = {}): Promise<void> {
  const { from = null, to = [] } = envelope
  const taken = await receiveMail(world, inPieces(mail), { from, to }, 'listener')
  if (taken !== 'kept') throw new Error(`a mail was not kept: ${taken}`)
  await openPlacing(world).round()
}

/** All of them, in the order in which they were opened. */
export async function casesOf({ world }: TestWorld): Promise<readonly Case[]> {
  const ids = await world.store.allCases(world.community)
  const states = await Promise.all(ids.map(async (id) => (await world.records.read('case', id)).state))
  return states.flatMap((one) => one ?? [])
}

/** Mails that wait for a member; `aside`: those that wait for nobody. */
export async function heldIn({ world, members }: TestWorld, aside = false) {
  const found = await heldMails(world, members[0] ?? 'p-nobody000000', { aside })
  if (!('mails' in found)) throw new Error(found.code)
  return found.mails
}

/** How many letters are kept, wherever they wait. */
export async function lettersIn({ world }: TestWorld): Promise<number> {
  const counts = await Promise.all(letterStates.map((state) => world.store.countLetters(state, 99)))
  return counts.reduce((sum, one) => sum + one)
}

const letterStates = ['waiting', 'held', 'aside'] as const

/** What leaves now and has not been looked at. */
export async function mailsOf({ world, sent }: TestWorld) {
  await deliverDue(world)
  return sent.splice(0)
}

/** For each test of a file an installation of its own that takes mail in, and what is asked of it. */
export function eachMailWorld() {
  let here: TestWorld
  beforeEach(async () => {
    here = await mailWorld()
  })
  afterEach(() => here.close())
  return {
    here: () => here,
    /** Another one in its place. */
    async instead(options: Parameters<typeof testWorld>[0]): Promise<void> {
      await here.close()
      here = await testWorld(options)
    },
    arrive: (mail: string | Uint8Array, to: readonly string[] = [], from: string | null = null) =>
      arrives(here, mail, { from, to }),
    cases: () => casesOf(here),
    held: (aside = false) => heldIn(here, aside),
    letters: () => lettersIn(here),
    mails: () => mailsOf(here),
  }
}
