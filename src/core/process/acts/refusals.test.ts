import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { Actor } from '../../kernel/index.ts'
import {
  ada,
  agreed,
  announced,
  ben,
  cate,
  closed,
  eve,
  evidence,
  first,
  fixed,
  max,
  merge,
  merged,
  refused,
  release,
  report,
  retrospected,
  rey,
  second,
  sigstore,
  taken,
  teamed,
  vectors,
  verified,
  whole,
  zed,
  type Beginning,
  type Story,
} from '../../../../tests/kit/case.ts'
import type { Decision } from '../act.ts'
import { clauses } from '../../policy/index.ts'
import { attach, attachmentLimits, erase, lawful, openCase, type CaseActName } from '../index.ts'

/** Where in the code the refusals were made that the rows below provoked, as `acts/triage.ts:22`. */
const provoked = vi.hoisted(() => new Set<string>())

vi.mock(import('../../kernel/index.ts'), async (original) => {
  const kernel = await original()
  const refuse: typeof kernel.refuse = (...told) => {
    const [, caller = ''] = (new Error('here').stack ?? '').split('\n').slice(1)
    provoked.add(/core\/process\/([\w/]+\.ts:\d+)/.exec(caller)?.[1] ?? caller)
    return kernel.refuse(...told)
  }
  return { ...kernel, refuse }
})

type Row = readonly [answer: string, story: () => Story, by: Actor, act: CaseActName, fields?: object]

const binary = { name: 'anchor-linux', url: 'https://example.org/anchor-linux' }
const known = { how: 'a public issue', evidence }
const message = { audience: 'users', channel: 'the list', message: 'upgrade', when: '2026-03-10T16:00Z' }
const slow = { fix: '2026-03-20T12:00Z', reason: 'holidays' }
const past = '2026-03-01T12:00:00Z'
const tuesday = '2026-03-10T16:00:00Z'
const upstream = { project: 'lib', contact: 'x', date: '', reason: 'mail' }
const setAside = () => report().does(ada, 'rejectReport', { reason: 'no' })
const dismissed = () => report().does(ada, 'dismissMatch', { of: 'GHSA-1', reason: 'another function' })
const deferred = () => report().does(ada, 'deferCase', { reason: 'no hands' })
const low = () => teamed().does(ada, 'decideSeverity', { vector: vectors.low })
const asked = () =>
  report({ intent: { publishOn: null, note: 'soon' } }).does(ada, 'requestPrivateHandling', { message: 'please' })
const drafted = () => verified().does(cate, 'draftAnnouncement')
const sent = () => drafted().at(tuesday).does(cate, 'sendAnnouncement')
const proposed = () => fixed().does(ben, 'proposeRelease', { announcement: tuesday })
const ended = () => report().does(ada, 'endEmbargo', { reason: 'leaked' })
const publicly = () => teamed().does(ada, 'notePublic', known)
const listed = () => merged().does(ben, 'listArtefact', binary)
const check = { artefact: 1, check: 'ran', passed: true, evidence }
const until = (date: string) => ({ until: date, reason: 'x' })

const other = 'c-aaaaaaaaaaaa'
const into = { into: other, reason: 'the same flaw' }
const beside = (told: Story, story = taken()) => story.with(told)
const split = { title: 'A second flaw', impact: 'another check', reason: 'two flaws' }

/** Every answer "no" of the process: given a story, when this is tried, then it is refused, for this clause. */
const rows: readonly Row[] = [
  // Merging and splitting
  ['C2: itself', taken, ada, 'mergeCase', { ...into, into: 'c-0123456789ab' }],
  ['C2: no_other_case', taken, ada, 'mergeCase', { ...into, into: 'c-000000000000' }],
  ['C2: erased', taken, ada, 'mergeCase', { ...into, into: 'c-eeeeeeeeeeee' }],
  ['C2: another_community', taken, ada, 'mergeCase', { ...into, into: 'c-ffffffffffff' }],
  ['C2: other_case_changed', taken, ada, 'mergeCase', { ...into, version: 1 }],
  ['C2: closed', closed, ada, 'mergeCase', into],
  ['C2: other_case_closed', () => beside(closed({ case: other })), ada, 'mergeCase', into],
  [
    'C2: set_aside_already',
    () => beside(report({ case: other }).does(ada, 'rejectReport', { reason: 'no' })),
    ada,
    'mergeCase',
    into,
  ],
  ['C2: not_accepted', () => beside(report({ case: other })), ada, 'mergeCase', into],
  ['R5: published_already', merged, ada, 'mergeCase', into],
  ['R5: published_already', () => beside(merged({ case: other })), ada, 'mergeCase', into],
  ['S2: facts_differ', publicly, ada, 'mergeCase', into],
  ['D3: embargo_over', () => taken().does(ada, 'endEmbargo', { reason: 'leaked' }), ada, 'mergeCase', into],
  ['V2: two_cve_ids', () => beside(fixed({ case: other }), withCve()), ada, 'mergeCase', { ...into, advisory: 'this' }],
  [
    'V2: order_in_doubt',
    () => beside(taken({ case: other }), inDoubt().does(ada, 'acceptReport')),
    ada,
    'mergeCase',
    into,
  ],
  ['D3: intent_open', () => beside(taken({ case: other }), asked().does(ada, 'acceptReport')), ada, 'mergeCase', into],
  ['V3: two_advisories', () => beside(fixed({ case: other }), fixed()), ada, 'mergeCase', into],
  [
    'D3: embargo_impossible',
    () => beside(attacked({ case: other, disclosed: past }), attacked()),
    ada,
    'mergeCase',
    into,
  ],
  ['C2: not_yours_to_do', teamed, max, 'mergeCase', into],
  ['V6: no_such_post', taken, ada, 'splitCase', { ...split, posts: '1, 7' }],
  ['D1: no_reporter', () => taken({ reporter: null, terms: false }), ada, 'splitCase', { ...split, reporter: true }],
  ['R5: published_already', merged, ada, 'splitCase', split],
  ['C2: not_yours_to_do', teamed, max, 'splitCase', split],
  // Duties and triage
  ['C2: not_yours_to_do', report, rey, 'acceptReport'],
  ['C2: not_seated', report, ada, 'assignDuty', { duty: 'triage', to: max }],
  ['C2: nothing_changes', taken, ada, 'assignDuty', { duty: 'triage', to: ada }],
  ['C2: accepted_already', taken, ada, 'acceptReport'],
  ['C2: accepted_already', taken, ada, 'rejectReport', { reason: 'no' }],
  ['C2: accepted_already', () => taken().does(ada, 'deferCase', { reason: 'x' }), ada, 'acceptReport'],
  ['C2: set_aside_already', setAside, ada, 'rejectReport', { reason: 'no' }],
  ['C2: set_aside_already', deferred, ada, 'rejectReport', { reason: 'no' }],
  ['C2: nothing_changes', deferred, ada, 'deferCase', { reason: 'again' }],
  ['R4: released_already', verified, ada, 'deferCase', { reason: 'x' }],
  ['R4: released_already', verified, ada, 'markDuplicate', { of: 'c-x', reason: 'x' }],
  ['C2: itself', report, ada, 'dismissMatch', { of: 'c-0123456789ab', reason: 'x' }],
  ['C2: nothing_changes', dismissed, ada, 'dismissMatch', { of: 'GHSA-1', reason: 'x' }],
  ['C2: itself', report, ada, 'markDuplicate', { of: 'c-0123456789ab', reason: 'x' }],
  [
    'C2: nothing_changes',
    () => report().does(ada, 'markDuplicate', { of: 'c-x', reason: 'x' }),
    ada,
    'markDuplicate',
    { of: 'c-x', reason: 'y' },
  ],
  // Floods
  ['C2: no_reporter', () => report({ reporter: null, terms: false }), ada, 'askReproducer', { message: 'How?' }],
  ['C2: accepted_already', taken, ada, 'askReproducer', { message: 'How?' }],
  ['C2: set_aside_already', setAside, ada, 'askReproducer', { message: 'How?' }],
  ['C2: not_asked', report, ada, 'notReproduced', { reason: 'no' }],
  [
    'C2: still_time',
    () => report().does(ada, 'askReproducer', { message: 'How?' }).later('P13D'),
    ada,
    'notReproduced',
    { reason: 'no' },
  ],
  ['C2: accepted_already', taken, ada, 'markSpam'],
  ['D1: not_held', report, ada, 'confirmSender'],
  ['C2: not_set_aside', report, ada, 'resumeCase', { reason: 'x' }],
  ['D1: accepted_already', taken, rey, 'withdrawReport', { reason: 'x' }],
  [
    'D1: nothing_changes',
    () => report().does(rey, 'withdrawReport', { reason: 'x' }),
    rey,
    'withdrawReport',
    { reason: 'y' },
  ],
  ['T2: no_person', taken, 'product', 'chooseCredit'],
  // Disclosures
  ['D1: not_earlier', report, ada, 'moveDisclosure', { disclosed: '2026-03-03T09:00Z', reason: 'x' }],
  ['S2: in_the_future', report, ada, 'notePublic', { ...known, since: '2026-03-09T09:00Z' }],
  ['S2: in_the_future', report, ada, 'noteExploit', { evidence, since: '2026-03-09T09:00Z' }],
  ['S2: in_the_future', report, ada, 'noteAttacks', { evidence, since: '2026-03-09T09:00Z' }],
  ['S2: known_already', publicly, ada, 'notePublic', known],
  ['S2: known_already', () => report().does(ada, 'noteExploit', { evidence }), ada, 'noteExploit', { evidence }],
  ['S2: known_already', () => report().does(ada, 'noteAttacks', { evidence }), ada, 'noteAttacks', { evidence }],
  ['S2: known_already', publicly, rey, 'stateIntent', { note: 'x' }],
  ['S2: known_already', publicly, ada, 'requestPrivateHandling', { message: 'x' }],
  ['S2: known_already', () => asked().does(ada, 'notePublic', known), rey, 'answerPrivateHandling'],
  ['D3: in_the_past', report, rey, 'stateIntent', { publishOn: past, note: 'x' }],
  ['D3: no_intent', report, ada, 'requestPrivateHandling', { message: 'x' }],
  ['D3: not_asked', report, rey, 'answerPrivateHandling', { agreed: true }],
  ['D3: answered', () => asked().does(rey, 'answerPrivateHandling', { agreed: true }), rey, 'answerPrivateHandling'],
  ['D3: in_the_past', asked, rey, 'answerPrivateHandling', { agreed: true, until: past }],
  // Embargo
  ['D3: in_the_past', report, ada, 'proposeEmbargo', until(past)],
  ['D3: known_already', report, ada, 'proposeEmbargo', until('2026-03-23T09:00Z')],
  ['D3: embargo_over', ended, ada, 'proposeEmbargo', until('2026-03-09T09:00Z')],
  [
    'S2: embargo_impossible',
    () => report().does(ada, 'noteAttacks', { evidence }),
    ada,
    'proposeEmbargo',
    until('2026-03-09T09:00Z'),
  ],
  ['D3: nothing_proposed', report, ada, 'answerEmbargo', { accept: true }],
  [
    'D3: in_the_past',
    () => report().does(rey, 'proposeEmbargo', until('2026-03-03T09:00Z')).later('P2D'),
    ada,
    'answerEmbargo',
    { accept: true },
  ],
  [
    'D3: own_proposal',
    () => report().does(rey, 'proposeEmbargo', until('2026-03-09T09:00Z')),
    rey,
    'answerEmbargo',
    { accept: true },
  ],
  ['D3: no_embargo', () => report({ disclosed: '2026-01-01T00:00:00Z' }), rey, 'confirmEmbargo'],
  ['D3: nothing_lapsed', report, rey, 'confirmEmbargo'],
  ['D3: no_embargo', ended, ada, 'endEmbargo', { reason: 'x' }],
  // Schedule
  ['S1: no_such_deadline', agreed, ada, 'moveDeadline', { deadline: 'opening', to: tuesday, reason: 'x' }],
  ['S1: done_already', teamed, ada, 'moveDeadline', { deadline: 'fix-team', to: tuesday, reason: 'x' }],
  ['S1: not_started', report, ada, 'moveDeadline', { deadline: 'retrospective', to: tuesday, reason: 'x' }],
  ['S1: in_the_past', report, ada, 'moveDeadline', { deadline: 'fix', to: past, reason: 'x' }],
  ['S1: nothing_changes', report, ada, 'moveDeadline', { deadline: 'fix', to: '2026-03-09T09:00Z', reason: 'x' }],
  ['S1: nothing_changes', report, ada, 'movePolicy', { version: '1', reason: 'x' }],
  ['S1: no_such_version', report, ada, 'movePolicy', { version: '9', reason: 'x' }],
  ['S3: not_upstream', report, ada, 'noteUpstream', upstream],
  ['S3: not_upstream', taken, ada, 'noteUpstream', upstream],
  ['S8: not_low', teamed, max, 'slowDown', slow],
  ['S8: not_low', () => teamed().does(ada, 'decideSeverity', { vector: vectors.high }), max, 'slowDown', slow],
  ['S8: not_yours_to_do', low, ada, 'slowDown', slow],
  ['S2: asap_already', () => low().does(ada, 'notePublic', known), max, 'slowDown', slow],
  ['S8: no_date', low, max, 'slowDown', { reason: 'x' }],
  ['S8: not_later', low, max, 'slowDown', { ...slow, fix: '2026-03-05T12:00Z' }],
  ['S8: in_the_past', () => low().later('P30D'), max, 'slowDown', slow],
  ['S8: done_already', () => low().does(max, 'completeFix', { commit: first }), max, 'slowDown', slow],
  // Fix team
  ['F1: not_accepted', report, ada, 'inviteToFixTeam', { person: max, why: 'x' }],
  ['F2: invited_already', teamed, ada, 'inviteToFixTeam', { person: max, why: 'x' }],
  [
    'F3: reporter_stays_out',
    () =>
      taken({
        policy: {
          ...sigstore,
          fixTeam: { ...sigstore.fixTeam, access: { ...sigstore.fixTeam.access, reporter: 'never' } },
        },
      }),
    ada,
    'inviteToFixTeam',
    { person: rey, why: 'x' },
  ],
  [
    'F2: terms_not_accepted',
    () => taken().does(ada, 'inviteToFixTeam', { person: max, why: 'x' }),
    max,
    'acceptInvitation',
  ],
  ['F2: not_yours_to_do', taken, eve, 'acceptInvitation', { terms: true }],
  ['F2: no_person', taken, 'product', 'acceptInvitation', { terms: true }],
  ['F2: no_person', taken, 'product', 'declineInvitation'],
  ['F3: not_on_the_case', teamed, ada, 'revokeAccess', { person: zed, reason: 'x' }],
  // Development
  ['V6: not_your_room', report, rey, 'post', { text: 'hello?' }],
  ['V6: no_such_post', taken, ada, 'editPost', { post: 9, text: 'x' }],
  ['V6: no_such_post', inTheTeamsRoom, rey, 'editPost', { post: 2, text: 'x' }],
  ['V6: not_your_post', inTheTeamsRoom, ben, 'editPost', { post: 2, text: 'x' }],
  ['V6: nothing_changes', inTheTeamsRoom, ada, 'editPost', { post: 2, text: 'Between us.' }],
  ['D1: too_many_reporters', () => crowded(10), rey, 'nameCoReporter', { name: 'Una Uhl', email: 'una@example.org' }],
  ['D1: no_such_reporter', report, rey, 'removeCoReporter', { person: zed }],
  ['F3: on_fix_team', finderOnTeam, ada, 'removeCoReporter', { person: zed }],
  ['V1: bad_vector', teamed, max, 'proposeSeverity', { vector: 'CVSS:3.1/AV:Q' }],
  ['V1: bad_vector', teamed, ada, 'decideSeverity', { vector: 'high' }],
  ['V1: no_severity', teamed, ada, 'decideSeverity'],
  ['V1: reason_needed', teamed, ada, 'decideSeverity', { class: 'low' }],
  ['V1: bad_answers', teamed, ada, 'decideSsvc', { table: 'supplier', answers: 'X:A', reason: 'x' }],
  ['V1: answers_open', teamed, ada, 'decideSsvc', { table: 'supplier', answers: 'E:N', reason: 'x' }],
  [
    'V1: unknown_outcome',
    teamed,
    ada,
    'decideSsvc',
    { table: 'supplier', answers: 'E:A/U:S', outcome: 'x', reason: 'x' },
  ],
  ['V1: reason_needed', teamed, ada, 'decideSeverity', { vector: vectors.high, class: 'low' }],
  ['V2: has_cve', fixed, ada, 'requestCve', { from: 'cna', evidence }],
  ['V2: known_already', fixed, ada, 'recordCve', { id: 'CVE-2026-12345', evidence }],
  ['V2: has_cve', fixed, ada, 'reserveCve'],
  ['V2: no_cve', report, ada, 'publishCve'],
  ['R6: not_announced', fixed, ada, 'publishCve'],
  ['R6: under_embargo', fixed, ada, 'rejectCve', { because: 'unused', text: 'x' }],
  ['V2: no_replacement', fixed, ada, 'rejectCve', { because: 'duplicate' }],
  ['V2: nothing_to_settle', fixed, ada, 'settleCve', { outcome: 'carried-out' }],
  ['V2: order_under_way', () => report().does(ada, 'reserveCve'), ada, 'reserveCve'],
  ['V2: order_in_doubt', inDoubt, ada, 'reserveCve'],
  ['V2: no_id', inDoubt, ada, 'settleCve', { outcome: 'carried-out' }],
  ['V3: no_such_revision', taken, ada, 'commentOnAdvisory', { revision: 1, text: 'x' }],
  ['V3: no_such_revision', fixed, ada, 'commentOnAdvisory', { revision: 9, text: 'x' }],
  ['V6: not_your_room', fixed, rey, 'commentOnAdvisory', { revision: 1, text: 'x' }],
  ['V3: not_shared', fixed, rey, 'commentOnAdvisory', { revision: 1, room: 'everyone', text: 'x' }],
  ['V3: not_yours_to_do', fixed, rey, 'shareAdvisory', { revision: 1 }],
  ['V3: no_such_revision', fixed, ada, 'shareAdvisory', { revision: 9 }],
  ['V3: known_already', shared, ada, 'shareAdvisory', { revision: 1 }],
  ['V3: no_reporter', () => fixed({ reporter: null }), ada, 'shareAdvisory', { revision: 1 }],
  ['V3: stale_revision', fixed, ada, 'reviseAdvisory', { basedOn: 0, document: whole }],
  ['V3: nothing_changes', fixed, ada, 'reviseAdvisory', { basedOn: 1, document: whole }],
  ['V5: not_accepted', report, ada, 'linkWorkspace', { url: evidence }],
  ['V6: not_accepted', report, ada, 'notePush', { commit: first }],
  ['R1: not_accepted', report, ada, 'noteFix', { kind: 'fix', evidence }],
  ['V7: not_yours_to_do', teamed, ada, 'completeFix', { commit: first }],
  ['R3: merged_already', merged, max, 'notePush', { commit: second }],
  ['R2: known_already', fixed, max, 'notePush', { commit: first }],
  ['R1: known_already', fixed, max, 'noteFix', { kind: 'mitigation', evidence }],
  ['V7: known_already', fixed, max, 'completeFix', { commit: first }],
  ['R3: merged_already', merged, max, 'completeFix', { commit: second }],
  // Release day
  ['V8: not_accepted', report, ada, 'proposeRelease', { announcement: tuesday }],
  ['R3: opened_already', merged, ada, 'proposeRelease', { announcement: '2026-03-11T16:00Z' }],
  ['V8: in_the_past', fixed, ada, 'proposeRelease', { announcement: past }],
  [
    'V8: in_the_past',
    fixed,
    ada,
    'proposeRelease',
    { announcement: '2026-03-03T17:00Z', opening: '2026-03-03T11:30Z' },
  ],
  ['R3: opening_after', fixed, ada, 'proposeRelease', { announcement: tuesday, opening: '2026-03-10T17:00Z' }],
  ['R3: too_far_apart', fixed, ada, 'proposeRelease', { announcement: tuesday, opening: '2026-03-10T09:00Z' }],
  ['V8: not_your_side', fixed, max, 'proposeRelease', { announcement: tuesday, side: 'committee' }],
  ['V8: reason_needed', fixed, ada, 'proposeRelease', { announcement: '2026-03-13T16:00Z' }],
  ['V8: nothing_proposed', fixed, ada, 'agreeRelease'],
  ['V8: agreed_already', agreed, ada, 'agreeRelease'],
  ['V8: agreed_already', proposed, ada, 'agreeRelease', { side: 'committee' }],
  [
    'V8: stale_proposal',
    () => proposed().does(ada, 'proposeRelease', { announcement: '2026-03-11T16:00Z' }),
    max,
    'agreeRelease',
    { proposal: 1 },
  ],
  ['V8: in_the_past', () => proposed().at('2026-03-11T00:00:00Z'), max, 'agreeRelease'],
  [
    'R3: opened_already',
    () => proposed().does(ben, 'recordMerge', { ...merge, despite: 'leaked' }),
    max,
    'agreeRelease',
  ],
  // Plan, merge, artefacts
  ['R1: no_fix_yet', teamed, ada, 'planMessage', message],
  ['R1: no_fix_yet', teamed, ada, 'adoptPlan'],
  ['R1: users_missing', fixed, ada, 'adoptPlan'],
  ['R1: no_such_entry', fixed, ada, 'dropMessage', { entry: 1, reason: 'x' }],
  [
    'R1: done_already',
    () => agreed().does(ada, 'carryOutMessage', { entry: 1, evidence }),
    ada,
    'dropMessage',
    { entry: 1, reason: 'x' },
  ],
  ['R2: not_the_head', teamed, max, 'approveFix', { commit: first, evidence }],
  ['R2: not_the_head', fixed, max, 'approveFix', { commit: second, evidence }],
  ['R2: known_already', fixed, max, 'approveFix', { commit: first, evidence }],
  ['R3: merged_already', merged, max, 'approveFix', { commit: first, evidence }],
  ['R5: nothing_changes', agreed, ada, 'joinRelease', release],
  ['R5: announced_already', announced, ada, 'joinRelease', { ...release, version: 'v2' }],
  ['R5: no_release', fixed, ada, 'leaveRelease', { reason: 'x' }],
  ['R3: opened_already', merged, ada, 'leaveRelease', { reason: 'x' }],
  ['C2: not_ready_to_merge', report, ada, 'recordMerge', { ...merge, despite: 'x' }],
  ['V7: not_ready_to_merge', teamed, ada, 'recordMerge', merge],
  ['R3: not_ready_to_merge', agreed, ada, 'recordMerge', merge],
  ['R3: merged_already', merged, ada, 'recordMerge', merge],
  ['R4: known_already', listed, ada, 'listArtefact', binary],
  ['R4: announced_already', announced, ada, 'listArtefact', { ...binary, url: 'https://example.org/two' }],
  ['R4: no_such_artefact', merged, ada, 'checkArtefact', check],
  ['R3: not_merged', () => agreed().does(ada, 'listArtefact', binary), ada, 'checkArtefact', check],
  ['R4: verified_already', verified, ada, 'checkArtefact', check],
  // Announcement
  ['R8: half_a_draft', verified, ada, 'draftAnnouncement', { subject: 'x' }],
  ['R8: placeholder_left', verified, ada, 'draftAnnouncement', { subject: 'x', body: 'Upgrade to $VERSION' }],
  ['R8: placeholder_left', verified, ada, 'draftAnnouncement', { subject: '{{x}}', body: 'x' }],
  ['R5: no_release', fixed, ada, 'draftAnnouncement'],
  ['V1: no_severity', () => teamed().does(ada, 'joinRelease', release), ada, 'draftAnnouncement'],
  ['V3: no_advisory', () => low().does(ada, 'joinRelease', release), ada, 'draftAnnouncement'],
  ['R8: not_ready_to_announce', verified, ada, 'sendAnnouncement'],
  ['V8: not_ready_to_announce', drafted, ada, 'sendAnnouncement'],
  [
    'R8: stale_draft',
    () => drafted().does(ada, 'draftAnnouncement').at(tuesday),
    ada,
    'sendAnnouncement',
    { draft: 1 },
  ],
  ['R6: sent_already', sent, ada, 'sendAnnouncement'],
  ['R8: sent_already', announced, ada, 'draftAnnouncement'],
  ['R6: nothing_to_settle', announced, ada, 'settleAnnouncement', { delivered: 'delivered' }],
  ['R7: not_announced', verified, ada, 'recordListLink', { url: evidence }],
  ['R7: no_list_link', announced, ada, 'recordChatPost', { channel: 'general', evidence }],
  ['R7: no_such_channel', retrospected, ada, 'recordChatPost', { channel: 'random', evidence }],
  [
    'R7: known_already',
    () => retrospected().does(ada, 'recordChatPost', { channel: 'general', evidence }),
    ada,
    'recordChatPost',
    { channel: 'general', evidence },
  ],
  // Retrospective and the end
  ['T1: not_announced', verified, ada, 'draftRetrospective'],
  ['T2: half_a_draft', announced, ada, 'draftRetrospective', { body: 'x' }],
  ['T2: no_draft', announced, ada, 'sendRetrospective'],
  ['T2: questions_open', () => announced().does(ada, 'draftRetrospective'), ada, 'sendRetrospective'],
  ['T2: sent_already', retrospected, ada, 'sendRetrospective'],
  ['T2: nothing_to_settle', announced, ada, 'settleRetrospective', { delivered: 'delivered' }],
  ['T3: not_announced', verified, ada, 'giveFeedback', { text: 'x' }],
  ['T3: answered', () => announced().does(ada, 'declineFeedback'), ada, 'giveFeedback', { text: 'x' }],
  ['T3: no_person', announced, 'product', 'giveFeedback', { text: 'x' }],
  ['T3: no_person', announced, 'product', 'declineFeedback'],
  ['R5: not_finished', taken, ada, 'closeCase'],
  ['T2: no_retrospective', announced, ada, 'closeCase'],
  ['T1: still_open', taken, ada, 'reopenCase', { reason: 'x' }],
  ['R3: closed', closed, ada, 'recordMerge', merge],
  ['V2: closed', closed, ada, 'reserveCve', {}],
]

const allRoles = ['member', 'fixer', 'invited', 'reporter'] as const
const answer = ([, story, by, act, fields]: Row) =>
  story().tries(by, act, fields, by === 'product' ? allRoles : undefined)

describe('every refusal names its clause and a way out', () => {
  test.each(rows.map((row) => [`${row[3]} → ${row[0]}`, row] as const))('%s', (_, row) => {
    const { clause, code, says, instead } = refused(answer(row))
    expect(`${clause}: ${code}`).toBe(row[0])
    expect(Object.keys(clauses)).toContain(clause)
    for (const sentence of [says, instead]) {
      expect(sentence).toMatch(/^["A-ZÀ-Þ0-9].*[.!?)]$/su)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })

  const longAfter = report().later('P90D').now
  const others: readonly (readonly [string, () => Decision])[] = [
    ['D1: in_the_future', () => openCase({ ...opening(), disclosed: '2027-01-01T00:00:00Z' }, sigstore, report().now)],
    ['D3: in_the_past', () => openCase({ ...opening(), intent: { publishOn: past, note: 'x' } }, sigstore, longAfter)],
    ['R3: protocol_forbids', () => lawful(report().c, [{ type: 'FixReleased', at: tuesday }], 'R3')],
    ['S2: embargo_stands', () => lawful(report().c, [{ type: 'BecamePublic', since: past, how: 'x', evidence }], 'S2')],
    ['R4: not_released', notReleased],
    [
      'V1: table_not_used',
      () => withoutCvss().tries(ada, 'decideSsvc', { table: 'publish', answers: 'E:N', reason: 'x' }),
    ],
    ['V1: version_not_used', () => withoutCvss().tries(ada, 'decideSeverity', { vector: vectors.high })],
    ['T1: not_closed', () => erase(taken().c, { reason: 'x', confirm: '' })],
    ['T2: on_record', () => erase(closed().c, { reason: 'x', confirm: '' })],
    ['T1: not_confirmed', () => erase(setAside().does(ada, 'closeCase').c, { reason: 'x', confirm: 'yes' })],
    ['V6: too_many_files', () => attach(report().c, [{ ...file, size: attachmentLimits.ofCase + 1 }], 1, 'everyone')],
    ['V2: not_in_policy', () => withoutCvss().tries(ada, 'requestCve', { from: 'cna', evidence })],
    ['V2: not_in_policy', () => withoutCvss().tries(ada, 'reserveCve')],
  ]
  test.each(others)('%s', (expected, ask) => {
    const { clause, code, says, instead } = refused(ask())
    expect(`${clause}: ${code}`).toBe(expected)
    expect([says, instead]).not.toContain('')
  })

  test('every place in the code that refuses something was reached by one of these, not its code alone', () => {
    const written = sources()
    expect(written.length).toBeGreaterThan(100)
    expect(written.filter((place) => !provoked.has(place))).toEqual([])
  })
})

function inTheTeamsRoom(): Story {
  return taken().does(ada, 'post', { room: 'team', text: 'Between us.' })
}

function shared(): Story {
  return fixed().does(cate, 'shareAdvisory', { revision: 1 })
}

function crowded(count: number): Story {
  const events = Array.from({ length: count }, (_, nth) => ({
    type: 'CoReporterNamed' as const,
    person: `p-co000000000${nth}` as const,
  }))
  return report().happens(...events)
}

/** Zed found it, too, and joined the fix team. */
function finderOnTeam(): Story {
  return taken()
    .happens({ type: 'CoReporterNamed', person: zed })
    .does(ben, 'inviteToFixTeam', { person: zed, why: 'found it' })
    .does(zed, 'acceptInvitation', { terms: true })
}

/** Attacked, and still under embargo: no date can be agreed any more. */
function attacked(beginning: Beginning = {}): Story {
  return taken(beginning).happens({ type: 'AttacksObserved', since: past, evidence })
}

const file = { file: 'f', name: 'proof.txt', media: 'text/plain', sha256: '0'.repeat(64) }

/** A reservation of which nobody knows whether it was carried out. */
function inDoubt(): Story {
  const failed = { order: 1, code: 'timed_out', unsure: true, found: [] }
  return report()
    .does(ada, 'reserveCve')
    .happens({ type: 'CveOrderFailed', ...failed })
}

function withCve(): Story {
  return fixed().does(ben, 'recordCve', { id: 'CVE-2026-99999', evidence })
}

function opening() {
  const { event } = report().records[0] ?? {}
  if (event?.type !== 'CaseOpened') throw new Error('the first event opens the case')
  return { ...event, policyVersion: '1', public: null, intent: null }
}

function withoutCvss(): Story {
  const { development } = sigstore
  const severity = { ...development.severity, versions: [], ssvc: ['supplier' as const] }
  return teamed({
    policy: { ...sigstore, development: { ...development, severity, cve: { ...development.cve, from: ['mitre'] } } },
  })
}

function notReleased(): Decision {
  return agreed()
    .does(cate, 'draftAnnouncement')
    .does(cate, 'sendAnnouncement', { despite: 'the mitigation cannot wait' })
    .happens({ type: 'AnnouncementDelivered', messageId: 'm@example.org', note: '' })
    .does(cate, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
    .does(cate, 'sendRetrospective')
    .happens({ type: 'RetrospectiveDelivered', messageId: 'r@example.org', note: '' })
    .tries(ada, 'closeCase')
}

/** Every place in which something is refused. */
function sources(): string[] {
  const folder = new URL('..', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .flatMap((line, index) => (/\brefuse\(/.test(line) ? [`${file}:${index + 1}`] : [])),
    )
}
