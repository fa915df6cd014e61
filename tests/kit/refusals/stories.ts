import {
  ada,
  agreed,
  ben,
  cate,
  evidence,
  fixed,
  max,
  merged,
  report,
  retrospected,
  sigstore,
  taken,
  teamed,
  vectors,
  verified,
  zed,
  type Beginning,
  type Story,
} from '../case.ts'
import type { Decision } from '../../../src/core/process/index.ts'

export const binary = { name: 'anchor-linux', url: 'https://example.org/anchor-linux' }
export const known = { how: 'a public issue', evidence }
export const message = { audience: 'users', channel: 'the list', message: 'upgrade', when: '2026-03-10T16:00Z' }
export const slow = { fix: '2026-03-20T12:00Z', reason: 'holidays' }
export const past = '2026-03-01T12:00:00Z'
export const tuesday = '2026-03-10T16:00:00Z'
export const upstream = { project: 'lib', contact: 'x', date: '', reason: 'mail' }
export const setAside = () => report().does(ada, 'rejectReport', { reason: 'no' })
export const dismissed = () => report().does(ada, 'dismissMatch', { of: 'GHSA-1', reason: 'another function' })
export const deferred = () => report().does(ada, 'deferCase', { reason: 'no hands' })
export const low = () => teamed().does(ada, 'decideSeverity', { vector: vectors.low })
export const asked = () =>
  report({ intent: { publishOn: null, note: 'soon' } }).does(ada, 'requestPrivateHandling', { message: 'please' })
export const drafted = () => verified().does(cate, 'draftAnnouncement')
export const sent = () => drafted().at(tuesday).does(cate, 'sendAnnouncement')
export const proposed = () => fixed().does(ben, 'proposeRelease', { announcement: tuesday })
/** Both sides have moved the agreed day. */
export const otherDay = (story: Story) =>
  story.does(ben, 'proposeRelease', { announcement: '2026-03-12T16:00:00Z' }).does(max, 'agreeRelease')
/** GitHub assigned the CVE id; all but its advisory is done. */
export const byGithub = () => retrospected().happens({ type: 'CveRequested', from: 'github', evidence })
export const ended = () => report().does(ada, 'endEmbargo', { reason: 'leaked' })
export const publicly = () => teamed().does(ada, 'notePublic', known)
export const listed = () => merged().does(ben, 'listArtefact', binary)
export const check = { artefact: 1, check: 'ran', passed: true, evidence }
export const until = (date: string) => ({ until: date, reason: 'x' })

export const other = 'c-aaaaaaaaaaaa'
export const into = { into: other, reason: 'the same flaw' }
export const beside = (told: Story, story = taken()) => story.with(told)
export const split = { title: 'A second flaw', impact: 'another check', reason: 'two flaws' }

export function inTheTeamsRoom(): Story {
  return taken().does(ada, 'post', { room: 'team', text: 'Between us.' })
}

export function shared(): Story {
  return fixed().does(cate, 'shareAdvisory', { revision: 1 })
}

export function crowded(count: number): Story {
  const events = Array.from({ length: count }, (_, nth) => ({
    type: 'CoReporterNamed' as const,
    person: `p-co000000000${nth}` as const,
  }))
  return report().happens(...events)
}

/** Zed found it, too, and joined the fix team. */
export function finderOnTeam(): Story {
  return taken()
    .happens({ type: 'CoReporterNamed', person: zed })
    .does(ben, 'inviteToFixTeam', { person: zed, why: 'found it' })
    .does(zed, 'acceptInvitation', { terms: true })
}

/** Attacked, and still under embargo: no date can be agreed any more. */
export function attacked(beginning: Beginning = {}): Story {
  return taken(beginning).happens({ type: 'AttacksObserved', since: past, evidence })
}

export const file = { file: 'f', name: 'proof.txt', media: 'text/plain', sha256: '0'.repeat(64) }

/** A reservation of which nobody knows whether it was carried out. */
export function inDoubt(): Story {
  const failed = { order: 1, code: 'timed_out', unsure: true, found: [] }
  return report()
    .does(ada, 'reserveCve')
    .happens({ type: 'CveOrderFailed', ...failed })
}

export function withCve(): Story {
  return fixed().does(ben, 'recordCve', { id: 'CVE-2026-99999', evidence })
}

export function opening() {
  const { event } = report().records[0] ?? {}
  if (event?.type !== 'CaseOpened') throw new Error('the first event opens the case')
  return { ...event, policyVersion: '1', public: null, intent: null }
}

export function withoutCvss(): Story {
  const { development } = sigstore
  const severity = { ...development.severity, versions: [], ssvc: ['supplier' as const] }
  return teamed({
    policy: { ...sigstore, development: { ...development, severity, cve: { ...development.cve, from: ['mitre'] } } },
  })
}

export function notReleased(): Decision {
  return agreed()
    .does(cate, 'draftAnnouncement')
    .does(cate, 'sendAnnouncement', { despite: 'the mitigation cannot wait' })
    .happens({ type: 'AnnouncementDelivered', messageId: 'm@example.org', note: '' })
    .does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
    .does(cate, 'sendRetrospective')
    .happens({ type: 'RetrospectiveDelivered', messageId: 'r@example.org', note: '' })
    .tries(ada, 'closeCase')
}
