import type { CaseEventType, EventOf } from '../events.ts'
import type { Case, Noted } from '../state.ts'

/** How an event changes the case: only what it changes. */
export type Change<Type extends CaseEventType> = (c: Case, event: EventOf<Type>, noted: Noted) => Partial<Case>
export type Changes<Types extends CaseEventType> = { readonly [Type in Types]: Change<Type> }
