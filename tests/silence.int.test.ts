import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { deliverDue, passTime, today, viewCase } from '../src/app/index.ts'
import type { CaseId } from '../src/core/kernel/index.ts'
import { startBackground } from '../src/main/background.ts'
import { does, reported, type Reported } from './kit/voyage.ts'
import { people, testWorld, type TestWorld } from './kit/world.ts'
import { wind } from './kit/wind.ts'

/** D1: a reporter who waits for an answer, from the policy's clock to every member's mailbox. */
const waited = 'A reporter has waited for an answer for longer than the policy allows.'
const passed = 'A deadline has passed.'
const committee = people.map(({ email }) => email)

const policyOf = (name: string) => readFileSync(new URL(`../policies/${name}.yaml`, import.meta.url), 'utf8')

let here: TestWorld
let one: Reported
afterEach(() => here.close())

async function reportUnder(name: string): Promise<void> {
  here = await testWorld({ policy: policyOf(name) })
  // On a Tuesday a business day is a day, and no other deadline of these policies passes before.
  const now = here.world.machine.now().toZonedDateTimeISO('UTC')
  const tuesday = now.add({ days: ((9 - now.dayOfWeek) % 7) + 7 }).with({ hour: 10, minute: 0, second: 0 })
  await wind(here, here.world.machine.now().until(tuesday.toInstant()))
  one = await reported(here)
  await round()
}

/** What runs beside requests, until nothing is due; the mails that left by it. */
async function round() {
  const before = here.sent.length
  let done = 1
  while (done > 0) {
    done = await passTime(here.world)
    const { sent, later, dead } = await deliverDue(here.world)
    done += sent + later + dead
  }
  return here.sent.slice(before)
}

/** Who was told so, in the order of their addresses. */
async function toldThat(says: string): Promise<readonly string[]> {
  const mails = await round()
  return mails.flatMap(({ to, text }) => (text.includes(says) ? to : [])).toSorted()
}

/** Winds to so long after (or before) an instant. */
async function windTo(at: string, by: string): Promise<void> {
  const to = Temporal.Instant.from(at).add(Temporal.Duration.from(by))
  await wind(here, here.world.machine.now().until(to))
}

async function seen(id: CaseId) {
  const view = await viewCase(here.world, here.members[0]!, id)
  if ('refused' in view) throw new Error(view.code)
  return view
}

async function stepOnToday(id: string, who = 0) {
  const { mine, others } = await today(here.world, here.members[who]!)
  return [...mine, ...others].find(({ step }) => step.id === id)?.step
}

const writes = (by: 'reporter' | 'member', text: string) =>
  does(here, by === 'reporter' ? one.reporter : here.members[1], one.id, 'post', { room: 'everyone', text })

describe.each(['sigstore-2026', 'kubernetes', 'curl'])('under the policy of %s', (name) => {
  test('a report that nobody answers alerts every member once the time has run out, and again', async () => {
    await reportUnder(name)
    const first = (await seen(one.id)).deadlines.find(({ reaches }) => reaches === 'acknowledged')
    const due = first?.due ?? ''
    expect(await stepOnToday('answer-reporter')).toMatchObject({ due, late: false })
    await windTo(due, '-PT1M')
    expect(await toldThat(passed)).toEqual([])
    await windTo(due, 'PT1M')
    expect(await toldThat(passed)).toEqual(committee)
    expect(await stepOnToday('answer-reporter')).toMatchObject({ late: true })
    expect(await toldThat(passed)).toEqual([])
    await wind(here, (await seen(one.id)).policy.schedule.remind.againEvery)
    expect(await toldThat(passed)).toEqual(committee)
  })

  test('so does a later message that nobody answers, and an answer ends it', async () => {
    await reportUnder(name)
    await writes('member', 'We have it.')
    await wind(here, 'PT1H')
    await writes('reporter', 'Any news?')
    const due = (await stepOnToday('answer-message'))?.due ?? ''
    await windTo(due, '-PT1M')
    expect(await toldThat(waited)).toEqual([])
    await windTo(due, 'PT1M')
    expect(await toldThat(waited)).toEqual(committee)
    await wind(here, (await seen(one.id)).policy.schedule.remind.againEvery)
    expect(await toldThat(waited)).toEqual(committee)
    await writes('member', 'Next week.')
    await wind(here, 'P9D')
    expect(await toldThat(waited)).toEqual([])
  })

  test('and one to a report that was set aside without a word', async () => {
    await reportUnder(name)
    await does(here, here.members[0], one.id, 'rejectReport', { reason: 'Not ours.' })
    await writes('reporter', 'Have you seen it?')
    const due = (await stepOnToday('answer-message'))?.due ?? ''
    await windTo(due, 'PT1M')
    expect(await toldThat(waited)).toEqual(committee)
  })
})

test('the scheduler itself sends that alert', async () => {
  await reportUnder('sigstore-2026')
  await writes('member', 'We have it.')
  await writes('reporter', 'Any news?')
  const running = startBackground(here.world)
  try {
    await wind(here, 'PT25H')
    const told = () => here.sent.flatMap(({ to, text }) => (text.includes(waited) ? to : [])).toSorted()
    await vi.waitFor(() => expect(told()).toEqual(committee), 15_000)
  } finally {
    await running.stop()
  }
})

describe.each(['sigstore', 'etcd'])('under the policy of %s, which names no time for an answer', (name) => {
  test('the answer is a step on every member’s day from the first minute on, until it is given', async () => {
    await reportUnder(name)
    for (const who of [0, 1, 2]) {
      expect(await stepOnToday('answer-reporter', who)).toMatchObject({ due: null, late: false, can: true })
    }
    await writes('member', 'We have it.')
    expect(await stepOnToday('answer-reporter')).toBeUndefined()
    await writes('reporter', 'Any news?')
    for (const who of [0, 1, 2]) expect(await stepOnToday('answer-message', who)).toMatchObject({ can: true })
    await wind(here, 'P9D')
    expect(await toldThat(waited)).toEqual([])
  })
})
