import {
  act,
  actOnCommittee,
  deliverDue,
  inviteEngineer,
  openByMember,
  passTime,
  report,
  reporterOfLink,
  type ActRequest,
  type Done,
  type Reported,
  type World,
} from '../../app/index.ts'
import { isBefore, stamp } from '../../core/clock/index.ts'
import type { CommitteeActName } from '../../core/committee/index.ts'
import type { CaseId, PersonId } from '../../core/kernel/index.ts'
import type { CaseActName } from '../../core/process/index.ts'
import { engineers, reporters, type EngineerName, type MemberName, type ReporterName } from './people.ts'

/** A story waits for its next instant by yielding it; the acts that follow happen then. */
export type Story<Result = void> = AsyncGenerator<Temporal.Instant, Result, void>

/** The demonstration's people carry cases out here: by the product's own use cases, at instants of the past. */
export interface Stage {
  /** The demonstration's present. */
  readonly now: Temporal.Instant
  readonly members: Readonly<Record<MemberName, PersonId>>
  /** `proof`: how it came through a flood; left out: there was none. */
  reports(reporter: ReporterName, fields: Fields, proof?: 'work' | 'held'): Promise<Reported>
  opens(member: MemberName, fields: Fields): Promise<CaseId>
  /** A member acts. Each further act takes the people a few minutes. */
  does(member: MemberName, id: CaseId, act: CaseActName, fields?: Fields): Promise<Done>
  invites(member: MemberName, id: CaseId, engineer: EngineerName, why: string): Promise<PersonId>
  /** A member acts on the committee itself. */
  governs(member: MemberName, act: CommitteeActName, fields: Fields): Promise<void>
  /** An engineer acts. */
  acts(person: PersonId, id: CaseId, act: CaseActName, fields?: Fields): Promise<Done>
  /** A reporter acts, by the link that the report gave them. */
  replies(reported: Pick<Reported, 'secret'>, act: CaseActName, fields?: Fields): Promise<Done>
  /** Everything that is due leaves; what came of it is on record. */
  delivers(): Promise<void>
}

type Fields = Readonly<Record<string, unknown>>

/** The demonstration could not be told as it is written: a defect of the product, not of the data folder. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused'
  readonly code = 'demo_refused'
}

/** The same world at another instant. */
export function at(world: World, now: () => Temporal.Instant): World {
  return { ...world, machine: { ...world.machine, now } }
}

const perAct = { minutes: 3 }

/** Tells all stories side by side, in the order of their instants; between them, time passes as it always does. */
export async function tell(
  real: World,
  members: Stage['members'],
  start: Temporal.Instant,
  stories: readonly ((stage: Stage) => Story)[],
): Promise<void> {
  const present = real.machine.now()
  const clock = { now: start, acts: 0 }
  const world = at(real, () => clock.now)
  const nextAct = (): void => {
    if (clock.acts > 0) clock.now = clock.now.add(perAct)
    if (isBefore(present, clock.now)) throw new DemoRefused(`a story reaches into the future: ${stamp(clock.now)}`)
    clock.acts += 1
  }
  const stage = stageOn(world, members, roundly(present), nextAct)
  let passed = start
  const waiting = await Promise.all(stories.map(async (story) => next(story(stage))))
  for (;;) {
    const first = waiting.filter((one) => one.at !== null).sort(byInstant)[0]
    if (first?.at == null) break
    for (; isBefore(passed, first.at); passed = passed.add({ hours: 1 })) {
      clock.now = passed
      while ((await passTime(world)) > 0);
    }
    clock.now = first.at
    clock.acts = 0
    first.at = (await first.story.next()).value ?? null
  }
  clock.now = present
  while ((await passTime(world)) > 0);
  await stage.delivers()
}

interface Waiting {
  readonly story: Story
  at: Temporal.Instant | null
}

async function next(story: Story): Promise<Waiting> {
  return { story, at: (await story.next()).value ?? null }
}

/** To five minutes: dates of the stories look like dates that people chose. */
function roundly(present: Temporal.Instant): Temporal.Instant {
  return present.round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'floor' })
}

function byInstant(one: Waiting, other: Waiting): number {
  return one.at === null || other.at === null ? 0 : Temporal.Instant.compare(one.at, other.at)
}

function stageOn(world: World, members: Stage['members'], now: Temporal.Instant, nextAct: () => void): Stage {
  async function carryOut(person: PersonId, request: ActRequest): Promise<Done> {
    nextAct()
    return told(await act(world, person, request), request.act)
  }
  return {
    now,
    members,
    does: (member, id, name, fields = {}) => carryOut(members[member], { case: id, act: name, fields }),
    acts: (person, id, name, fields = {}) => carryOut(person, { case: id, act: name, fields }),
    async governs(member, name, fields) {
      nextAct()
      const done = await actOnCommittee(world, members[member], { act: name, fields })
      if (!('events' in done)) throw new DemoRefused(`${name}: ${JSON.stringify(done)}`)
    },
    async replies({ secret }, name, fields = {}) {
      const found = await reporterOfLink(world, secret)
      if (found === undefined) throw new DemoRefused('a reporter’s link leads nowhere')
      return carryOut(found.person, { case: found.case, act: name, fields, through: 'link' })
    },
    async reports(reporter, fields, proof) {
      nextAct()
      const screened = proof === undefined ? null : { proof, network: null, range: null }
      const all = { ...reporters[reporter], terms: true, ...fields }
      return told(await report(world, all, 'form', undefined, { screened }), 'report')
    },
    async opens(member, fields) {
      nextAct()
      return told(await openByMember(world, members[member], fields), 'openByMember').case
    },
    async invites(member, id, engineer, why) {
      nextAct()
      const done = told(await inviteEngineer(world, members[member], id, { ...engineers[engineer], why }), 'invite')
      const invited = done.events.find(({ type }) => type === 'FixTeamInvited')
      if (invited?.type !== 'FixTeamInvited') throw new DemoRefused('an invitation without a person')
      return invited.person
    },
    async delivers() {
      for (;;) {
        const { sent, later, dead } = await deliverDue(world, 200)
        if (sent + later + dead === 0) return
      }
    },
  }
}

/** The scripts are fixed, so every refusal is a defect: it is told with its code, clause and words. */
function told<Answer extends object>(answer: Answer, what: string): Extract<Answer, { case: CaseId }> {
  if ('case' in answer) return answer as Extract<Answer, { case: CaseId }>
  throw new DemoRefused(`${what}: ${JSON.stringify(answer)}`)
}
