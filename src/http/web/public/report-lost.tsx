import { resendLinks } from '../../../app/index.ts'
import { email } from '../../../core/community/index.ts'
import { evenly, formOf, type Asked, type Route } from '../../gate/index.ts'
import { Button, ErrorSummary, Field, Form, Notice } from '../components/index.ts'
import { textsOf } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'

/** Whoever lost the link to their report gets a new one, at the address on record and nowhere else. */
export const lostLinkRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/report/lost', act: 'resendLink', handle: (asked) => page(asked, <Ask />) },
  { scope: 'public', method: 'post', path: '/report/lost', act: 'resendLink', handle: take },
]

async function take(asked: Asked) {
  const { email: typed = '' } = textsOf(await formOf(asked.c))
  const address = email.safeParse(typed.trim())
  if (!address.success) return page(asked, <Ask typed={typed} error="must be an e-mail address" />, 400)
  await evenly(resendLinks(asked.world, address.data))
  return page(asked, <Sent />)
}

function page(asked: Asked, body: ReturnType<typeof Ask>, status: 200 | 400 = 200) {
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="A lost link" current="report">
      <PageHead
        title="You lost the link to your report?"
        lead="We send a new one to the address that you gave with it, and to no other."
      />
      {body}
    </PublicPage>,
    status,
  )
}

function Ask({ typed, error }: { readonly typed?: string; readonly error?: string }) {
  return (
    <Form action="/report/lost" label="A lost link">
      <ErrorSummary problems={error === undefined ? [] : [{ field: 'email', says: `Your e-mail: ${error}` }]} />
      <Field name="email" kind="email" label="Your e-mail" autocomplete="email" required value={typed} error={error} />
      <Button tone="primary">Send me my links</Button>
      <p class="soft prose">
        Whoever gave no address has the link alone: without it, please <a href="/report">report again</a> and say so.
      </p>
    </Form>
  )
}

/** The same for everybody: whether somebody reported something is theirs to tell. */
function Sent() {
  return (
    <Notice
      tone="note"
      says="If a report was made with this address, a mail with its link is on its way there."
      instead="Look into your spam folder, too. Links that you had before go on working."
    />
  )
}
