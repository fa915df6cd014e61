import { askedChannels, gapsBeforeAnnouncement, publicId } from '../../../core/process/index.ts'
import { Button, Clause, Code, Definitions, Notice, Table, When } from '../components/index.ts'
import { DraftForm } from './draftForm.tsx'
import { Outcome } from './outcome.tsx'
import { mailText } from './mailText.ts'
import { Missing } from './missing.tsx'
import { may, nameOf, type Seen } from './seen.ts'
import { doing, StepsHere } from './steps.tsx'
import { Address, clauseOf } from './text.tsx'

/** R5 to R8: the mail exactly as it will go, what is still missing, the draft, and what became of it. */
export function Announcement({ seen }: { readonly seen: Seen }) {
  const { case: c, policy, now } = seen.view
  const mail = c.announcement
  const drafted = mail === null || mail.state === 'drafted'
  return (
    <div class="stack stack-loose">
      <StepsHere seen={seen} page="announcement" />
      {drafted && <Missing tone="note" gaps={gapsBeforeAnnouncement(c, policy, now)} />}
      {mail !== null && (
        <section class="stack" aria-labelledby="mail">
          <h2 id="mail">
            {drafted ? 'As it will go' : 'As it went'} <Clause {...clauseOf('R6')} />
          </h2>
          {mail.outdated && drafted && (
            <Notice
              tone="warning"
              says="Facts that this text may name have changed since it was written."
              instead="Write it anew from the template, or check it and save it again."
              clause={clauseOf('R8')}
            />
          )}
          <Code label="The mail, to the letter" wraps>
            {mailText(seen, mail)}
          </Code>
          <Outcome seen={seen} mail={mail} settle="settleAnnouncement" />
          {drafted && may(seen, 'sendAnnouncement') && (
            <p>
              <Button href={doing(c.id, 'sendAnnouncement', { draft: String(mail.drafts) }, 'announcement')}>
                Look once more and send
              </Button>
            </p>
          )}
        </section>
      )}
      {drafted && may(seen, 'draftAnnouncement') && c.closed === null && (
        <DraftForm seen={seen} act="draftAnnouncement" mail={mail} from="the template" />
      )}
      {c.announced !== null && <Afterwards seen={seen} />}
    </div>
  )
}

/** R7: the archived message, then the chat channels. */
function Afterwards({ seen }: { seen: Seen }) {
  const { view } = seen
  const { case: c, policy } = view
  const asked = askedChannels(c, policy)
  const told = policy.release.chat.channels.filter(({ channel }) =>
    c.chatPosts.some((post) => post.channel === channel),
  )
  const channels = policy.release.chat.channels.filter((one) => asked.includes(one) || told.includes(one))
  return (
    <section class="stack" aria-labelledby="afterwards">
      <h2 id="afterwards">
        Afterwards <Clause {...clauseOf('R7')} />
      </h2>
      <Definitions
        label="After the announcement"
        items={[
          { term: 'Advisory', value: <a href={`/advisories/${publicId(c)}`}>{publicId(c)}, public</a> },
          { term: 'In the archive', value: c.listLink === null ? undefined : <Address url={c.listLink} /> },
        ]}
      />
      {c.listLink === null && may(seen, 'recordListLink') && (
        <p>
          <Button href={doing(c.id, 'recordListLink')}>Link the archived message</Button>
        </p>
      )}
      <Table
        caption="Chat channels"
        columns={[{ label: 'Channel', head: true }, { label: 'Standing' }]}
        rows={channels.map(({ channel, workspace }) => {
          const post = c.chatPosts.find((one) => one.channel === channel)
          const name = `${channel} (${workspace})`
          if (post === undefined) {
            const ready = c.listLink !== null && may(seen, 'recordChatPost')
            return [
              name,
              ready ? (
                <a href={doing(c.id, 'recordChatPost', { channel })}>Post and record it</a>
              ) : (
                'waits for the link'
              ),
            ]
          }
          return [
            name,
            <>
              {nameOf(view, post.by)}, <When at={post.at} /> <span class="soft">{post.evidence}</span>
            </>,
          ]
        })}
        empty={<p class="soft">The policy names no chat channel for this severity.</p>}
      />
    </section>
  )
}
