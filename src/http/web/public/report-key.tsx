import { loadPerson, ownKey } from '../../../app/index.ts'
import { formOf, problemOf, problems, type AskedByReporter, type Route } from '../../gate/index.ts'
import { textsOf } from '../fields.ts'
import { leaveFlash } from '../flash.ts'
import { publicFrame } from '../frame.tsx'
import { keyForms, keySaid, KeySection, sentKeyForm, type KeyAttempt, type KeyForm } from '../key/index.ts'
import { PageHead, PublicPage } from '../shell/index.ts'
import { sayProblem } from '../voice.tsx'

/** A reporter's own key, behind their link: for mail that says what happened instead of carrying a link in clear. */
export const reporterKeyRoutes: readonly Route[] = [
  { scope: 'reporter', method: 'get', path: '/report/:secret/key', act: 'readReport', handle: (asked) => show(asked) },
  ...keyForms.map((form): Route => {
    const handle = (asked: AskedByReporter) => take(asked, form)
    return { scope: 'reporter', method: 'post', path: `/report/:secret/${form}`, act: 'giveKey', handle }
  }),
]

async function take(asked: AskedByReporter, form: KeyForm) {
  const { c, world, reporter, secret } = asked
  const values = textsOf(await formOf(c))
  const problem = problemOf(await sentKeyForm(world, reporter, form, values))
  if (problem !== undefined) return show(asked, { values, problem })
  leaveFlash(c, keySaid[form])
  return c.redirect(`/report/${secret}/key`, 303)
}

const noindex = <meta name="robots" content="noindex" />

async function show(asked: AskedByReporter, attempt?: KeyAttempt) {
  const { c, world, reporter, secret } = asked
  const person = await loadPerson(world, reporter)
  if (person === null) return sayProblem(asked, problems.notFound)
  return c.html(
    <PublicPage {...publicFrame(asked)} title="Your key" head={noindex}>
      <PageHead title="Your key" lead="For whoever would rather not have a link to their report in a mailbox." />
      <div class="stack stack-loose">
        {person.email === '' ? (
          <p>You gave no address with your report: no mail goes to you.</p>
        ) : (
          <KeySection
            own={await ownKey(world, person)}
            email={person.email}
            at={`/report/${secret}`}
            attempt={attempt}
          />
        )}
        <p>
          <a href={`/report/${secret}`}>Back to your report</a>
        </p>
      </div>
    </PublicPage>,
    attempt?.problem.status ?? 200,
  )
}

/** The way there from the report, for whoever is written to. */
export function KeyLink({ secret, isWrittenTo }: { readonly secret: string; readonly isWrittenTo: boolean }) {
  if (!isWrittenTo) return <></>
  return (
    <p>
      <a href={`/report/${secret}/key`}>Encrypt mail to you with your OpenPGP key</a>
    </p>
  )
}
