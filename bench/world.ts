import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCommunity, openFilling, report, sequence, type World } from '../src/app/index.ts'
import type { CaseId, PersonId } from '../src/core/kernel/index.ts'
import { logLines } from '../src/adapters/lines/index.ts'
import { openWorld } from '../src/main/world.ts'

export interface Installation {
  readonly world: World
  readonly folder: string
  readonly data: string
  readonly members: readonly PersonId[]
  close(): Promise<void>
}

/** A whole installation under sigstore's policy, in a folder of its own, with three members. */
export async function installation(database?: string): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'))
  const data = join(folder, 'data')
  const world = await openWorld({ data, database, mode: 'local', lines: logLines({ level: 'silent' }) })
  const founded = await foundCommunity(
    world,
    {
      name: 'Anchorage',
      address: 'http://127.0.0.1:8080',
      from: 'security@example.org',
      policy: readFileSync(new URL('../policies/sigstore.yaml', import.meta.url), 'utf8'),
      members: ['Ada Anchor', 'Ben Buoy', 'Cleo Compass'].map((name, nth) => ({
        name,
        email: `member-${nth}@example.org`,
        administrator: nth === 0,
      })),
    },
    null,
  )
  if (!('members' in founded)) throw new Error(`the community could not be founded: ${JSON.stringify(founded)}`)
  return {
    world,
    folder,
    data,
    members: founded.members,
    async close() {
      await world.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** So many fresh cases, each as long as a report makes it (3 events). */
export async function freshCases(world: World, count: number): Promise<CaseId[]> {
  const ids: CaseId[] = []
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(64, count - ids.length) }, (_, nth) =>
      freshCase(world, ids.length + nth),
    )
    ids.push(...(await Promise.all(some)))
  }
  return ids
}

async function freshCase(world: World, nth: number): Promise<CaseId> {
  const impact = 'An attacker can make unsigned artefacts look signed. '.repeat(6)
  const fields = { title: `Unsigned bundles pass, case ${nth}`, project: 'anchor', impact, terms: true }
  const answer = await report(world, fields, 'form')
  if (!('case' in answer)) throw new Error('no report')
  return answer.case
}

/** What a server does beside its pages is done: the log has taken every event in, the search index every case. */
export async function caughtUp(world: World): Promise<void> {
  await sequence(world)
  const filling = openFilling(world)
  while ((await filling.round()) > 0);
  await filling.release()
}
