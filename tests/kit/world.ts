import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCommunity, type World } from '../../src/app/index.ts'
import type { Mail, OutgoingMail } from '../../src/app/ports/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import type { Elsewhere } from '../../src/main/places.ts'
import { openWorld, type OpenWorld } from '../../src/main/world.ts'
import { logLines } from '../../src/adapters/lines/index.ts'

export const sigstorePolicy = readFileSync(new URL('../../policies/sigstore.yaml', import.meta.url), 'utf8')

export interface TestWorld {
  readonly world: World & OpenWorld
  readonly data: string
  /** In the order of `people`: two members, one of them the administrator. */
  readonly members: readonly PersonId[]
  readonly sent: OutgoingMail[]
  close(): Promise<void>
}

export const people = [
  { name: 'Ada Anchor', email: 'ada@example.org', affiliation: 'Harbour', openpgp: '', administrator: true },
  { name: 'Ben Buoy', email: 'ben@example.org', affiliation: 'Lighthouse', openpgp: '', administrator: false },
  { name: 'Cleo Compass', email: 'cleo@example.org', affiliation: '', openpgp: '', administrator: false },
]

/** A real installation in a folder of its own, set up under sigstore's policy, with a clock that can be wound. */
export async function testWorld(
  options: Elsewhere & { mail?: Mail; mailServer?: boolean; found?: boolean; policy?: string } = {},
): Promise<TestWorld> {
  const data = mkdtempSync(join(tmpdir(), 'tocsin-test-'))
  const sent: OutgoingMail[] = []
  const collecting: Mail = {
    async send(_, message) {
      sent.push(message)
      return { outcome: 'sent' }
    },
  }
  const world = await openWorld({
    data,
    database: options.database,
    keys: options.keys,
    attachments: options.attachments,
    mode: 'demo',
    lines: logLines({ level: 'silent' }),
    mail: options.mail ?? collecting,
  })
  const founded =
    options.found === false
      ? { members: [] }
      : await foundCommunity(
          world,
          {
            name: 'Anchorage',
            address: 'http://127.0.0.1:8080',
            from: 'security@example.org',
            announceTo: 'announce@example.org',
            policy: options.policy ?? sigstorePolicy,
            members: people,
            projects: [
              {
                name: 'cosign',
                repository: 'https://git.example.org/cosign',
                ecosystem: 'Go',
                package: 'example.org/cosign',
              },
              { name: 'anchor' },
              { name: 'harbour' },
            ],
            mail: options.mailServer === false ? null : { host: '127.0.0.1', port: 2525, security: 'none' },
          },
          null,
        )
  if (!('members' in founded)) throw new Error(`the test community could not be founded: ${JSON.stringify(founded)}`)
  await welcomed(world)
  return {
    world,
    data,
    members: founded.members,
    sent,
    async close() {
      await world.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The members have had their first sign-in links: what a test finds in the outbox is its own. */
async function welcomed({ store }: OpenWorld): Promise<void> {
  const rows = await store.outbox({ limit: 100 })
  const outboxChanges = rows.map(({ id, due }) => {
    return { id, due, state: 'done' as const, attempts: 1, failure: null, settled: due }
  })
  await store.commit({ outboxChanges })
}
