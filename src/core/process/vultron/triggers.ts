import type { CaseEvent, CaseEventType, EventOf } from '../events.ts'
import { holds, type Fact } from './caseState.ts'
import type { ConsentTrigger, EmTrigger, Rm, RmTrigger } from './machines.ts'
import type { Shadow } from './shadow.ts'

export type Trigger =
  | { readonly machine: 'rm'; readonly trigger: RmTrigger }
  | { readonly machine: 'em'; readonly trigger: EmTrigger }
  | { readonly machine: 'cs'; readonly fact: Fact }
  | { readonly machine: 'consent'; readonly person: string; readonly trigger: ConsentTrigger }

const rm = (trigger: RmTrigger): Trigger => ({ machine: 'rm', trigger })
const em = (trigger: EmTrigger): Trigger => ({ machine: 'em', trigger })
const cs = (fact: Fact): Trigger => ({ machine: 'cs', fact })
const consent = (person: string, trigger: ConsentTrigger): Trigger => ({ machine: 'consent', person, trigger })

type Pulled = readonly Trigger[]
type Triggers = { readonly [Type in CaseEventType]?: (event: EventOf<Type>, shadow: Shadow) => Pulled }

const triggers: Triggers = {
  CaseOpened: ({ reporter, terms }) => [
    cs('V'),
    rm('receive'),
    ...(reporter === null ? [] : [consent(reporter, 'invite')]),
    ...(reporter !== null && terms ? [consent(reporter, 'accept')] : []),
  ],
  CoReporterNamed: ({ person }) => [consent(person, 'invite')],
  CoReporterRemoved: ({ person }) => [consent(person, 'reset')],
  ReportValidated: () => [rm('validate')],
  ReportInvalidated: () => [rm('invalidate')],
  MarkedSpam: () => [rm('invalidate')],
  ReportAccepted: () => [rm('accept')],
  CaseResumed: () => [rm('accept')],
  CaseDeferred: deferred,
  MarkedDuplicate: deferred,
  CaseMerged: deferred,
  SplitOff: ({ accepted, team }, shadow) => [
    ...(accepted === null ? [] : [rm('validate'), rm('accept')]),
    ...team.flatMap(({ person, state }) => [
      ...ofFixTeam(shadow, person, 'invite'),
      ...(state === 'accepted' ? ofFixTeam(shadow, person, 'accept') : []),
    ]),
  ],
  CaseClosed: () => [rm('close')],
  ReportWithdrawn: (_, shadow) => withdrawn[shadow.rm] ?? [],
  EmbargoProposed: () => [em('propose')],
  EmbargoAccepted: ({ lapsed }) => [em('accept'), ...lapsed.map((person) => consent(person, 'revise'))],
  EmbargoRejected: () => [em('reject')],
  EmbargoEnded: () => [em('terminate')],
  EmbargoConfirmed: ({ person }) => [consent(person, 'accept')],
  BecamePublic: () => [cs('P')],
  ExploitPublished: () => [cs('X')],
  AttacksObserved: () => [cs('A')],
  FixCompleted: (_, shadow) => (holds(shadow.cs, 'F') ? [] : [cs('F')]),
  FixReleased: () => [cs('D')],
  FixTeamInvited: ({ person }, shadow) => ofFixTeam(shadow, person, 'invite'),
  InvitationAccepted: ({ person }, shadow) => ofFixTeam(shadow, person, 'accept'),
  InvitationDeclined: ({ person }, shadow) => ofFixTeam(shadow, person, 'decline'),
  AccessRevoked: ({ person }, shadow) => ofFixTeam(shadow, person, 'reset'),
}

/** Which triggers an event pulls, in order; most pull none. */
export function triggersOf(event: CaseEvent, shadow: Shadow): Pulled {
  // The table gives each type its own function; the union of types cannot be told apart by an index alone.
  const pulled = triggers[event.type] as ((event: CaseEvent, shadow: Shadow) => Pulled) | undefined
  return pulled?.(event, shadow) ?? []
}

/** What was put off before, and is set aside for another reason, stays put off. */
function deferred(_: unknown, shadow: Shadow): Pulled {
  return shadow.rm === 'D' ? [] : [rm('defer')]
}

/** A report taken back needs no judgement of its own, but no report rests in Received or Valid for ever. */
const withdrawn: Partial<Record<Rm, readonly Trigger[]>> = { R: [rm('invalidate')], V: [rm('defer')] }

/** Whoever reported it keeps, on the fix team and after it, what they agreed to as its reporter. */
function ofFixTeam(shadow: Shadow, person: string, trigger: ConsentTrigger): readonly Trigger[] {
  if (!shadow.reporters.includes(person)) return [consent(person, trigger)]
  return trigger === 'accept' && shadow.consent[person] === 'invited' ? [consent(person, 'accept')] : []
}
