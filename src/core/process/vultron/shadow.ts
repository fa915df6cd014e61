import type { CaseEvent } from '../events.ts'
import { unknownToAll, withFact, holds, type CaseState, type Fact } from './caseState.ts'
import {
  embargoConsent,
  embargoManagement,
  reportManagement,
  type Consent,
  type ConsentTrigger,
  type Em,
  type EmTrigger,
  type Rm,
  type RmTrigger,
} from './machines.ts'

/** The case read as Vultron's machines: the committee's report management, the embargo, consents, the case state. */
export interface Shadow {
  readonly rm: Rm
  readonly em: Em
  readonly cs: CaseState
  /** By person id; whoever is absent has not been asked. */
  readonly consent: Readonly<Record<string, Consent>>
  /** Asked by reporting: leaving the fix team changes nothing about what they agreed to then. */
  readonly reporters: readonly string[]
}

export const blank: Shadow = { rm: 'S', em: 'N', cs: unknownToAll, consent: {}, reporters: [] }

export type Trigger =
  | { readonly machine: 'rm'; readonly trigger: RmTrigger }
  | { readonly machine: 'em'; readonly trigger: EmTrigger }
  | { readonly machine: 'cs'; readonly fact: Fact }
  | { readonly machine: 'consent'; readonly person: string; readonly trigger: ConsentTrigger }

/** What stands against a trigger: which machine, in which state. */
export interface Forbidden {
  readonly forbidden: true
  readonly machine: Trigger['machine']
  readonly state: string
  readonly trigger: string
  readonly says: string
}

const rm = (trigger: RmTrigger): Trigger => ({ machine: 'rm', trigger })
const em = (trigger: EmTrigger): Trigger => ({ machine: 'em', trigger })
const cs = (fact: Fact): Trigger => ({ machine: 'cs', fact })
const consent = (person: string, trigger: ConsentTrigger): Trigger => ({ machine: 'consent', person, trigger })

/** Which triggers an event pulls, in order. */
export function triggersOf(event: CaseEvent, shadow: Shadow): readonly Trigger[] {
  switch (event.type) {
    case 'CaseOpened':
      return [
        cs('V'),
        rm('receive'),
        ...(event.reporter === null ? [] : [consent(event.reporter, 'invite')]),
        ...(event.reporter !== null && event.terms ? [consent(event.reporter, 'accept')] : []),
      ]
    case 'CoReporterNamed':
      return [consent(event.person, 'invite')]
    case 'CoReporterRemoved':
      return [consent(event.person, 'reset')]
    case 'ReportValidated':
      return [rm('validate')]
    case 'ReportInvalidated':
    case 'MarkedSpam':
      return [rm('invalidate')]
    case 'ReportAccepted':
    case 'CaseResumed':
      return [rm('accept')]
    case 'CaseDeferred':
    case 'MarkedDuplicate':
      return shadow.rm === 'D' ? [] : [rm('defer')]
    case 'CaseMerged':
      return shadow.rm === 'D' ? [] : [rm('defer')]
    case 'SplitOff':
      return [
        ...(event.accepted === null ? [] : [rm('validate'), rm('accept')]),
        ...event.team.flatMap(({ person, state }) => [
          ...ofFixTeam(shadow, person, 'invite'),
          ...(state === 'accepted' ? ofFixTeam(shadow, person, 'accept') : []),
        ]),
      ]
    case 'CaseClosed':
      return [rm('close')]
    case 'ReportWithdrawn':
      return withdrawn[shadow.rm] ?? []
    case 'EmbargoProposed':
      return [em('propose')]
    case 'EmbargoAccepted':
      return [em('accept'), ...event.lapsed.map((person) => consent(person, 'revise'))]
    case 'EmbargoRejected':
      return [em('reject')]
    case 'EmbargoEnded':
      return [em('terminate')]
    case 'EmbargoConfirmed':
      return [consent(event.person, 'accept')]
    case 'BecamePublic':
      return [cs('P')]
    case 'ExploitPublished':
      return [cs('X')]
    case 'AttacksObserved':
      return [cs('A')]
    case 'FixCompleted':
      return holds(shadow.cs, 'F') ? [] : [cs('F')]
    case 'FixReleased':
      return [cs('D')]
    case 'FixTeamInvited':
      return ofFixTeam(shadow, event.person, 'invite')
    case 'InvitationAccepted':
      return ofFixTeam(shadow, event.person, 'accept')
    case 'InvitationDeclined':
      return ofFixTeam(shadow, event.person, 'decline')
    case 'AccessRevoked':
      return ofFixTeam(shadow, event.person, 'reset')
    default:
      return []
  }
}

/** A report taken back needs no judgement of its own, but no report rests in Received or Valid for ever. */
const withdrawn: Partial<Record<Rm, readonly Trigger[]>> = { R: [rm('invalidate')], V: [rm('defer')] }

function ofFixTeam(shadow: Shadow, person: string, trigger: ConsentTrigger): readonly Trigger[] {
  if (!shadow.reporters.includes(person)) return [consent(person, trigger)]
  return trigger === 'accept' && shadow.consent[person] === 'invited' ? [consent(person, 'accept')] : []
}

/** The shadow after an event, or what forbids it. */
export function cast(shadow: Shadow, event: CaseEvent): Shadow | Forbidden {
  let current: Shadow = { ...shadow, reporters: reportersAfter(shadow, event) }
  for (const trigger of triggersOf(event, shadow)) {
    const next = pull(current, trigger)
    if ('forbidden' in next) return next
    current = next
  }
  return current
}

function reportersAfter({ reporters }: Shadow, event: CaseEvent): readonly string[] {
  if (event.type === 'CaseOpened') return event.reporter === null ? [] : [event.reporter]
  if (event.type === 'CoReporterNamed') return [...reporters, event.person]
  return event.type === 'CoReporterRemoved' ? reporters.filter((one) => one !== event.person) : reporters
}

export function pull(shadow: Shadow, trigger: Trigger): Shadow | Forbidden {
  switch (trigger.machine) {
    case 'rm': {
      const next = reportManagement[shadow.rm][trigger.trigger]
      if (next === undefined) return forbid('rm', shadow.rm, trigger.trigger)
      return { ...shadow, rm: next }
    }
    case 'em': {
      const next = embargoManagement[shadow.em][trigger.trigger]
      if (next === undefined) return forbid('em', shadow.em, trigger.trigger)
      // Embargoes are proposed or accepted only while nothing is public, exploited or attacked.
      const starts = trigger.trigger === 'propose' || trigger.trigger === 'accept'
      if (starts && !isSecret(shadow)) return forbid('em', shadow.cs, trigger.trigger)
      return { ...shadow, em: next }
    }
    case 'cs': {
      // A fix is made and released only by whoever engaged with the report.
      if ((trigger.fact === 'F' || trigger.fact === 'D') && !['A', 'D', 'C'].includes(shadow.rm)) {
        return forbid('cs', `RM ${shadow.rm}`, trigger.fact)
      }
      const next = withFact(shadow.cs, trigger.fact)
      return next === undefined ? forbid('cs', shadow.cs, trigger.fact) : { ...shadow, cs: next }
    }
    case 'consent': {
      const state = shadow.consent[trigger.person] ?? 'none'
      const next = embargoConsent[state][trigger.trigger]
      if (next === undefined) return forbid('consent', state, trigger.trigger)
      return { ...shadow, consent: { ...shadow.consent, [trigger.person]: next } }
    }
  }
}

function forbid(machine: Trigger['machine'], state: string, trigger: string): Forbidden {
  const names = { rm: 'report', em: 'embargo', cs: 'case', consent: 'consent' }
  return {
    forbidden: true,
    machine,
    state,
    trigger,
    says: `the ${names[machine]} is in state ${state}, where "${trigger}" is not possible`,
  }
}

/** `pxa`: not public, no public exploit, no attacks. Only then is an embargo proposed or accepted. */
export function isSecret({ cs: state }: Shadow): boolean {
  return !(['P', 'X', 'A'] as const).some((fact) => holds(state, fact))
}

/** True where no embargo may stand: what is public, or has a public exploit, cannot be kept secret. */
export function breaksEmbargo(shadow: Shadow): boolean {
  return (holds(shadow.cs, 'P') || holds(shadow.cs, 'X')) && ['P', 'A', 'R'].includes(shadow.em)
}
