import fc from 'fast-check'
import { duties, type Duty } from '../../src/core/policy/index.ts'
import {
  advisoryParts,
  audiences,
  checks,
  classes,
  rooms,
  sides,
  type CaseActName,
} from '../../src/core/process/index.ts'
import { evidence, everyone, first, rey, second, vectors, whole } from './case.ts'

/** Fields of an act as a form would send them; instants are told as hours from now. */
type Fields = Readonly<Record<string, unknown>>

const one = <Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const fields = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> => fc.record(model)
const text = one('because', 'as agreed by mail')
const person = one(...everyone)
const yes = fc.boolean()
const commit = one(first, second)
const small = fc.integer({ min: 1, max: 3 })
const duty: fc.Arbitrary<Duty> = one(...duties)
/** Hours from now; `resolve` makes an instant of it. */
const hours = (min: number, max: number) => fc.integer({ min, max }).map((ahead) => ({ ahead }))
const ahead = hours(-5, 24 * 30)
const back = hours(-24 * 10, 1)
const reason = { reason: text }
const nothing = fields({})

/** For every act, fields that its form could send: often plausible, sometimes not. */
export const plausible: Readonly<Record<CaseActName, fc.Arbitrary<Fields>>> = {
  assignDuty: fields({ duty, to: optional(person) }),
  assessReplication: fields({ replicated: one('yes', 'partly', 'no'), how: text }),
  assessOrigin: fields({ origin: one('ours', 'upstream', 'both') }),
  acceptReport: nothing,
  rejectReport: fields({ reason: text, tell: yes }),
  markDuplicate: fields({ of: one('c-0123456789ab', 'CVE-2026-1000'), answer: optional(text), ...reason }),
  dismissMatch: fields({ of: one('c-0123456789ab', 'CVE-2026-1000'), ...reason }),
  askReproducer: fields({ message: text }),
  notReproduced: fields({ reason: text, tell: yes }),
  markSpam: fields({ note: optional(text) }),
  confirmSender: nothing,
  mergeCase: fields({
    into: one('c-aaaaaaaaaaaa', 'c-0123456789ab', 'c-eeeeeeeeeeee'),
    version: optional(small),
    advisory: optional(one('this', 'other')),
    ...reason,
  }),
  splitCase: fields({
    title: one('A second flaw'),
    impact: text,
    reporter: yes,
    posts: optional(one('1', '1, 2')),
    advisory: yes,
    workspace: yes,
    ...reason,
  }),
  deferCase: fields(reason),
  resumeCase: fields(reason),
  withdrawReport: fields(reason),
  chooseCredit: fields({ named: yes, as: optional(one('A. Nonymous')) }),
  moveDisclosure: fields({ disclosed: back, ...reason }),
  notePublic: fields({ how: one('a public issue'), since: optional(back), evidence: one(evidence) }),
  noteExploit: fields({ since: optional(back), evidence: one(evidence) }),
  noteAttacks: fields({ since: optional(back), evidence: one(evidence) }),
  stateIntent: fields({ publishOn: optional(ahead), note: text }),
  requestPrivateHandling: fields({ message: text }),
  answerPrivateHandling: fields({ agreed: yes, until: optional(ahead) }),
  proposeEmbargo: fields({ until: ahead, ...reason }),
  answerEmbargo: fields({ accept: yes }),
  confirmEmbargo: nothing,
  endEmbargo: fields(reason),
  moveDeadline: fields({ deadline: one('fix-team', 'fix', 'release', 'retrospective'), to: ahead, ...reason }),
  movePolicy: fields({ version: one('1', '2'), ...reason }),
  noteUpstream: fields({ project: one('lib'), contact: one('x'), date: optional(ahead), ...reason }),
  slowDown: fields({ fix: optional(ahead), release: optional(ahead), ...reason }),
  inviteToFixTeam: fields({ person, why: text, namedIn: optional(one('CODEOWNERS')), approved: optional(text) }),
  acceptInvitation: fields({ terms: yes }),
  declineInvitation: nothing,
  revokeAccess: fields({ person, ...reason }),
  proposeSeverity: fields({
    vector: optional(one(vectors.high, vectors.low)),
    class: optional(one(...classes)),
    note: optional(text),
  }),
  decideSeverity: fields({
    vector: optional(one(vectors.high, vectors.low)),
    class: optional(one(...classes)),
    reason: optional(text),
  }),
  decideSsvc: fields({
    table: one('supplier', 'publish'),
    answers: one('E:A/U:S', 'E:N', 'SINV:FR/E:N/PVA:L'),
    ...reason,
  }),
  requestCve: fields({ from: one('mitre', 'cna'), evidence: one(evidence) }),
  recordCve: fields({ id: one('CVE-2026-12345', 'CVE-2026-54321'), evidence: one(evidence) }),
  reserveCve: fields({ year: optional(one(2026)) }),
  publishCve: nothing,
  rejectCve: fields({
    because: one('unused', 'duplicate'),
    replacedBy: optional(one('CVE-2026-1000')),
    text: optional(text),
  }),
  settleCve: fields({ outcome: one('carried-out', 'not-carried-out'), id: optional(one('CVE-2026-12345')) }),
  linkAdvisory: fields({ url: one(evidence) }),
  noteRepositoryAdvisory: fields({ published: yes, evidence: one(evidence) }),
  post: fields({ room: one(...rooms), text }),
  editPost: fields({ post: small, text: one('because', 'corrected') }),
  nameCoReporter: fields({ name: one('Una Uhl'), email: one('una@example.org') }),
  removeCoReporter: fields({ person: one('p-new000000000', rey) }),
  shareAdvisory: fields({ revision: small }),
  reviseAdvisory: fields({ basedOn: fc.nat({ max: 2 }), document: one<object>(whole, { title: 'First words' }) }),
  commentOnAdvisory: fields({
    revision: small,
    part: optional(one(...advisoryParts)),
    room: optional(one(...rooms)),
    text,
  }),
  linkWorkspace: fields({ url: one(evidence) }),
  notePush: fields({ commit }),
  noteFix: fields({ kind: one('fix', 'mitigation'), evidence: one(evidence) }),
  completeFix: fields({ commit }),
  proposeRelease: fields({
    announcement: ahead,
    opening: optional(ahead),
    side: optional(one(...sides)),
    reason: optional(text),
  }),
  agreeRelease: fields({ proposal: optional(small), side: optional(one(...sides)) }),
  planMessage: fields({ audience: one(...audiences), channel: one('the list'), message: text, when: ahead }),
  dropMessage: fields({ entry: small, ...reason }),
  moveMessages: fields({ how: optional(one('along', 'stay')), reason: optional(text) }),
  carryOutMessage: fields({ entry: small, evidence: one(evidence), despite: optional(text) }),
  adoptPlan: nothing,
  approveFix: fields({ commit, evidence: one(evidence) }),
  joinRelease: fields({ project: one('anchor'), version: one('v1.2.4', 'v1.2.5'), newestVulnerable: one('v1.2.3') }),
  leaveRelease: fields(reason),
  recordMerge: fields({ repository: one(evidence), commit, evidence: one(evidence), despite: optional(text) }),
  listArtefact: fields({ name: one('anchor'), url: one(evidence, 'https://example.org/two') }),
  checkArtefact: fields({ artefact: small, check: one(...checks), passed: yes, evidence: one(evidence) }),
  draftAnnouncement: fields({ subject: optional(one('Upgrade')), body: optional(one('Please upgrade.')) }),
  sendAnnouncement: fields({ draft: optional(small), despite: optional(text) }),
  settleAnnouncement: fields({ delivered: one('delivered', 'send-again') }),
  recordListLink: fields({ url: one(evidence) }),
  recordChatPost: fields({ channel: one('general', 'development'), evidence: one(evidence) }),
  draftRetrospective: fields({ subject: optional(one('Looking back')), body: optional(one('It went well.')) }),
  sendRetrospective: nothing,
  settleRetrospective: fields({ delivered: one('delivered', 'send-again') }),
  giveFeedback: fields({ text, consents: yes }),
  declineFeedback: nothing,
  closeCase: nothing,
  reopenCase: fields(reason),
}

/** Fields with their instants, counted from `now`. */
export function resolve(told: Fields, now: Temporal.Instant): Fields {
  return Object.fromEntries(
    Object.entries(told).map(([name, value]) => [name, isAhead(value) ? at(value, now) : value]),
  )
}

function isAhead(value: unknown): value is { ahead: number } {
  return typeof value === 'object' && value !== null && 'ahead' in value
}

function at({ ahead: told }: { ahead: number }, now: Temporal.Instant): string {
  return now.add({ hours: told }).toString()
}
