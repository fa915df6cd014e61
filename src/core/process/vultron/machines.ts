/**
 * The machines of the Vultron protocol (CERT/CC, "Designing Vultron", 2022: report management, embargo management,
 * participant embargo consent, case state) as tables: state → trigger → state. What a table lacks is forbidden.
 */
type Machine<State extends string, Trigger extends string> = Record<State, Partial<Record<Trigger, State>>>

export type Rm = 'S' | 'R' | 'V' | 'I' | 'D' | 'A' | 'C'
export type RmTrigger = 'receive' | 'validate' | 'invalidate' | 'accept' | 'defer' | 'close'

/** Report management, per participant: Start, Received, Valid, Invalid, Deferred, Accepted, Closed. */
export const reportManagement: Machine<Rm, RmTrigger> = {
  S: { receive: 'R' },
  R: { validate: 'V', invalidate: 'I' },
  I: { validate: 'V', close: 'C' },
  V: { accept: 'A', defer: 'D' },
  D: { accept: 'A', close: 'C' },
  A: { defer: 'D', close: 'C' },
  C: {},
}

export type Em = 'N' | 'P' | 'A' | 'R' | 'X'
export type EmTrigger = 'propose' | 'reject' | 'accept' | 'terminate'

/** Embargo management, per case: None, Proposed, Active, Revise, eXited. */
export const embargoManagement: Machine<Em, EmTrigger> = {
  N: { propose: 'P' },
  P: { propose: 'P', reject: 'N', accept: 'A' },
  A: { propose: 'R', terminate: 'X' },
  R: { propose: 'R', reject: 'A', accept: 'A', terminate: 'X' },
  X: {},
}

export type Consent = 'none' | 'invited' | 'signatory' | 'lapsed' | 'declined'
export type ConsentTrigger = 'invite' | 'accept' | 'decline' | 'revise' | 'reset'

/** Each participant's consent to the embargo. */
export const embargoConsent: Machine<Consent, ConsentTrigger> = {
  none: { invite: 'invited', accept: 'signatory', decline: 'declined', reset: 'none' },
  invited: { accept: 'signatory', decline: 'declined', reset: 'none' },
  signatory: { decline: 'declined', revise: 'lapsed', reset: 'none' },
  lapsed: { invite: 'invited', accept: 'signatory', decline: 'declined', reset: 'none' },
  declined: { invite: 'invited', reset: 'none' },
}
