import { blockSender } from '../../../app/index.ts'
import { floodsOf, durationInWords } from '../../../core/policy/index.ts'
import { formOf, problemOf, type AskedOfCase, type Problem } from '../../gate/index.ts'
import { Button, Buttons, Empty, ErrorSummary, Field, Form, problemOf as problemAt } from '../components/index.ts'
import { labelled, textsOf } from '../fields.ts'
import { leaveFlash } from '../flash.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'
import { whatIsBlocked } from './words.ts'

const labels = { what: 'What to block', reason: 'Why' }

/** Blocks whoever sent the report of a case. */
export async function askBlock(
  asked: AskedOfCase,
  values: Readonly<Record<string, string>> = {},
  problem?: Problem,
): Promise<Response> {
  const { view } = asked
  const { case: c, people, policy } = view
  const problems = problem?.fields ?? []
  const email = c.reporter === null ? '' : (people.get(c.reporter)?.email ?? '')
  const known = [
    ...(email === '' ? [] : (['address'] as const)),
    ...(c.screened?.network == null ? [] : (['network'] as const)),
    ...(c.screened?.range == null ? [] : (['range'] as const)),
  ]
  const back = `/cases/${c.id}`
  const form = (
    <Form action={`${back}/block`} label="Block the sender">
      <Field
        name="what"
        kind="choice"
        required
        label={labels.what}
        options={known.map((value) => ({ value, ...whatIsBlocked[value] }))}
        value={values['what'] ?? known[0]}
        error={problemAt(problems, 'what')}
      />
      <Field
        name="reason"
        kind="multiline"
        rows={3}
        required
        label={labels.reason}
        hint="Whoever is blocked reads it when they try again, and can ask you to look again."
        value={values['reason']}
        error={problemAt(problems, 'reason')}
      />
      <Buttons>
        <Button tone="primary">Block it</Button>
        <Button tone="quiet" href={back}>
          Not now
        </Button>
      </Buttons>
    </Form>
  )
  return asked.c.html(
    <Workroom {...await workroomFrame(asked)} title="Block the sender" current="cases">
      <PageHead
        title="Block the sender"
        lead={`For ${durationInWords(floodsOf(policy).blocks.lastFor)}, reports from there are not taken. Nothing that came before is touched, this report neither.`}
      />
      <div class="stack">
        <ErrorSummary problems={labelled(problems, labels)} />
        {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
        {known.length > 0 ? (
          form
        ) : (
          <Empty
            title="There is nothing to block"
            says="The report names no address, and where it came from is not known."
            action={<Button href={back}>Back to the case</Button>}
          />
        )}
      </div>
    </Workroom>,
    problem?.status ?? 200,
  )
}

export async function carryOutBlock(asked: AskedOfCase): Promise<Response> {
  const { c, world, person, view } = asked
  const values = textsOf(await formOf(c))
  const problem = problemOf(await blockSender(world, person.id, view.case.id, values))
  if (problem !== undefined) return askBlock(asked, values, problem)
  leaveFlash(c, 'blocked')
  return c.redirect('/blocks', 303)
}
