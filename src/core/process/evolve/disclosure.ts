import { asapCause } from './schedule.ts'
import type { Changes } from './table.ts'

export const disclosureChanges = {
  CaseOpened: () => ({}),
  DisclosureMoved: (_, { disclosed }) => ({ disclosed }),
  BecamePublic: (c, { since, how }, noted) => ({ publicSince: since, ...asapCause(c, how, noted) }),
  ExploitPublished: (c, { since }, noted) => ({ exploitSince: since, ...asapCause(c, 'an exploit is public', noted) }),
  AttacksObserved: (c, { since }, noted) => ({ attacksSince: since, ...asapCause(c, 'it is being exploited', noted) }),
  IntentStated: (_, { publishOn, note }, noted) => ({ intent: { ...noted, publishOn, note } }),
  PrivateHandlingRequested: (c, _, noted) => ({ privateHandling: { ...c.privateHandling, requested: noted } }),
  PrivateHandlingAnswered: (c, { agreed, until }, noted) => ({
    privateHandling: { ...c.privateHandling, answered: { ...noted, agreed, until } },
    ...(agreed ? {} : asapCause(c, 'the reporter declined private handling', noted)),
  }),
  EmbargoProposed: (c, { until }) => ({ embargo: { ...c.embargo, proposed: [...c.embargo.proposed, until] } }),
  EmbargoAccepted: (c, { until }) => ({ embargo: { ...c.embargo, until, proposed: [] } }),
  EmbargoRejected: (c) => ({ embargo: { ...c.embargo, proposed: [] } }),
  EmbargoConfirmed: () => ({}),
  EmbargoEnded: (c, { reason }, noted) => ({ embargo: { ...c.embargo, proposed: [], ended: { ...noted, reason } } }),
} satisfies Changes<
  | 'CaseOpened'
  | 'DisclosureMoved'
  | 'BecamePublic'
  | 'ExploitPublished'
  | 'AttacksObserved'
  | 'IntentStated'
  | 'PrivateHandlingRequested'
  | 'PrivateHandlingAnswered'
  | 'EmbargoProposed'
  | 'EmbargoAccepted'
  | 'EmbargoRejected'
  | 'EmbargoConfirmed'
  | 'EmbargoEnded'
>
