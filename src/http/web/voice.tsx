import type { Context } from 'hono'
import type { Asked, Caller, Problem, Voice } from '../gate/index.ts'
import { Button, Buttons, Notice, Says } from './components/index.ts'
import { barePublicFrame, bareWorkroomFrame } from './frame.tsx'
import { localPath } from './localPath.ts'
import { SignInForm } from './pages/signInForm.tsx'
import { PageHead, PublicPage, Workroom } from './shell/index.ts'

/** Every problem as a page: what is wrong, the clause, the way out. */
export const webVoice: Voice = { prefix: '/', problem: problemPage }

/** For handlers that find out only by doing it. */
export function sayProblem({ c, caller }: Pick<Asked, 'c' | 'caller'>, problem: Problem): Response | Promise<Response> {
  return problemPage(c, problem, caller)
}

function problemPage(c: Context, problem: Problem, caller: Caller): Response | Promise<Response> {
  if (problem.status === 401) return c.html(<SignInFirst c={c} caller={caller} />, 401)
  const title = ofCode[problem.code] ?? titles[problem.status] ?? 'This did not work'
  const content = (
    <>
      <PageHead title={title} />
      <ProblemNotice problem={problem} />
      <Buttons>
        <Button href={caller.person === null ? '/' : '/today'}>
          {caller.person === null ? 'First page' : 'Today'}
        </Button>
      </Buttons>
    </>
  )
  const page =
    caller.person === null ? (
      <PublicPage {...barePublicFrame(c, caller)} title={title}>
        <div class="stack">{content}</div>
      </PublicPage>
    ) : (
      <Workroom {...bareWorkroomFrame(c, caller)} title={title}>
        <div class="stack">{content}</div>
      </Workroom>
    )
  return c.html(page, problem.status)
}

const titles: Partial<Record<Problem['status'], string>> = {
  403: 'Not for you to do',
  404: 'Nothing here',
  409: 'Somebody was faster',
  413: 'Too much at once',
  422: 'The process says no',
  429: 'Too often',
  500: 'Something broke',
  503: 'Not now',
}

/** Where a status says less than can be said. */
const ofCode: Readonly<Record<string, string>> = { not_set_up: 'Not set up yet', unsure: 'Saved, or not' }

/** A problem inside a page that goes on below it. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const { clause, says, instead, fields = [], code } = problem
  const details = fields.map(({ field, says: wrong }) => `${field}: ${wrong}`)
  return (
    <Notice
      tone="refusal"
      says={details.length > 0 ? `${says} ${details.join('; ')}` : says}
      instead={
        <>
          <Says>{instead}</Says> <span class="soft small">({code})</span>
        </>
      }
      {...(clause === '-' ? {} : { clause: { id: clause, href: `/policy#${clause}` } })}
    />
  )
}

function SignInFirst({ c, caller }: { readonly c: Context; readonly caller: Caller }) {
  const { pathname, search } = new URL(c.req.url)
  const next = c.req.method === 'GET' ? localPath(`${pathname}${search}`) : undefined
  return (
    <PublicPage {...barePublicFrame(c, caller)} title="Sign in">
      <PageHead title="Sign in first" lead="What you opened is for people of the committee and its fix teams." />
      <SignInForm {...(next === undefined ? {} : { next })} />
    </PublicPage>
  )
}
