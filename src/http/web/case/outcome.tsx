import type { CaseActName, ListMail } from '../../../core/process/index.ts'
import { Button, Definitions, Notice, When } from '../components/index.ts'
import { may, nameOf, type Seen } from './seen.ts'

const said = {
  drafted: 'a draft; nothing has left',
  released: 'on its way',
  delivered: 'sent',
  failed: 'could not be sent',
  unsure: 'not known: it may have been sent',
} as const satisfies Record<ListMail['state'], string>

/** What became of a mail to the list. Where that is not known, a person looks and says so; it is never sent twice. */
export function Outcome({ seen, mail, settle }: { seen: Seen; mail: ListMail; settle: CaseActName }) {
  const { case: c } = seen.view
  const doubt = mail.state === 'unsure' || mail.state === 'failed'
  return (
    <>
      <Definitions
        label="Where it stands"
        items={[
          { term: 'Standing', value: said[mail.state] },
          {
            term: mail.state === 'drafted' ? 'Draft' : 'Since',
            value: (
              <>
                {mail.state === 'drafted' && `${mail.drafts}, `}
                <When at={mail.at} />, {nameOf(seen.view, mail.by)}
              </>
            ),
          },
          ...(mail.messageId === null ? [] : [{ term: 'Message-ID', value: <code>{mail.messageId}</code> }]),
        ]}
      />
      {doubt && (
        <Notice
          tone="warning"
          says={mail.state === 'failed' ? 'It could not be sent.' : 'Whether it was sent is not known.'}
          instead="Look at the list’s archive, then say what became of it. It is not sent again without your word."
          action={may(seen, settle) && <Button href={`/cases/${c.id}/do/${settle}`}>Say what became of it</Button>}
        />
      )}
    </>
  )
}
