import type { Child } from 'hono/jsx'
import { blocksOf, decideBlock, loadPeople } from '../../../app/index.ts'
import { isInForce, type Block } from '../../../core/community/index.ts'
import { formOf, problemOf, type AskedByPerson, type Problem } from '../../gate/index.ts'
import { Button, Buttons, Definitions, Empty, Field, Form, problemOf as problemAt, When } from '../components/index.ts'
import { textsOf } from '../fields.ts'
import { leaveFlash } from '../flash.ts'
import { workroomFrame } from '../frame.tsx'
import { knownCases } from '../knownCases.ts'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice } from '../voice.tsx'
import { whatIsBlocked } from './words.ts'

interface Attempt {
  readonly block: number
  readonly values: Readonly<Record<string, string>>
  readonly problem: Problem
}

/** Who is blocked, why, until when, and what they say to it. */
export async function showBlocks(asked: AskedByPerson, attempt?: Attempt): Promise<Response> {
  const { c, world, person } = asked
  const blocks = await blocksOf(world)
  const titles = new Map((await knownCases(world, person.id)).map(({ value, label }) => [value, label]))
  const caseOf = ({ case: id }: Block) => (
    <a href={`/cases/${id}`}>
      <bdi>{titles.get(id) ?? id}</bdi>
    </a>
  )
  const now = world.machine.now()
  const [running, over] = [
    blocks.filter((one) => isInForce(one, now)),
    blocks.filter((one) => !isInForce(one, now)).slice(0, 50),
  ]
  const actors = blocks.flatMap(({ by }) => (by === 'product' ? [] : [by]))
  const people = await loadPeople(world, new Set(actors))
  const nameOf = (one: Block) => (one.by === 'product' ? 'Tocsin' : (people.get(one.by)?.name ?? 'somebody'))
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Blocked senders" current="cases">
      <PageHead
        title="Blocked senders"
        lead="Their reports are not taken. Each of them reads why, and can ask the committee to look again; then another member than the one who blocked them answers."
      />
      {attempt !== undefined && <ProblemNotice problem={attempt.problem} />}
      <div class="stack stack-loose">
        {running.length === 0 && (
          <Empty title="Nobody is blocked" says="A block begins on the page of a report that should not have come." />
        )}
        {running.map((one) => (
          <Running
            block={one}
            of={caseOf(one)}
            by={nameOf(one)}
            attempt={attempt?.block === one.block ? attempt : undefined}
          />
        ))}
        {over.length > 0 && (
          <section class="stack" aria-labelledby="over">
            <h2 id="over">Over</h2>
            <ul class="stack">
              {over.map((one) => (
                <li>
                  {whatIsBlocked[one.what].label} of {caseOf(one)}, blocked <When at={one.at} only="day" />, ended{' '}
                  <When at={one.ended?.at ?? one.until} only="day" />
                  {one.ended !== null && `: ${one.ended.reason}`}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Workroom>,
    attempt?.problem.status ?? 200,
  )
}

interface RunningProps {
  readonly block: Block
  /** The case whose sender it is. */
  readonly of: Child
  readonly by: string
  readonly attempt: Attempt | undefined
}

function Running({ block: one, of, by, attempt }: RunningProps) {
  const id = `block-${one.block}`
  const { appeal, kept } = one
  const open = appeal !== null && kept === null
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>
        {open ? 'Asks to be heard' : 'Blocked'}: {whatIsBlocked[one.what].label.toLowerCase()} of {of}
      </h2>
      <Definitions
        items={[
          { term: 'Why', value: one.reason },
          {
            term: 'By',
            value: (
              <>
                {by}, <When at={one.at} />
              </>
            ),
          },
          { term: 'Ends', value: <When at={one.until} /> },
          ...(appeal === null ? [] : [{ term: 'They say', value: appeal.text }]),
          ...(appeal === null || appeal.email === '' ? [] : [{ term: 'Answer to', value: appeal.email }]),
          ...(kept === null ? [] : [{ term: 'Answered', value: `It stays: ${kept.reason}` }]),
        ]}
      />
      <Form action={`/blocks/${one.block}`} label={`Decide about block ${one.block}`}>
        <Field
          id={`field-reason-${one.block}`}
          name="reason"
          label="Your reason"
          required
          value={attempt?.values['reason']}
          error={problemAt(attempt?.problem.fields ?? [], 'reason')}
        />
        <Buttons>
          <Button tone={open ? 'primary' : 'plain'} name="end" value="yes">
            End the block
          </Button>
          {open && (
            <Button name="end" value="no">
              Keep it
            </Button>
          )}
        </Buttons>
      </Form>
    </section>
  )
}

export async function decide(asked: AskedByPerson): Promise<Response> {
  const { c, world, person } = asked
  const values = textsOf(await formOf(c))
  const block = Number(/^\d{1,9}$/.exec(c.req.param('block') ?? '')?.[0] ?? 0)
  const problem = problemOf(await decideBlock(world, person.id, { ...values, block }))
  if (problem !== undefined) return showBlocks(asked, { block, values, problem })
  leaveFlash(c, 'block-decided')
  return c.redirect('/blocks', 303)
}
