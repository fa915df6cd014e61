import type { CaseEvent } from '../events.ts'
import { withFact } from './caseState.ts'
import { embargoConsent, embargoManagement, reportManagement } from './machines.ts'
import { isSecret, type Shadow } from './shadow.ts'
import { triggersOf, type Trigger } from './triggers.ts'

/** What stands against a trigger: which machine, in which state. */
export interface Forbidden {
  readonly forbidden: true
  readonly machine: Trigger['machine']
  readonly state: string
  readonly trigger: string
  readonly says: string
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
