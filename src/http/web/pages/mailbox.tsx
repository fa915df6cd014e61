import { mailbox, openKeptLink, type KeptMail } from '../../../app/index.ts'
import { problems, type AskedByPerson, type Route } from '../../gate/index.ts'
import { Badge, Button, Code, Definitions, Empty, Notice, Pager, Table, When } from '../components/index.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'

export const mailboxRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/mailbox', act: 'readMailbox', handle: showMailbox },
  { scope: 'person', method: 'post', path: '/mailbox/:id/open', act: 'readMailbox', handle: openLink },
]

/** How many mails one page shows. */
const onePage = 50

/** What would have gone out, on this machine and in demonstrations; in production there is no such page. */
async function showMailbox(asked: AskedByPerson) {
  if (asked.world.mode === 'production') return sayProblem(asked, problems.notFound)
  const page = pageIn(asked.c.req.query('page'))
  const found = await mailbox(asked.world, onePage + 1, (page - 1) * onePage)
  const kept = found.slice(0, onePage)
  const first = (page - 1) * onePage + 1
  const ownAddress = asked.caller.community?.address ?? ''
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
        <Table
          id="mailbox"
          caption="Mail, the newest first"
          columns={[{ label: 'When' }, { label: 'To' }, { label: 'Mail', head: true }]}
          rows={kept.map((one) => rowOf(one, ownAddress))}
          empty={
            <Empty title="No mail yet" says="Invitations, sign-in links, notices and announcements appear here." />
          }
        />
        {(page > 1 || found.length > onePage) && (
          <Pager
            newer={page === 1 ? undefined : `/mailbox?page=${page - 1}`}
            older={found.length > onePage ? `/mailbox?page=${page + 1}` : undefined}
            says={kept.length === 0 ? 'No more mail' : `Mail ${first} to ${first + kept.length - 1}, the newest first`}
          />
        )}
      </div>
    </Workroom>,
  )
}

/** What is no page is the first. */
function pageIn(asked: string | undefined): number {
  return /^[1-9]\d{0,4}$/.test(asked ?? '') ? Number(asked) : 1
}

/** Made here and nowhere before: what is only looked at leaves no way in behind. */
async function openLink(asked: AskedByPerson) {
  const path = await openKeptLink(asked.world, asked.c.req.param('id') ?? '')
  return path === undefined ? sayProblem(asked, problems.notFound) : asked.c.redirect(path, 303)
}

function rowOf({ row, message, hasOwnLink }: KeptMail, ownAddress: string) {
  const when = <When at={row.created} />
  if (message === null) {
    return [
      when,
      <span class="soft">nobody</span>,
      <span class="soft">A mail ({row.kind}) that can no longer be made: its reader’s access has ended.</span>,
    ]
  }
  const link = /https?:\/\/\S+/.exec(message.text)?.[0] ?? ''
  const leadsHere = !hasOwnLink && ownAddress !== '' && link.startsWith(`${ownAddress}/`)
  return [
    when,
    message.to.join(', '),
    <details class="mail">
      <summary>
        <strong>{message.subject}</strong> {row.state !== 'done' && <Badge tone="late">{row.state}</Badge>}
      </summary>
      <Definitions
        items={[
          { term: 'From', value: `${message.from.name} <${message.from.address}>` },
          ...(message.replyTo === undefined ? [] : [{ term: 'Reply-To', value: <code>{message.replyTo}</code> }]),
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
      {leadsHere && URL.canParse(link) && (
        <p>
          <a href={new URL(link).pathname}>Follow its link</a>
        </p>
      )}
    </details>,
  ]
}
