import { z } from 'zod'
import { duties, type Policy } from '../../../core/policy/index.ts'
import { classes, type Case, type CaseActName, type CaseEvent } from '../../../core/process/index.ts'
import { people, type Actor } from './people.ts'

/** One order, by somebody; or what comes back from outside. */
export type Doing =
  | { readonly by: Actor; readonly act: CaseActName; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly happens: CaseEvent }

export interface Word {
  /** What it stands for, in one line: the documentation's own words. */
  readonly says: string
  readonly fields: z.ZodObject
  doings(fields: never, c: Case, policy: Policy, at: string): readonly Doing[]
}

function word<Fields extends z.ZodObject>(
  says: string,
  fields: Fields,
  doings: (fields: z.infer<Fields>, c: Case, policy: Policy, at: string) => readonly Doing[],
): Word {
  return { says, fields, doings }
}

const member = (act: CaseActName, fields: Record<string, unknown> = {}): Doing => ({ by: 'member', act, fields })
const ofTeam = (act: CaseActName, fields: Record<string, unknown> = {}): Doing => ({ by: 'fixer', act, fields })
const reporter = (act: CaseActName, fields: Record<string, unknown> = {}): Doing => ({ by: 'reporter', act, fields })

const evidence = 'https://example.org/simulated'
const commit = '0000000aaaaaaa'
const despite = 'simulated'
const text = z.string().min(1).max(2000)
const reason = text.default('simulated')
const nothing = z.strictObject({})
const instant = z.string().refine(isInstant, { error: 'must be an instant such as 2026-03-02T09:00:00Z' })

export function isInstant(told: string): boolean {
  try {
    Temporal.Instant.from(told)
    return true
  } catch {
    return false
  }
}

/** How a simulation begins. */
export const beginning = z.strictObject({
  disclosed: instant.optional(),
  public: z.boolean().default(false),
  exploit: z.boolean().default(false),
  attacks: z.boolean().default(false),
  publishOn: instant.optional(),
})

/**
 * The short forms of what happens to a case: each stands for the acts that people would do, which the process decides
 * on as it does in earnest. `report` begins, `look` only looks, and any other act goes by its own name under `act`.
 */
export const vocabulary = {
  acknowledge: word('the reporter is answered', nothing, () => [
    member('post', { room: 'everyone', text: 'We have your report.' }),
  ]),
  accept: word(
    'triage: replicated, whose code it is, taken on',
    z.strictObject({ origin: z.enum(['ours', 'upstream', 'both']).default('ours') }),
    ({ origin }) => [
      member('assessReplication', { replicated: 'yes', how: 'simulated' }),
      member('assessOrigin', { origin }),
      member('acceptReport'),
    ],
  ),
  reject: word('it is not a vulnerability', z.strictObject({ reason }), (fields) => [member('rejectReport', fields)]),
  'hold-duty': word('a member takes a duty', z.strictObject({ duty: z.enum(duties) }), ({ duty }) => [
    member('assignDuty', { duty, to: people.member }),
  ]),
  'fix-team': word('an engineer is invited and joins', nothing, () => [
    member('inviteToFixTeam', { person: people.fixer, why: 'simulated', namedIn: 'simulated' }),
    ofTeam('acceptInvitation', { terms: true }),
  ]),
  severity: word(
    'the committee decides it: a vector, a class, or both',
    z.strictObject({ vector: text.optional(), class: z.enum(classes).optional(), reason }),
    (fields) => [member('decideSeverity', fields)],
  ),
  cve: word('a CVE id is there', z.strictObject({ id: text.default('CVE-2026-00000') }), ({ id }) => [
    member('recordCve', { id, evidence }),
  ]),
  advisory: word('the advisory is begun, or revised', nothing, (_, c) => [
    member('reviseAdvisory', {
      basedOn: c.advisory.at(-1)?.revision ?? 0,
      document: { title: 'Simulated', summary: `Revision ${c.advisory.length + 1}.` },
    }),
  ]),
  workspace: word('the private workspace is there', nothing, () => [member('linkWorkspace', { url: evidence })]),
  fix: word(
    'a fix or a mitigation is available',
    z.strictObject({ kind: z.enum(['fix', 'mitigation']).default('fix') }),
    ({ kind }) => [ofTeam('noteFix', { kind, evidence })],
  ),
  complete: word('the fix is complete, and approved', nothing, () => [
    ofTeam('completeFix', { commit }),
    ofTeam('approveFix', { commit, evidence }),
  ]),
  'release-day': word(
    'both sides agree on it',
    z.strictObject({ announcement: instant, opening: instant.optional(), reason }),
    (fields) => [member('proposeRelease', fields), ofTeam('agreeRelease')],
  ),
  plan: word('the communication plan is adopted', nothing, (_, __, ___, at) => [
    member('planMessage', { audience: 'users', channel: 'the list', message: 'simulated', when: at }),
    member('adoptPlan'),
  ]),
  distributors: word('distributors are told', nothing, (_, c, policy, at) => [
    member('planMessage', {
      audience: 'distributors',
      channel: policy.release.distributors?.list ?? 'their list',
      message: 'simulated',
      when: at,
    }),
    member('carryOutMessage', { entry: c.plan.length + 1, evidence }),
  ]),
  merge: word('the fix is merged in public', nothing, () => [
    member('recordMerge', { repository: evidence, commit, evidence, despite }),
  ]),
  verify: word('every artefact is checked', nothing, (_, c, policy) => [
    member('listArtefact', { name: 'simulated', url: `${evidence}/${c.artefacts.length + 1}` }),
    ...policy.release.artefacts.checks.map((check) =>
      member('checkArtefact', { artefact: c.artefacts.length + 1, check, passed: true, evidence }),
    ),
  ]),
  announce: word('the announcement is sent and delivered', nothing, (_, c) => [
    ...(c.release === null
      ? [member('joinRelease', { project: 'simulated', version: '1.0.1', newestVulnerable: '1.0.0' })]
      : []),
    member('draftAnnouncement', { subject: 'simulated', body: 'simulated' }),
    member('sendAnnouncement', { draft: (c.announcement?.drafts ?? 0) + 1, despite }),
    { happens: { type: 'AnnouncementDelivered', messageId: 'announcement@example.org', note: '' } },
  ]),
  retrospective: word('the retrospective is sent and delivered', nothing, () => [
    member('draftRetrospective', { subject: 'simulated', body: 'simulated' }),
    member('sendRetrospective'),
    { happens: { type: 'RetrospectiveDelivered', messageId: 'retrospective@example.org', note: '' } },
  ]),
  public: word('it became public', z.strictObject({ how: text.default('simulated') }), ({ how }) => [
    member('notePublic', { how, evidence }),
  ]),
  exploit: word('an exploit was published', nothing, () => [member('noteExploit', { evidence })]),
  attacks: word('attacks were seen', nothing, () => [member('noteAttacks', { evidence })]),
  intent: word('the reporter means to publish', z.strictObject({ publishOn: instant.optional() }), (fields) => [
    reporter('stateIntent', { ...fields, note: 'simulated' }),
  ]),
  decline: word('asked for private handling, the reporter declines', nothing, () => [
    member('requestPrivateHandling', { message: 'simulated' }),
    reporter('answerPrivateHandling', { agreed: false }),
  ]),
  upstream: word(
    'upstream’s date, or that there is none yet',
    z.strictObject({ project: text.default('upstream'), date: instant.optional() }),
    (fields) => [member('noteUpstream', { ...fields, contact: 'simulated', reason: 'simulated' })],
  ),
  move: word('the committee moves a deadline', z.strictObject({ deadline: text, to: instant, reason }), (fields) => [
    member('moveDeadline', fields),
  ]),
  slow: word(
    'the fix team slows down',
    z.strictObject({ fix: instant.optional(), release: instant.optional(), reason }),
    (fields) => [ofTeam('slowDown', fields)],
  ),
  close: word('the case is closed', nothing, () => [member('closeCase')]),
} as const satisfies Record<string, Word>

export type WordName = keyof typeof vocabulary

export function isWord(name: string): name is WordName {
  return Object.hasOwn(vocabulary, name)
}
