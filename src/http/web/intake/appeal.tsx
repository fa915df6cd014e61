import { appealBlock } from '../../../app/index.ts'
import { evenly, formOf, problemOf, senderOf, type Asked, type Problem } from '../../gate/index.ts'
import { Button, Field, Form, problemOf as problemAt } from '../components/index.ts'
import { textsOf } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'

const title = 'Ask us to look again'

/** For whoever is blocked: one word to the committee. The page is the same for everybody. */
export function askAppeal(asked: Asked, values: Readonly<Record<string, string>> = {}, problem?: Problem) {
  const problems = problem?.fields ?? []
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title={title}>
      <PageHead
        title={title}
        lead="If your reports are not taken and you think that this is wrong, tell us here. Another member than the one who decided reads it and answers."
      />
      <Form action="/report/appeal" label={title} draft="appeal">
        <Field
          name="text"
          kind="multiline"
          rows={6}
          label="What should we know?"
          required
          value={values['text']}
          error={problemAt(problems, 'text')}
        />
        <Field
          name="email"
          kind="email"
          label="Your e-mail"
          autocomplete="email"
          hint="The address that you report with, if it is that which is blocked. Members read it and may answer there."
          value={values['email']}
          error={problemAt(problems, 'email')}
        />
        <Button tone="primary">Send it to the committee</Button>
        <p class="soft prose">A block ends by itself after some time, and at once if the committee agrees with you.</p>
      </Form>
    </PublicPage>,
    problem?.status ?? 200,
  )
}

export async function takeAppeal(asked: Asked) {
  const { c, world } = asked
  const values = textsOf(await formOf(c))
  const { network, range } = senderOf(asked)
  const problem = problemOf(await evenly(appealBlock(world, { email: '', network, range }, values)))
  if (problem !== undefined) return askAppeal(asked, values, problem)
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Thank you">
      <PageHead
        title="Thank you."
        lead="If a block concerns you, the committee reads what you wrote and decides again. Try to send your report in a day or two."
      />
      <p>
        <a href="/security">How to reach the committee otherwise</a>
      </p>
    </PublicPage>,
  )
}
