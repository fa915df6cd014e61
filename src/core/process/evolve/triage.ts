import { caused } from './schedule.ts'
import type { Changes } from './table.ts'

export const triageChanges = {
  DutyAssigned: (c, { duty, to }) => {
    const { [duty]: _, ...others } = c.duties
    return { duties: to === null ? others : { ...others, [duty]: to } }
  },
  ReplicationAssessed: (_, { replicated, how }, noted) => ({ replication: { ...noted, replicated, how } }),
  // What turns out to be ours alone follows nobody's date.
  OriginAssessed: (c, { origin, note }, noted) => ({
    origin: { ...noted, origin, note },
    ...(origin === 'ours' && c.upstream !== null
      ? { upstream: null, ...caused(c, noted, { kind: 'upstream', project: c.upstream.project, date: null }) }
      : {}),
  }),
  ReportValidated: () => ({ setAside: null }),
  ReportAccepted: (_, __, noted) => ({ accepted: noted, setAside: null }),
  ReportInvalidated: (_, { reason }, noted) => ({ setAside: { ...noted, as: 'invalid', reason, of: null } }),
  MarkedDuplicate: (_, { of, reason }, noted) => ({ setAside: { ...noted, as: 'duplicate', reason, of } }),
  MatchDismissed: (c, { of }) => ({ dismissed: [...c.dismissed, of] }),
  CaseDeferred: (_, { reason }, noted) => ({ setAside: { ...noted, as: 'deferred', reason, of: null } }),
  CaseResumed: (c, _, noted) => ({ setAside: null, accepted: c.accepted ?? noted }),
  ReportWithdrawn: (_, { reason }, noted) => ({ setAside: { ...noted, as: 'withdrawn', reason, of: null } }),
  ReportScreened: (_, { proof, network, range }, noted) => ({
    screened: { ...noted, proof, network, range, confirmed: null },
  }),
  SenderConfirmed: (c, _, noted) => (c.screened === null ? {} : { screened: { ...c.screened, confirmed: noted } }),
  ReproducerAsked: (_, { due, post }, noted) => ({ reproducer: { ...noted, due, post } }),
  MarkedSpam: (_, { note }, noted) => ({ setAside: { ...noted, as: 'spam', reason: note, of: null } }),
  CreditChosen: (c, { person, named, as }) => ({ credits: { ...c.credits, [person]: { named, as } } }),
} satisfies Changes<
  | 'DutyAssigned'
  | 'ReplicationAssessed'
  | 'OriginAssessed'
  | 'ReportValidated'
  | 'ReportAccepted'
  | 'ReportInvalidated'
  | 'MarkedDuplicate'
  | 'MatchDismissed'
  | 'CaseDeferred'
  | 'CaseResumed'
  | 'ReportWithdrawn'
  | 'CreditChosen'
  | 'ReportScreened'
  | 'SenderConfirmed'
  | 'ReproducerAsked'
  | 'MarkedSpam'
>
