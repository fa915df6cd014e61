import type { Policy } from '../policy/index.ts'
import { whoseDate } from './consent.ts'
import type { Deadline } from './deadline.ts'
import { agreementTitles } from './deadlineNamed.ts'
import { noticesTo } from './distributors.ts'
import type { At } from './events.ts'
import { agreedRelease, reached } from './milestones.ts'
import { reproducerOf } from './screening.ts'
import { standing } from './standing.ts'
import type { Case } from './state.ts'

/** An instant that people agreed to or promised. */
interface Agreement extends Pick<Deadline, 'id' | 'clause' | 'title' | 'duty' | 'reaches'> {
  /** Left out: it counts from no beginning. */
  readonly opens?: At | null
  readonly due: At
  readonly doneAt: At | null
  readonly why: string
  /** It holds, too, while the case rests. */
  readonly outlivesRest?: true
  /** It can be done no more: what is late is missed. */
  readonly isOver?: boolean
}

/**
 * Deadlines that no clock of the policy counts: the two instants of the release day (V8, R3), the notices to
 * distributors counted back from it (R1), the reproducer a reporter was asked for (C2), the embargo's end.
 */
export function ofAgreements(c: Case, policy: Policy, now: Temporal.Instant): readonly Deadline[] {
  const agreements = [...ofReleaseDay(c, policy), ...ofNotices(c, policy), ...ofReproducer(c), ...ofEmbargo(c, policy)]
  return agreements.map((one) => deadlineOf(one, c, policy, now))
}

function deadlineOf(agreement: Agreement, c: Case, policy: Policy, now: Temporal.Instant): Deadline {
  const { id, clause, title, duty, reaches, opens = null, due, doneAt, why, outlivesRest, isOver } = agreement
  const { grace } = policy.development.releaseDay
  const stands = standing(outlivesRest === true ? null : c, policy, doneAt, due, now, grace)
  return {
    id,
    clause,
    title,
    duty,
    reaches,
    opens,
    original: due,
    asap: false,
    because: [`${clause}: ${why}`],
    ...stands,
    ...(isOver === true && stands.state === 'late' && { state: 'missed' }),
  }
}

function ofReleaseDay(c: Case, policy: Policy): readonly Agreement[] {
  const agreed = agreedRelease(c)
  if (agreed === null) return []
  const why = `agreed by committee and fix team on ${agreed.at}`
  return [
    {
      id: 'opening',
      clause: policy.release.merge.clause,
      title: agreementTitles.opening,
      duty: 'release',
      reaches: 'opened',
      due: agreed.opening,
      doneAt: reached.opened(c),
      why,
    },
    {
      id: 'announcement',
      clause: policy.development.releaseDay.clause,
      title: agreementTitles.announcement,
      duty: 'disclosure',
      reaches: 'announced',
      due: agreed.announcement,
      doneAt: reached.announced(c),
      why,
    },
  ]
}

/** Once the release is announced, telling them ahead is over. */
function ofNotices(c: Case, policy: Policy): readonly Agreement[] {
  const isOver = c.announced !== null
  return noticesTo(c, policy).map((notice) => ({ ...notice, duty: 'disclosure', reaches: null, isOver }))
}

function ofReproducer(c: Case): readonly Agreement[] {
  const asked = reproducerOf(c)
  if (asked === null) return []
  return [
    {
      id: 'reproducer',
      clause: 'C2',
      title: agreementTitles.reproducer,
      duty: 'triage',
      reaches: null,
      due: asked.due,
      doneAt: asked.answered,
      why: 'what the reporter was promised',
    },
  ]
}

/** Setting a case aside or closing it does not end its embargo (Vultron). */
function ofEmbargo(c: Case, policy: Policy): readonly Agreement[] {
  const { until, ended } = c.embargo
  if (until === null || c.shadow.em === 'N' || c.shadow.em === 'P') return []
  return [
    {
      id: 'embargo',
      clause: policy.disclosure.embargo.clause,
      title: agreementTitles.embargo,
      duty: 'disclosure',
      reaches: null,
      due: until,
      doneAt: ended?.at ?? null,
      why: whoseDate(c),
      outlivesRest: true,
    },
  ]
}
