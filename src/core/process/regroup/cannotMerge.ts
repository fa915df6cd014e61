import { refuse, type CaseId, type Refused } from '../../kernel/index.ts'
import type { Context, NoCase } from '../act.ts'
import { orderOpen } from '../cveOrder.ts'
import type { Case } from '../state.ts'
import { facts, holds } from '../vultron/index.ts'
import { publishedAlready } from './gone.ts'

/** What a person says of a merge. */
export interface Merging {
  readonly into: CaseId
  /** Of the case that goes on, as the person looked at it. */
  readonly version: number | undefined
  /** Whose advisory goes on, where both have one. */
  readonly advisory: 'this' | 'other' | undefined
  /** To the reporter of the case that closes, in their own room. */
  readonly answer: string
  readonly reason: string
}

const notThere: Readonly<Record<NoCase, Refused>> = {
  unknown: refuse('no_other_case', 'C2', 'There is no such case.', 'Give the id of an open case, as lists show it.'),
  erased: refuse('erased', 'C2', 'That case was erased: nothing can go on there.', 'Go on with this case.'),
  foreign: refuse(
    'another_community',
    'C2',
    'That case is another community’s: its members have not agreed to share theirs.',
    'Tell that community by mail (C3); each goes on with its own case.',
  ),
}

/** The case that goes on, or why the two cannot become one; each refusal with the way out. */
export function cannotMerge(c: Case, asked: Merging, { caseAt }: Context): Case | Refused {
  if (asked.into === c.id) {
    return refuse('itself', 'C2', 'A case cannot be merged with itself.', 'Name the other case.')
  }
  const other = caseAt(asked.into)
  if (typeof other === 'string') return notThere[other]
  return (
    changed(other, asked) ??
    atRest(c, other) ??
    publishedAlready(c) ??
    publishedAlready(other) ??
    known(c, other) ??
    idsDiffer(c, other) ??
    // The id that an order brings would belong to a case that is closed by then.
    orderOpen(c.cve) ??
    openIntent(c) ??
    twoAdvisories(c, other, asked) ??
    other
  )
}

function changed(other: Case, { version }: Merging): Refused | undefined {
  if (version === undefined || version === other.version) return undefined
  return refuse(
    'other_case_changed',
    'C2',
    `Case ${other.id} is at version ${other.version} now; you looked at version ${version}.`,
    'Look at it again, then decide.',
  )
}

/** Only a case that is worked on can take over another's work. */
function atRest(c: Case, other: Case): Refused | undefined {
  if (other.closed !== null) {
    const onward = other.related.mergedInto
    return refuse(
      'other_case_closed',
      'C2',
      `Case ${other.id} was closed on ${other.closed.at}; closed is final.`,
      onward === null
        ? 'Mark this case as its duplicate, or go on with this one.'
        : `It goes on as ${onward}: name that one.`,
    )
  }
  if (other.setAside !== null) {
    return refuse(
      'set_aside_already',
      'C2',
      `Case ${other.id} is set aside.`,
      'Take it up again, or merge it into this case.',
    )
  }
  if (c.accepted !== null && other.accepted === null) {
    return refuse(
      'not_accepted',
      'C2',
      `This case was accepted, ${other.id} was not: its report has not been judged yet.`,
      'Accept that report first, or merge that case into this one.',
    )
  }
  return undefined
}

/** P, X, A: if they are one vulnerability, what is known of the one is known of the other; people say so, on record. */
function known(c: Case, other: Case): Refused | undefined {
  const differs = facts.some(
    (fact) => 'PXA'.includes(fact) && holds(c.shadow.cs, fact) !== holds(other.shadow.cs, fact),
  )
  if (differs) {
    return refuse(
      'facts_differ',
      'S2',
      'One of the two is public, exploited or attacked, the other is not; if they are one vulnerability, both are.',
      'Record on the other case what is known of the one (“It is public” and its like), then merge them.',
    )
  }
  if ((c.shadow.em === 'X') !== (other.shadow.em === 'X')) {
    return refuse(
      'embargo_over',
      'D3',
      'The embargo of one of the two has ended; an ended one is not renewed.',
      'End the other case’s embargo too, then merge them.',
    )
  }
  return undefined
}

function idsDiffer(c: Case, other: Case): Refused | undefined {
  if (c.cve.id === null || other.cve.id === null || c.cve.id === other.cve.id) return undefined
  return refuse(
    'two_cve_ids',
    'V2',
    `Both have a CVE id: ${c.cve.id} and ${other.cve.id}. One vulnerability has one.`,
    'Have one of them rejected by whoever assigned it, record the one that stays in both cases, then merge them.',
  )
}

/** D3: a reporter's question is not lost in a merge. */
function openIntent({ intent, privateHandling }: Case): Refused | undefined {
  if (intent === null || privateHandling.answered !== null) return undefined
  return refuse(
    'intent_open',
    'D3',
    'Its reporter means to publish, and whether it can be handled privately is not answered.',
    'Ask for private handling and record the answer, then merge the cases.',
  )
}

function twoAdvisories(c: Case, other: Case, { advisory }: Merging): Refused | undefined {
  if (c.advisory.length === 0 || other.advisory.length === 0 || advisory !== undefined) return undefined
  return refuse(
    'two_advisories',
    'V3',
    'Both cases have an advisory.',
    'Choose which one goes on; the other stays on record in its case.',
  )
}
