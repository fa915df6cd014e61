import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { act, listCases, signIn, signInSecret, viewCase, type World } from '../src/app/index.ts'
import { isRefused, type CaseId, type PersonId } from '../src/core/kernel/index.ts'
import { atMost, type Row } from './measure.ts'
import { serve, timed } from './product.ts'
import { caughtUp, freshCases, installation } from './world.ts'

/** Cases whose pages are asked for: as long as a case in the middle of its way. */
const lively = 200
const events = 17

/**
 * The case list and case pages with so many cases: by the use case itself, and as pages of the running product over
 * HTTP. Also how soon that product answers on this folder, and what it then holds in memory.
 */
export async function pagesBench(count: number, samples = 400): Promise<Row[]> {
  const { world, data, members, close } = await installation()
  const [member = 'p-'] = members
  let open = true
  try {
    const cases = await freshCases(world, count)
    const shown = cases.slice(-lively)
    await Promise.all(shown.map((id) => fill(world, member, id)))
    const cookie = await sessionOf(world, member)
    // Thousands of cases made within seconds: no server has that before it on an ordinary day.
    await caughtUp(world)
    const rows = [
      ...(await timed(`listCases, ${count} cases`, samples, () => listCases(world, member))),
      ...(await timed(`viewCase, ${count} cases`, samples, async (nth) => {
        if (isRefused(await viewCase(world, member, at(shown, nth)))) throw new Error('refused')
      })),
    ]
    await world.store.close()
    await world.vault.close()
    open = false
    settleOutbox(data)
    return [...rows, ...(await served(data, count, samples, cookie, shown))]
  } finally {
    if (open) await close()
  }
}

async function fill(world: World, member: PersonId, id: CaseId): Promise<void> {
  for (let nth = 0; nth < events; nth += 1) {
    const fields = {
      room: nth % 2 === 0 ? 'team' : 'everyone',
      text: `Looked at it once more, round ${nth}. `.repeat(8),
    }
    const answer = await act(world, member, { case: id, act: 'post', fields })
    if (!('events' in answer)) throw new Error('refused')
  }
}

export async function sessionOf(world: World, member: PersonId): Promise<string> {
  const done = await signIn(world, await signInSecret(world, member))
  if (done === undefined) throw new Error('no session')
  return `tocsin_session=${done.session}`
}

/** Mail of thousands of made-up reports would be sent beside what is measured. */
function settleOutbox(data: string): void {
  const db = new DatabaseSync(join(data, 'tocsin.db'))
  db.exec(`update outbox set state = 'done' where state = 'waiting'`)
  db.close()
}

async function served(data: string, count: number, samples: number, cookie: string, shown: readonly CaseId[]) {
  const { ready, get, memory, stop } = await serve({ TOCSIN_DATA: data }, cookie)
  try {
    const idle = memory()
    const pages = [
      ...(await timed(`page /cases, ${count} cases`, samples, () => get('/cases'))),
      ...(await timed(`page /cases/…, ${count} cases`, samples, (nth) => get(`/cases/${at(shown, nth)}`))),
      ...(await timed(`page /today, ${count} cases`, Math.ceil(samples / 4), () => get('/today'))),
    ]
    return [
      atMost(`ready, ${count} cases`, ready, 's', 1),
      atMost('memory when ready', idle, 'MB', 150),
      ...pages,
      atMost('memory after these pages', memory(), 'MB', 200),
    ]
  } finally {
    await stop()
  }
}

function at(cases: readonly CaseId[], nth: number): CaseId {
  return cases[nth % cases.length] ?? 'c-'
}
