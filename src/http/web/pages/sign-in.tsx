import { isLiveLink, requestSignIn, signIn, signOut } from '../../../app/index.ts'
import { email } from '../../../core/community/index.ts'
import { evenly, formOf, type Asked, type Limit, type Route } from '../../gate/index.ts'
import { Button, Form, Notice } from '../components/index.ts'
import { endSession, keepNext, keepSession, takeNext } from '../cookies.ts'
import { leaveFlash } from '../flash.ts'
import { textOf } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { localPath } from '../localPath.ts'
import { PageHead, PublicPage } from '../shell/index.ts'
import { SignInForm } from './signInForm.tsx'

/** Each one is a mail to somebody; whoever waits in vain for theirs asks again two or three times. */
const signInLimits: readonly Limit[] = [
  { by: 'network', most: 30, minutes: 15 },
  { by: 'range', most: 120, minutes: 15 },
  { by: 'address', most: 5, minutes: 15 },
]

export const signInRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/sign-in', act: 'ownSession', handle: askAddress },
  { scope: 'public', method: 'post', path: '/sign-in', act: 'ownSession', limits: signInLimits, handle: sendLink },
  { scope: 'public', method: 'get', path: '/sign-in/:secret', act: 'ownSession', handle: showLink },
  { scope: 'public', method: 'post', path: '/sign-in/:secret', act: 'ownSession', handle: useLink },
  { scope: 'public', method: 'post', path: '/sign-out', act: 'ownSession', handle: leave },
]

function askAddress(asked: Asked) {
  const next = localPath(asked.c.req.query('next'))
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Sign in">
      <PageHead
        title="Sign in"
        lead="For the committee and its fix teams. If you reported something, your link is all you need."
      />
      <SignInForm {...(next === undefined ? {} : { next })} />
    </PublicPage>,
  )
}

/** The answer is the same whether or not anybody has the address. */
async function sendLink(asked: Asked) {
  const { c, world } = asked
  const fields = await formOf(c)
  const address = email.safeParse(textOf(fields, 'email').trim())
  const next = localPath(textOf(fields, 'next'))
  if (!address.success) {
    return c.html(
      <PublicPage {...publicFrame(asked)} title="Sign in">
        <PageHead title="Sign in" />
        <SignInForm
          {...(next === undefined ? {} : { next })}
          error="Write an e-mail address, like ada@example.org."
          value={textOf(fields, 'email')}
        />
      </PublicPage>,
      400,
    )
  }
  await evenly(requestSignIn(world, address.data))
  if (next !== undefined) keepNext(asked, next)
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Look into your mail">
      <PageHead
        title="Look into your mail"
        lead="If somebody here has this address, a sign-in link is on its way to it. It works once, for 15 minutes."
      />
      <p class="soft">
        Nothing came? Check the address, or ask another member whether they know you by a different one.
      </p>
    </PublicPage>,
  )
}

/** Opening a link uses nothing up: mail scanners open links, too. The button does. */
async function showLink(asked: Asked) {
  const { c, world } = asked
  const secret = c.req.param('secret') ?? ''
  if (!(await isLiveLink(world, secret))) return deadLink(asked)
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Sign in">
      <PageHead title="One click more" lead="Your link is good. It works once, in this browser." />
      <Form action={`/sign-in/${secret}`} label="Sign in">
        <Button tone="primary">Sign in</Button>
      </Form>
    </PublicPage>,
  )
}

async function useLink(asked: Asked) {
  const { c, world, caller } = asked
  const signedIn = await signIn(world, c.req.param('secret') ?? '')
  if (signedIn === undefined) return deadLink(asked)
  keepSession(asked, signedIn.session)
  const next = takeNext(asked)
  if (caller.community === null) return c.redirect('/set-up', 303)
  return c.redirect(signedIn.scope === null ? (next ?? '/today') : `/cases/${signedIn.scope}`, 303)
}

function deadLink(asked: Asked) {
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="This link has ended">
      <PageHead title="This link has ended" />
      <div class="stack">
        <Notice
          tone="note"
          says="A link works once and for a short time. This one was used, has run out, or was never ours."
          instead={
            asked.caller.community === null
              ? 'Start the product again: it prints a new link.'
              : 'Ask for a new one; it takes a minute.'
          }
        />
        {asked.caller.community !== null && <SignInForm />}
      </div>
    </PublicPage>,
    404,
  )
}

async function leave(asked: Asked) {
  const { c, world, caller } = asked
  if (caller.session !== null) await signOut(world, caller.session)
  endSession(asked)
  leaveFlash(c, 'signed-out')
  return c.redirect('/', 303)
}
