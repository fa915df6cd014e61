/**
 * The clauses of the security response process, one line each, in our own words: the single source for the clause
 * chips of the interface, the policy reference and `tocsin policy explain`.
 */
export const clauses = {
  C1: 'The committee starts from a list of people, each with a name, a mail address and an OpenPGP key.',
  C2: 'Members share the duties: triage, infra, disclosure, release.',
  C3: 'Anyone can write to the committee; the mail reaches every member.',
  C4: 'The committee keeps to a small number of members.',
  C5: 'People volunteer, or a member or a maintainer nominates them.',
  C6: 'No single vendor outweighs the others.',
  C7: 'New members are chosen by lazy consensus; an objection turns it into a majority vote.',
  C8: 'A member may step down at any time and propose who follows.',
  C9: 'Members stay active and answer.',
  C10: 'A long leave is agreed beforehand, so that every duty stays covered.',
  C11: 'For a leave of months a member may name a stand-in.',
  C12: 'Members who vanish or neglect a duty without notice may be removed by a super-majority.',
  C13: 'Rights follow the seat: they begin and end with it.',
  D1: 'Suspected vulnerabilities are reported in private.',
  D2: 'Whoever learns of a public vulnerability tells the committee at once.',
  D3: 'A reporter who wants to publish before the fix is asked to wait; if they decline, the committee hurries.',
  S1: 'Time limits are suggestions; the committee steers them and says why.',
  S2: 'Once a vulnerability is public, everything is due as soon as possible.',
  S3: 'Where an upstream project has to disclose first, our dates follow its date.',
  S4: 'The fix team stands soon after disclosure.',
  S5: 'The fix is developed within its window.',
  S6: 'The fixed release comes out within its window.',
  S7: 'The retrospective follows the release.',
  S8: 'When severity or risk is low, the fix team may slow down.',
  F1: 'The committee finds the engineers who know the affected code.',
  F2: 'Those engineers are invited into the case and become its fix team.',
  F3: 'The fix team sees this one case and nothing else.',
  V1: 'Committee and fix team propose a severity; the committee decides.',
  V2: 'The committee requests a CVE id.',
  V3: 'An advisory is opened early and edited as more becomes known.',
  V4: 'The fix team are the collaborators of the advisory.',
  V5: 'The fix is developed in a private workspace.',
  V6: 'All talk about the case stays inside the case.',
  V7: 'The fix team says when the fix is complete.',
  V8: 'Fix team and committee agree on the day and the hour of the release.',
  R1: 'Once there is a fix or a mitigation, the committee plans whom to tell what, when and how.',
  R2: 'The fix team approves the changes.',
  R3: 'The committee merges the fix in public, shortly before the announcement.',
  R4: 'Every artefact is checked: published, signed, reachable and working.',
  R5: 'The announcement says what is wrong, how bad it is and what to do.',
  R6: 'The announcement goes to the mailing list.',
  R7: "The link to the list's copy is posted in the chat channels.",
  R8: 'The announcement follows a template.',
  T1: 'A blameless retrospective is written soon after the release.',
  T2: 'The retrospective is sent to the list, with the timeline and everyone involved, but for those who are not to be named.',
  T3: 'Committee members and fix team are asked for feedback of their own.',
} as const satisfies Record<string, string>

export type ClauseId = keyof typeof clauses

export const clauseIds = Object.keys(clauses) as [ClauseId, ...ClauseId[]]

/** The chapters of the process by the letter of their clauses, in order. */
export const chapters = {
  C: 'The committee',
  D: 'Disclosures',
  S: 'The schedule',
  F: 'The fix team',
  V: 'Developing the fix',
  R: 'Disclosing the fix',
  T: 'Retrospective',
} as const satisfies Record<string, string>

export type Chapter = keyof typeof chapters

export function chapterOf(id: ClauseId): Chapter {
  return id[0] as Chapter
}
