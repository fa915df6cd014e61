import { readFileSync } from 'node:fs'
import { AdvisoryDocument } from '../../src/core/advisory/index.ts'
import { after, exactStamp } from '../../src/core/clock/index.ts'
import { isRefused, type Actor, type PersonId, type Recorded, type Refused } from '../../src/core/kernel/index.ts'
import { parsePolicy, type Policy } from '../../src/core/policy/index.ts'
import {
  actNamed,
  deadlines,
  decide,
  evolve,
  lawful,
  openCase,
  passing,
  recorded,
  rolesOn,
  type Case,
  type CaseActName,
  type CaseEvent,
  type CaseEventType,
  type Context,
  type Deadline,
  type Decision,
  type EventOf,
  type NoCase,
  type Opening,
} from '../../src/core/process/index.ts'

/** Three members of the committee. */
export const [ada, ben, cate] = ['p-ada000000000', 'p-ben000000000', 'p-cate00000000'] as const
/** Engineers who are invited to fix teams. */
export const [max, zed] = ['p-max000000000', 'p-zed000000000'] as const
export const rey = 'p-rey000000000'
export const eve = 'p-eve000000000'
export const members: readonly PersonId[] = [ada, ben, cate]
export const everyone: readonly PersonId[] = [...members, max, zed, rey, eve]
const names: Readonly<Record<string, string>> = {
  [ada]: 'Ada Example',
  [ben]: 'Ben Example',
  [cate]: 'Cate Example',
  [max]: 'Max Example',
  [zed]: 'Zed Example',
  [rey]: 'Rey Example',
}

export function policyNamed(name: string): Policy {
  const parsed = parsePolicy(readFileSync(new URL(`../../policies/${name}.yaml`, import.meta.url), 'utf8'))
  if (!('policy' in parsed)) throw new Error(`policies/${name}.yaml: ${JSON.stringify(parsed.problems)}`)
  return parsed.policy
}

export const sigstore = policyNamed('sigstore')

/** A Monday morning. */
export const monday = Temporal.Instant.from('2026-03-02T09:00:00Z')

export const vectors = {
  high: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N',
  low: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N',
} as const
export const [first, second] = ['1111111aaaaaaa', '2222222bbbbbbb'] as const

/** An advisory with everything that an announcement needs. */
export const whole = AdvisoryDocument.parse({
  title: 'Anchor accepts unsigned bundles',
  summary: 'Anchor accepts bundles without a signature.',
  details: 'A bundle without a signature passes verification.',
  impact: 'An attacker can make unsigned artefacts look signed.',
  upgrade: 'Install v1.2.4.',
  affected: [
    {
      package: { ecosystem: 'Go', name: 'example.org/anchor' },
      ranges: [{ type: 'SEMVER', introduced: '0', fixed: '1.2.4' }],
    },
  ],
})

export const release = { project: 'anchor', version: 'v1.2.4', newestVulnerable: 'v1.2.3' }
export const evidence = 'https://example.org/evidence'

const opening: Opening = {
  case: 'c-0123456789ab',
  policyVersion: '1',
  via: 'form',
  report: { title: 'Unsigned bundles pass', project: 'anchor', versions: 'all', impact: 'forged', steps: 'verify one' },
  reporter: rey,
  terms: true,
  public: null,
  intent: null,
  disclosed: null,
  reopens: null,
}

/** One case being told: every act is parsed, decided and folded as the product does it. */
export interface Story {
  readonly c: Case
  readonly records: readonly Recorded<CaseEvent>[]
  readonly now: Temporal.Instant
  readonly policy: Policy
  /** Sets the clock. */
  at(instant: string | Temporal.Instant): Story
  /** Winds the clock forward. */
  later(duration: string): Story
  /** The process's answer, without recording it. Fields are parsed by the act's own schema. */
  tries(person: Actor, act: CaseActName, fields?: object, roles?: Context['roles']): Decision
  /** As `tries`, and records what follows; throws when the process refuses. */
  does(person: PersonId, act: CaseActName, fields?: object): Story
  /** What comes back from outside: recorded by the product. */
  happens(...events: readonly CaseEvent[]): Story
  /** The scheduler's look. */
  passes(): readonly CaseEvent[]
  context(person: Actor, roles?: Context['roles']): Context
  deadline(id: string): Deadline
  copy(): Story
  /** Other cases of the same release: shared acts concern them all. */
  with(...others: readonly Story[]): Story
}

export interface Beginning extends Partial<Opening> {
  readonly at?: Temporal.Instant
  readonly policy?: Policy
}

export function report({ at = monday, policy = sigstore, ...more }: Beginning = {}): Story {
  const told = { ...opening, ...more }
  const events = accepted(openCase(told, policy, at))
  const by: Actor = told.reporter ?? ada
  const records = events.map((event, index) => ({
    stream: told.case,
    version: index + 1,
    at: exactStamp(at),
    by,
    event,
  }))
  return story(policy, at, records)
}

export function story(policy: Policy, start: Temporal.Instant, told: readonly Recorded<CaseEvent>[]): Story {
  let now = start
  const records: Recorded<CaseEvent>[] = []
  let c: Case | null = null
  let others: readonly Story[] = []
  const add = (more: readonly Recorded<CaseEvent>[]) => {
    for (const record of more) {
      c = evolve(c, record)
      records.push(record)
    }
  }
  add(told)
  const here = (): Case => {
    if (c === null) throw new Error('the story has no case')
    return c
  }
  const self: Story = {
    get c() {
      return here()
    },
    get records() {
      return records
    },
    get now() {
      return now
    },
    policy,
    at(instant) {
      now = typeof instant === 'string' ? Temporal.Instant.from(instant) : instant
      return self
    },
    later(duration) {
      now = after(now, duration)
      return self
    },
    tries(person, act, fields = {}, roles = undefined) {
      const parsed = actNamed(act).fields.parse(fields) as Record<string, unknown>
      return decide(here(), { act, fields: parsed }, self.context(person, roles))
    },
    does(person, act, fields = {}) {
      const events = accepted(self.tries(person, act, fields), act)
      add(recorded(here(), events, { by: person, now }))
      return self
    },
    happens(...events) {
      add(recorded(here(), accepted(lawful(here(), events, '-')), { by: 'product', now }))
      return self
    },
    passes() {
      const events = passing(here(), policy, now)
      add(recorded(here(), events, { by: 'product', now }))
      return events
    },
    context(person, roles) {
      return {
        policy,
        now,
        by: person,
        roles: roles ?? (person === 'product' ? [] : rolesOn(here(), person, members)),
        members,
        names,
        together: [here(), ...others.map((other) => other.c)],
        list: 'announce@lists.example.org',
        community: 'Anchor',
        repositories: new Map([['anchor', 'https://git.example.org/harbour/anchor.git']]),
        address: 'https://security.example.org',
        caseAt: (id) => others.find((other) => other.c.id === id)?.c ?? strangers()[id] ?? 'unknown',
        policyAt: (version) => (version === '2' ? policy : undefined),
        fresh: { case: 'c-ba9876543210', release: 'r-0123456789ab', person: 'p-new000000000' },
      }
    },
    deadline(id) {
      const found = deadlines(here(), policy, now).find((one) => one.id === id)
      if (found === undefined) throw new Error(`no deadline ${id}`)
      return found
    },
    copy: () => story(policy, now, records),
    with(...more) {
      others = more
      return self
    },
  }
  return self
}

let met: Readonly<Record<string, Case | NoCase>> | undefined

/** Cases that every story may name: an accepted one, an erased one, another community's. */
function strangers(): Readonly<Record<string, Case | NoCase>> {
  met ??= {
    'c-aaaaaaaaaaaa': taken({ case: 'c-aaaaaaaaaaaa' }).c,
    'c-eeeeeeeeeeee': 'erased',
    'c-ffffffffffff': 'foreign',
  }
  return met
}

function accepted(decision: Decision, what = 'opening'): readonly CaseEvent[] {
  if (isRefused(decision)) throw new Error(`${what}: ${decision.code} (${decision.clause}): ${decision.says}`)
  return decision
}

/** The types of the events that follow. */
export function types(decision: Decision): readonly CaseEventType[] {
  return accepted(decision).map(({ type }) => type)
}

/** The event of this type among those that follow. */
export function the<Type extends CaseEventType>(type: Type, decision: Decision): EventOf<Type> {
  const found = accepted(decision).find((event): event is EventOf<Type> => event.type === type)
  if (found === undefined) throw new Error(`no ${type} follows`)
  return found
}

/** The refusal, `clause: code`; throws where the process agreed. */
export function refusal(decision: Decision): string {
  const { clause, code } = refused(decision)
  return `${clause}: ${code}`
}

export function refused(decision: Decision): Refused {
  if (!isRefused(decision)) throw new Error(`not refused: ${decision.map(({ type }) => type).join(', ')}`)
  return decision
}

// Stages of an ordinary private case, each going on from the one before. --------------------------------------------

export function taken(beginning: Beginning = {}): Story {
  return report(beginning)
    .later('PT1H')
    .does(ada, 'assignDuty', { duty: 'triage', to: ada })
    .does(ada, 'assignDuty', { duty: 'infra', to: ben })
    .does(ada, 'assignDuty', { duty: 'disclosure', to: cate })
    .does(ada, 'assignDuty', { duty: 'release', to: ben })
    .does(ada, 'post', { room: 'everyone', text: 'We have your report.' })
    .does(ada, 'assessReplication', { replicated: 'yes', how: 'ran the steps' })
    .does(ada, 'assessOrigin', { origin: 'ours' })
    .does(ada, 'acceptReport')
}

export function teamed(beginning: Beginning = {}): Story {
  return taken(beginning)
    .later('PT2H')
    .does(ben, 'inviteToFixTeam', { person: max, why: 'maintains anchor', namedIn: 'CODEOWNERS' })
    .does(max, 'acceptInvitation', { terms: true })
}

export function fixed(beginning: Beginning = {}): Story {
  return teamed(beginning)
    .later('P1D')
    .does(ada, 'decideSeverity', { vector: vectors.high })
    .does(ben, 'requestCve', { from: 'mitre', evidence })
    .does(ben, 'recordCve', { id: 'CVE-2026-12345', evidence })
    .does(ben, 'reviseAdvisory', { basedOn: 0, document: whole })
    .does(ben, 'linkWorkspace', { url: 'https://git.example.org/private' })
    .does(max, 'completeFix', { commit: first })
    .does(max, 'approveFix', { commit: first, evidence })
}

/** Both sides agreed on Tuesday, 10 March, 16:00 UTC; the opening is two hours before. */
export function agreed(beginning: Beginning = {}): Story {
  return fixed(beginning)
    .does(ben, 'proposeRelease', { announcement: '2026-03-10T16:00:00Z' })
    .does(max, 'agreeRelease')
    .does(ben, 'joinRelease', release)
    .does(cate, 'planMessage', {
      audience: 'users',
      channel: 'the list',
      message: 'upgrade',
      when: '2026-03-10T16:00Z',
    })
    .does(cate, 'adoptPlan')
}

export const merge = { repository: 'https://git.example.org/anchor', commit: second, evidence }

export function merged(beginning: Beginning = {}): Story {
  return agreed(beginning).at('2026-03-10T14:00:00Z').does(ben, 'recordMerge', merge)
}

export function verified(beginning: Beginning = {}): Story {
  const story = merged(beginning)
    .later('PT1H')
    .does(ben, 'listArtefact', { name: 'anchor-linux', url: 'https://example.org/anchor-linux' })
  for (const check of ['listed', 'signature', 'fetched', 'ran']) {
    story.does(ben, 'checkArtefact', { artefact: 1, check, passed: true, evidence })
  }
  return story
}

export function announced(beginning: Beginning = {}): Story {
  return verified(beginning)
    .does(cate, 'draftAnnouncement')
    .at('2026-03-10T16:00:00Z')
    .does(cate, 'sendAnnouncement', { draft: 1 })
    .happens({ type: 'AnnouncementDelivered', messageId: 'a@example.org', note: '' })
}

export function retrospected(beginning: Beginning = {}): Story {
  return announced(beginning)
    .does(cate, 'recordListLink', { url: 'https://lists.example.org/archive/1' })
    .later('P2D')
    .does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
    .does(cate, 'sendRetrospective')
    .happens({ type: 'RetrospectiveDelivered', messageId: 'r@example.org', note: '' })
}

export function closed(beginning: Beginning = {}): Story {
  return retrospected(beginning).does(ada, 'closeCase')
}
