import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { logLines } from '../../src/adapters/lines/index.ts'
import { act, report, verifyLog, type World } from '../../src/app/index.ts'
import type { CaseId } from '../../src/core/kernel/index.ts'
import { openWorld } from '../../src/main/world.ts'
import { testWorld } from '../kit/world.ts'
import { reported } from '../kit/voyage.ts'

/**
 * The process whose disk fails: `filling.ts full|limited|read-only FOLDER`. It acts until it is told that it cannot go
 * on, then opens the folder again as after a restart, and says in one line of JSON what it found.
 */
const [how, folder] = argv.slice(2) as ['full' | 'limited' | 'read-only', string]
const ballast = join(folder, 'ballast')
if (how === 'full') writeFileSync(ballast, new Uint8Array(8 * 1024 * 1024))
const here = await testWorld()
const { id } = await reported(here)
const done: Record<string, number> = { [id]: (await here.world.records.read('case', id)).version }

const codes = how === 'read-only' ? [] : [...(await untilItFails()), ...(await afterThat())]
await here.world.close()
if (how === 'full') rmSync(ballast)
stdout.write(`${JSON.stringify({ codes, ...(await again()) })}\n`, () => exit(0))

/** Three callers, each on a case of its own where it can get one. */
async function untilItFails(): Promise<string[]> {
  const callers = [id, id, id].map(async (known, nth) => {
    try {
      const mine = nth === 0 ? known : (await reported(here)).id
      for (;;) done[mine] = await posted(here.world, mine)
    } catch (error) {
      return codeOf(error)
    }
  })
  return Promise.all(callers)
}

/** What fails goes on failing in the same words, or works again: it never half works. */
async function afterThat(): Promise<string[]> {
  const codes = await Promise.all(
    [0, 1].map(async () => {
      try {
        const answer = await report(here.world, { title: 'one more', impact: 'x'.repeat(20_000), terms: true }, 'form')
        if ('case' in answer) done[answer.case] = 1
        return 'done'
      } catch (error) {
        return codeOf(error)
      }
    }),
  )
  return codes.filter((code) => code !== 'done')
}

async function posted(world: World, mine: CaseId): Promise<number> {
  const fields = { room: 'team', text: 'a word '.repeat(500) }
  const answer = await act(world, here.members[0]!, { case: mine, act: 'post', fields })
  if (!('version' in answer)) throw new Error(JSON.stringify(answer))
  return answer.version
}

async function again() {
  if (how === 'read-only') execFileSync('mount', ['-o', 'remount,ro', folder])
  try {
    const world = await openWorld({ data: here.data, mode: 'demo', lines: logLines({ level: 'silent' }) })
    const { findings } = await verifyLog(world)
    const lost: string[] = []
    const halves: string[] = []
    for (const [mine, version] of Object.entries(done)) {
      const stream = await world.records.read('case', mine as CaseId)
      if (stream.version < version) lost.push(mine)
      const row = await world.store.caseRow(here.members[0]!, mine as CaseId)
      if (row?.version !== stream.version) halves.push(mine)
    }
    const sound = await world.store.check()
    const works = how === 'full' ? await posted(world, id) : 0
    await world.close()
    return {
      findings: findings.length,
      lost,
      halves,
      sound,
      works,
      acts: Object.values(done).reduce((a, b) => a + b, 0),
    }
  } catch (error) {
    return { failed: codeOf(error) }
  }
}

function codeOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string }
  return `${name} ${code}`
}
