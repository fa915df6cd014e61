import { isReporter } from '../reporters.ts'
import { asapCause } from './schedule.ts'
import type { Changes } from './table.ts'

const nothingProposed = { proposed: [], byReporter: [] }

export const disclosureChanges = {
  CaseOpened: () => ({}),
  DisclosureMoved: (_, { disclosed }) => ({ disclosed }),
  BecamePublic: (c, { since, how }, noted) => ({ publicSince: since, ...asapCause(c, how, noted) }),
  ExploitPublished: (c, { since }, noted) => ({ exploitSince: since, ...asapCause(c, 'an exploit is public', noted) }),
  AttacksObserved: (c, { since }, noted) => ({ attacksSince: since, ...asapCause(c, 'it is being exploited', noted) }),
  // A new intention is a new question, whatever was answered before.
  IntentStated: (_, { publishOn, note }, noted) => ({
    intent: { ...noted, publishOn, note },
    privateHandling: { requested: null, answered: null },
  }),
  PrivateHandlingRequested: (c, _, noted) => ({ privateHandling: { ...c.privateHandling, requested: noted } }),
  PrivateHandlingAnswered: (c, { agreed, until }, noted) => ({
    privateHandling: { ...c.privateHandling, answered: { ...noted, agreed, until } },
    ...(agreed ? {} : asapCause(c, 'the reporter declined private handling', noted)),
  }),
  EmbargoProposed: (c, { until }, { by }) => ({
    embargo: {
      ...c.embargo,
      proposed: [...c.embargo.proposed, until],
      byReporter: isReporter(c, by) ? [...c.embargo.byReporter, until] : c.embargo.byReporter,
    },
  }),
  EmbargoAccepted: (c, { until }) => ({ embargo: { ...c.embargo, until, ...nothingProposed } }),
  EmbargoRejected: (c) => ({ embargo: { ...c.embargo, ...nothingProposed } }),
  EmbargoConfirmed: () => ({}),
  EmbargoEnded: (c, { reason }, noted) => ({
    embargo: { ...c.embargo, ...nothingProposed, ended: { ...noted, reason } },
  }),
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
