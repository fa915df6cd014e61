import { isRefused, type PersonId } from '../../src/core/kernel/index.ts'
import { nextSteps, rolesOn, stepRules, type CaseActName, type NextStep } from '../../src/core/process/index.ts'
import { evidence, everyone, first, max, members, merge, vectors, whole, zed, type Story } from './case.ts'

export interface Turn {
  readonly person: PersonId
  readonly step: NextStep
}

/** Every step that someone can do now, in the process's order, with everyone who can. */
export function doable(story: Story): readonly Turn[] {
  const turns = everyone.flatMap((person) => stepsOf(story, person).map((step) => ({ person, step })))
  const order = stepRules.map(({ id }) => id)
  return turns
    .filter(({ step }) => step.can && step.waitsFor === null)
    .sort((one, other) => order.indexOf(one.step.id) - order.indexOf(other.step.id))
}

export function stepsOf(story: Story, person: PersonId): readonly NextStep[] {
  const roles = rolesOn(story.c, person, members)
  return nextSteps(story.c, story.policy, { person, roles, members }, story.now)
}

/** What a committee that means well would enter, where the step's own fields leave something open. */
export function entries(story: Story, { act, fields }: NextStep, low = false): Record<string, unknown> {
  const given = answers(story, low)[act] ?? {}
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  return { ...given, ...told }
}

function answers(story: Story, low: boolean): Partial<Record<CaseActName, Record<string, unknown>>> {
  const soon = story.now.add({ hours: 2 }).toString()
  const ahead = story.now.add({ hours: 24 * 14 }).toString()
  const { versions } = story.policy.development.severity
  const scored = versions.length > 0
  const vector = vectorFor(versions.includes('3.1') ? '3.1' : (versions[0] ?? '3.1'), low)
  return {
    assignDuty: { to: members[story.c.version % members.length] },
    post: { text: 'We have your report.' },
    requestPrivateHandling: { message: 'Would you wait for the fix?' },
    answerPrivateHandling: { agreed: true },
    proposeEmbargo: { until: ahead, reason: 'more time' },
    answerEmbargo: { accept: true },
    assessReplication: { replicated: 'yes', how: 'ran the steps' },
    assessOrigin: { origin: 'ours' },
    noteUpstream: { project: 'lib', contact: 'sec@lib.example.org', date: ahead, reason: 'agreed by mail' },
    inviteToFixTeam: {
      person: onTeam(story, max) ? zed : max,
      why: 'maintains it',
      namedIn: 'CODEOWNERS',
    },
    acceptInvitation: { terms: true },
    proposeSeverity: { vector },
    decideSeverity: scored ? { vector } : { class: low ? 'low' : 'high', reason: 'by judgement' },
    requestCve: { evidence },
    recordCve: { id: 'CVE-2026-12345', evidence },
    reviseAdvisory: { document: whole },
    linkWorkspace: { url: evidence },
    noteFix: { kind: 'fix', evidence },
    completeFix: { commit: first },
    approveFix: { evidence },
    proposeRelease: { announcement: soon, reason: 'users are at risk' },
    planMessage: { channel: 'the list', message: 'Upgrade.', when: soon },
    carryOutMessage: { evidence, despite: 'all was ready' },
    noteRepositoryAdvisory: { published: true, evidence },
    joinRelease: { version: 'v1.2.4', newestVulnerable: 'v1.2.3' },
    recordMerge: merge,
    listArtefact: { name: 'anchor-linux', url: evidence },
    checkArtefact: { passed: true, evidence },
    settleAnnouncement: { delivered: 'delivered', messageId: 'seen@example.org' },
    recordListLink: { url: evidence },
    recordChatPost: { evidence },
    draftRetrospective: answered(story),
    settleRetrospective: { delivered: 'delivered', messageId: 'seen@example.org' },
    giveFeedback: { text: 'It went well.' },
    resumeCase: { reason: 'hands again' },
    notReproduced: { reason: 'nobody could see it' },
  }
}

/** CVSS 3.0 and 3.1 share their metrics. */
function vectorFor(version: string, low: boolean): string {
  return (low ? vectors.low : vectors.high).replace('3.1', version)
}

/** The draft with an answer in the place of each question; nothing where it is still to be drafted. */
function answered({ c: { retrospective } }: Story): Record<string, unknown> {
  if (retrospective === null) return {}
  const { subject, body } = retrospective
  return { subject, body: body.replaceAll(/^\[.*\]$/gm, 'The clock helped.') }
}

export interface Run {
  readonly story: Story
  /** The steps in the order in which they were done. */
  readonly done: readonly string[]
  /** How often everything waited for the clock. */
  readonly waits: number
}

export interface Manner {
  /** A low severity, and slowed down. */
  readonly low?: boolean
  /** What becomes of mails: delivered by the product, or in doubt until a person settles it. */
  readonly mail?: 'delivered' | 'in-doubt'
  /** What else happens after a step, by its id. */
  readonly after?: Readonly<Record<string, (story: Story) => unknown>>
}

/**
 * A committee without judgement: it always does the first required step that can be done, and winds the clock when all
 * wait. Throws where the process offers a step and then refuses it, and where nothing is left to do before the end.
 */
export function robotCommittee(story: Story, { low = false, mail = 'delivered', after = {} }: Manner = {}): Run {
  const done: string[] = []
  let waits = 0
  while (story.c.closed === null) {
    if (done.length + waits > 300) throw new Error(`no end: ${done.slice(-12).join(', ')}`)
    if (settleMail(story, mail)) continue
    const turn = doable(story).find(({ step }) => !step.optional)
    if (turn === undefined) {
      if (waits++ > 200) throw new Error(`everything waits: ${waiting(story).join('; ')}`)
      story.later('PT6H')
      story.passes()
      continue
    }
    const { person, step } = turn
    const fields = entries(story, step, low)
    const answer = story.tries(person, step.act, fields)
    if (isRefused(answer)) throw new Error(`${step.id} was offered, then refused: ${answer.code}: ${answer.says}`)
    story.does(person, step.act, fields).later('PT10M')
    done.push(step.id)
    after[step.id]?.(story)
  }
  return { story, done, waits }
}

/** What comes back from the mail server; true when something came. */
function settleMail(story: Story, mail: NonNullable<Manner['mail']>): boolean {
  const { announcement, retrospective } = story.c
  const messageId = 'm@example.org'
  if (announcement?.state === 'released') {
    if (mail === 'delivered') story.happens({ type: 'AnnouncementDelivered', messageId, note: '' })
    else story.happens({ type: 'AnnouncementFailed', code: 'connection_lost', unsure: true })
    return true
  }
  if (retrospective?.state === 'released') {
    if (mail === 'delivered') story.happens({ type: 'RetrospectiveDelivered', messageId, note: '' })
    else story.happens({ type: 'RetrospectiveFailed', code: '550', unsure: false })
    return true
  }
  return false
}

function waiting(story: Story): string[] {
  return stepsOf(story, members[0] ?? max).map(({ id, waitsFor }) => `${id} for ${waitsFor}`)
}

function onTeam(story: Story, who: PersonId): boolean {
  return story.c.fixTeam.some(({ person, state }) => person === who && (state === 'accepted' || state === 'invited'))
}
