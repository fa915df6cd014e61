import type { FC } from 'hono/jsx'
import {
  gapsBeforeAnnouncement,
  gapsBeforeMerge,
  publicId,
  type CaseActName,
  type Gap,
} from '../../../core/process/index.ts'
import { openQuestions } from '../../../core/advisory/index.ts'
import { Code, Confirm, Notice, type Departure } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { Complaint } from './attempt.tsx'
import { mailText } from './mailText.ts'
import { Missing } from './missing.tsx'
import { Questions } from './questions.tsx'
import type { Seen } from './seen.ts'
import { ConfirmRecord, ConfirmRejection, ConfirmReservation } from './confirmCve.tsx'
import { clauseOf } from './text.tsx'

/** Acts that leave the house: shown exactly, asked once (EXPERIENCE). */
export const confirmations: Partial<Record<CaseActName, FC<{ seen: Seen }>>> = {
  sendAnnouncement: ConfirmAnnouncement,
  recordMerge: ConfirmMerge,
  sendRetrospective: ConfirmRetrospective,
  reserveCve: ConfirmReservation,
  publishCve: ConfirmRecord,
  rejectCve: ConfirmRejection,
}

function ConfirmAnnouncement({ seen }: { seen: Seen }) {
  const { case: c, policy, now, list, community, mates } = seen.view
  const gaps = gapsBeforeAnnouncement(c, policy, now)
  const mail = c.announcement
  const revision = c.advisory.at(-1)?.revision
  if (mail === null || gaps.some(({ blocks }) => blocks)) return <NotYet gaps={gaps} seen={seen} />
  const goes: Departure[] = [
    { what: `The announcement, draft ${mail.drafts}`, where: 'Mailing list', to: list, when: 'now' },
    {
      what: `The advisory ${publicId(c)}${revision === undefined ? '' : `, revision ${revision}`}`,
      where: `${community.address}/advisories/${publicId(c)}`,
      to: 'everybody',
      when: 'with it',
    },
    ...mates.map((id) => ({
      what: `The advisory of case ${id}, which the same release fixes`,
      where: `${community.address}/advisories`,
      to: 'everybody',
      when: 'with it',
    })),
  ]
  return (
    <>
      <Complaint seen={seen} act="sendAnnouncement" />
      <Missing gaps={gaps} />
      <Confirm
        title="Send the announcement?"
        action={`/cases/${c.id}/do/sendAnnouncement`}
        hidden={{ draft: String(mail.drafts) }}
        goes={goes}
        preview={
          <Code label="The mail, to the letter" wraps>
            {mailText(seen, mail)}
          </Code>
        }
        note="A mail can’t be called back."
        button="Send and publish"
        back={{ label: 'Not now', href: addressOf(c.id, 'announcement') }}
      >
        {gaps.length > 0 && <Questions seen={seen} act="sendAnnouncement" only={['despite']} needed />}
      </Confirm>
    </>
  )
}

function ConfirmMerge({ seen }: { seen: Seen }) {
  const { case: c, policy, now } = seen.view
  const gaps = gapsBeforeMerge(c, policy, now)
  if (gaps.some(({ blocks }) => blocks)) return <NotYet gaps={gaps} seen={seen} />
  return (
    <>
      <Complaint seen={seen} act="recordMerge" />
      <Missing gaps={gaps} />
      <Confirm
        title="Is the fix merged in public?"
        action={`/cases/${c.id}/do/recordMerge`}
        goes={[
          {
            what: `The fix${c.head === null ? '' : `, at ${c.head}`}`,
            where: 'The public repository',
            to: 'everybody who looks',
            when: 'now',
          },
          { what: 'The end of the embargo', where: 'this case', to: 'everyone on it' },
        ]}
        note="Merge in the repository first, then record it here. From this moment it counts as public: users are exposed until they can install the release."
        button="It is merged"
        back={{ label: 'Not now', href: addressOf(c.id, 'release') }}
      >
        <Questions seen={seen} act="recordMerge" only={['repository', 'commit', 'evidence']} />
        {gaps.length > 0 && <Questions seen={seen} act="recordMerge" only={['despite']} needed />}
      </Confirm>
    </>
  )
}

function ConfirmRetrospective({ seen }: { seen: Seen }) {
  const { case: c, list } = seen.view
  const mail = c.retrospective
  if (mail === null) {
    return (
      <Notice tone="note" says="The retrospective has no draft." instead="Draft it first." clause={clauseOf('T2')} />
    )
  }
  const open = openQuestions(mail.body)
  return (
    <>
      <Complaint seen={seen} act="sendRetrospective" />
      {open.length > 0 && (
        <Notice
          tone="warning"
          says={`The text still asks: ${open.join(' ')}`}
          instead="Answer in the draft, or take the questions out."
          clause={clauseOf('T2')}
        />
      )}
      <Confirm
        title="Send the retrospective?"
        action={`/cases/${c.id}/do/sendRetrospective`}
        goes={[{ what: `The retrospective, draft ${mail.drafts}`, where: 'Mailing list', to: list, when: 'now' }]}
        preview={
          <Code label="The mail, to the letter" wraps>
            {mailText(seen, mail)}
          </Code>
        }
        note="A mail can’t be called back."
        button="Send it"
        back={{ label: 'Not now', href: addressOf(c.id, 'retrospective') }}
      />
    </>
  )
}

function NotYet({ gaps, seen }: { gaps: readonly Gap[]; seen: Seen }) {
  return (
    <>
      <Missing gaps={gaps} />
      <p>
        This can’t be done before that. <a href={addressOf(seen.view.case.id)}>The overview shows what is next.</a>
      </p>
    </>
  )
}
