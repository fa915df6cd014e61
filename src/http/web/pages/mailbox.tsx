import { mailbox, openKeptLink, type KeptMail } from '../../../app/index.ts'
import { problems, type AskedByPerson, type Route } from '../../gate/index.ts'
import { Badge, Button, Code, Definitions, Empty, Notice, When } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'

export const mailboxRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/mailbox', act: 'readMailbox', handle: showMailbox },
  { scope: 'person', method: 'post', path: '/mailbox/:id/open', act: 'readMailbox', handle: openLink },
]

/** What would have gone out, on this machine and in demonstrations; in production there is no such page. */
async function showMailbox(asked: AskedByPerson) {
  if (asked.world.mode === 'production') return sayProblem(asked, problems.notFound)
  const kept = await mailbox(asked.world)
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Mailbox" current="mailbox">
      <PageHead
        title="Mailbox"
        lead="The mail of this installation, the newest first. Open its links to see what the others see."
      />
      <div class="stack">
        <Notice
          tone="warning"
          says="Whoever reads this page can sign in as anybody."
          instead="It exists only where nothing is real: in demonstrations and on your own machine."
        />
        {kept.length === 0 ? (
          <Empty title="No mail yet" says="Invitations, sign-in links, notices and announcements appear here." />
        ) : (
          kept.map((one) => <KeptMailView {...one} />)
        )}
      </div>
    </Workroom>,
  )
}

/** Made here and nowhere before: what is only looked at leaves no way in behind. */
async function openLink(asked: AskedByPerson) {
  const path = await openKeptLink(asked.world, asked.c.req.param('id') ?? '')
  return path === undefined ? sayProblem(asked, problems.notFound) : asked.c.redirect(path, 303)
}

function KeptMailView({ row, message, hasOwnLink }: KeptMail) {
  if (message === null) {
    return (
      <p class="soft">
        <When at={row.created} /> A mail ({row.kind}) that can no longer be made: its reader’s access has ended.
      </p>
    )
  }
  const link = /https?:\/\/\S+/.exec(message.text)?.[0]
  return (
    <details class="folded">
      <summary>
        <span>
          <strong>{message.subject}</strong> <span class="soft">to {message.to.join(', ')}</span>{' '}
          {row.state !== 'done' && <Badge tone="late">{row.state}</Badge>}
        </span>
      </summary>
      <Definitions
        items={[
          { term: 'When', value: <When at={row.created} /> },
          { term: 'From', value: `${message.from.name} <${message.from.address}>` },
          { term: 'Message-ID', value: <code>{message.messageId}</code> },
        ]}
      />
      <Code label={`To ${message.to.join(', ')}: ${message.subject}, ${row.id}`} wraps>
        {message.text}
      </Code>
      {hasOwnLink && (
        <form method="post" action={`/mailbox/${row.id}/open`}>
          <Button label={`Open its link: ${message.subject}, ${row.id}`}>Open its link</Button>
        </form>
      )}
      {!hasOwnLink && link !== undefined && URL.canParse(link) && (
        <p>
          <a href={new URL(link).pathname}>Follow its link</a>
        </p>
      )}
    </details>
  )
}
