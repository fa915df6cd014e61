import { heldMailsOf, settleMany, type HeldMail, type OneSettled } from '../../../app/index.ts'
import { isRefused } from '../../../core/kernel/index.ts'
import { formOf, problemOf, type AskedByPerson, type Problem } from '../../gate/index.ts'
import { Button, Buttons, Empty, Field, Form, Notice } from '../components/index.ts'
import { textOf } from '../fields.ts'
import { workroomFrame } from '../frame.tsx'
import { PageHead, Workroom } from '../shell/index.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'

/** What a flood of mail leaves behind is decided together; each mail is on record as if it had been decided alone. */
export async function askMany(
  asked: AskedByPerson,
  { given = asked.c.req.queries('mail') ?? [], problem }: { given?: readonly string[]; problem?: Problem } = {},
): Promise<Response> {
  const { c, world, person } = asked
  const mails = await heldMailsOf(world, person.id, given)
  if (isRefused(mails)) return sayProblem(asked, problemOf(mails) ?? unknown())
  const count = mails.length === 1 ? 'one mail' : `${mails.length} mails`
  return c.html(
    <Workroom {...await workroomFrame(asked)} title={`Decide on ${count}`} current="mail">
      <PageHead
        title={`Decide on ${count}`}
        lead="Each is on record by itself, as if you had decided on it alone. Into a thread each goes from its own page."
      />
      {mails.length === 0 ? (
        <Empty
          title="No held mail is chosen"
          says="Choose some in the list. What another member has dealt with is not here any more."
          action={<Button href="/mail">Held mail</Button>}
        />
      ) : (
        <div class="stack stack-loose">
          {problem !== undefined && <ProblemNotice problem={problem} />}
          <ul class="plain-list stack-tight" role="list">
            {mails.map(({ letter, from, subject }) => (
              <li>
                <a href={`/mail/${letter}`}>
                  <bdi>{subject === '' ? 'No subject' : subject}</bdi>
                </a>{' '}
                <bdi class="soft">{from}</bdi>
              </li>
            ))}
          </ul>
          <Ways mails={mails} />
        </div>
      )}
    </Workroom>,
    problem?.status ?? 200,
  )
}

function Ways({ mails }: { readonly mails: readonly HeldMail[] }) {
  const chosen = mails.map(({ letter }) => <input type="hidden" name="mail" value={letter} />)
  const them = mails.length === 1 ? 'it' : 'them'
  const waiting = mails.filter(({ aside }) => !aside)
  return (
    <>
      <Form action="/mail/settle" label={`Make ${them} reports`} hidden={{ as: 'report' }}>
        {chosen}
        <p class="soft">A case of its own for each: clocks begin when it came in, and its sender gets a link.</p>
        <Button tone="primary">{mails.length === 1 ? 'Make it a report' : `Make ${mails.length} reports`}</Button>
      </Form>
      {waiting.length > 0 && (
        <Form action="/mail/settle" label={`Set ${them} aside`} hidden={{ as: 'aside' }}>
          {waiting.map(({ letter }) => (
            <input type="hidden" name="mail" value={letter} />
          ))}
          <p class="soft">Kept among what was set aside; nobody is answered, and nobody is asked again.</p>
          <Button>{waiting.length === 1 ? 'Set one aside' : `Set ${waiting.length} aside`}</Button>
        </Form>
      )}
      <details class="folded">
        <summary>Erase {them} for good</summary>
        <Form action="/mail/settle" label={`Erase ${them} for good`} hidden={{ as: 'erased' }}>
          {chosen}
          <Field
            name="confirm"
            kind="number"
            short
            label="How many"
            required
            hint={`Type ${mails.length}. Nothing of ${them} can be read again, by anybody.`}
          />
          <Button tone="grave">{mails.length === 1 ? 'Erase it' : `Erase ${mails.length} mails`}</Button>
        </Form>
      </details>
    </>
  )
}

export async function settleThem(asked: AskedByPerson): Promise<Response> {
  const { c, world, person } = asked
  const sent = await formOf(c)
  const given = [sent['mail'] ?? []].flat()
  const before = await heldMailsOf(world, person.id, given)
  if (isRefused(before)) return sayProblem(asked, problemOf(before) ?? unknown())
  const settled = await settleMany(world, person.id, {
    mails: given,
    as: textOf(sent, 'as'),
    confirm: textOf(sent, 'confirm'),
  })
  const problem = problemOf(settled)
  if (problem !== undefined) return askMany(asked, { given, problem })
  if ('badInput' in settled || 'refused' in settled) throw new TypeError('a refusal is a problem')
  return c.html(
    <Workroom {...await workroomFrame(asked)} title="Decided" current="mail">
      <Settled settled={settled} mails={before} />
    </Workroom>,
  )
}

interface SettledProps {
  readonly settled: readonly OneSettled[]
  readonly mails: readonly HeldMail[]
}

/** What could not be done first, once for all of the same kind. */
function Settled({ settled, mails }: SettledProps) {
  const subjectOf = (letter: string) => mails.find((one) => one.letter === letter)?.subject || 'No subject'
  const failed = settled.flatMap((one) => (one.done ? [] : [one]))
  const done = settled.flatMap((one) => (one.done ? [one] : []))
  return (
    <>
      <PageHead
        title={failed.length === 0 ? allDone(done.length) : `${done.length} of ${settled.length} are done`}
        lead={failed.length === 0 ? 'Each is on record.' : 'What could not be done says why. It stays as it was.'}
      />
      <div class="stack stack-loose">
        {[...Map.groupBy(failed, ({ why }) => problemOf(why)?.says ?? '')].map(([says, ones]) => (
          <section class="stack" aria-label={says}>
            <Notice tone="refusal" says={says} instead={problemOf(ones[0]?.why)?.instead} />
            <ul class="case-instead" role="list">
              {ones.map(({ letter }) => (
                <li>
                  <bdi>{subjectOf(letter)}</bdi>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {done.length > 0 && (
          <section class="stack" aria-labelledby="done">
            <h2 id="done">Done</h2>
            <ul class="case-instead" role="list">
              {done.map(({ letter, case: id }) => (
                <li>
                  {id === null ? <bdi>{subjectOf(letter)}</bdi> : <a href={`/cases/${id}`}>{subjectOf(letter)}</a>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <Buttons>
          <Button href="/mail" tone={failed.length === 0 ? 'primary' : 'quiet'}>
            Back to the held mail
          </Button>
        </Buttons>
      </div>
    </>
  )
}

const allDone = (count: number) => (count === 1 ? 'It is done' : `All ${count} are done`)

function unknown(): never {
  throw new TypeError('a refusal without a problem')
}
