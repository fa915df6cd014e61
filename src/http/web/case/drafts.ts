import type { CaseActName, ListMail } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import type { Problem } from '../../gate/index.ts'
import { nameOf, type Sent } from './seen.ts'

const mailOf: Partial<Record<CaseActName, (view: CaseView) => ListMail | null>> = {
  draftAnnouncement: ({ case: c }) => c.announcement,
  draftRetrospective: ({ case: c }) => c.retrospective,
}

/** A text that was written from an older draft than the one that now stands: it is shown beside it, and not saved. */
export function overtaken(view: CaseView, act: CaseActName, sent: Sent): Problem | undefined {
  const mail = mailOf[act]?.(view)
  const basedOn = sent['basedOn']
  if (mail == null || typeof basedOn !== 'string' || basedOn === String(mail.drafts)) return undefined
  return {
    status: 409,
    code: 'stale_draft',
    clause: act === 'draftAnnouncement' ? 'R8' : 'T2',
    says: `${nameOf(view, mail.by)} saved draft ${mail.drafts} meanwhile; yours was written from draft ${basedOn}.`,
    instead: 'Your text is kept below: take over what you want of theirs, then save it again.',
  }
}
