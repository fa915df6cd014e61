import { checkSetUp, loadCommunity, setUpCommunity } from '../../../app/index.ts'
import {
  formOf,
  problemOf,
  problems as gateProblems,
  type AskedByPerson,
  type Problem,
  type Route,
} from '../../gate/index.ts'
import { ErrorSummary } from '../components/index.ts'
import { keepSession } from '../cookies.ts'
import { leaveFlash } from '../flash.ts'
import { labelled, textsOf, type FieldProblem } from '../fields.ts'
import { publicFrame } from '../frame.tsx'
import { PageHead, PublicPage } from '../shell/index.ts'
import { ProblemNotice, sayProblem } from '../voice.tsx'
import { peopleFromLines } from './people.ts'
import { policyFiles } from './policies.ts'
import { projectsFromLines } from './projects.ts'
import { setUpProblems } from './set-up-problems.ts'
import { SetUpForm, setUpLabels, type Values } from './set-up-form.tsx'

export const setUpRoutes: readonly Route[] = [
  { scope: 'person', method: 'get', path: '/set-up', act: 'setUp', handle: askSetUp },
  { scope: 'person', method: 'post', path: '/set-up', act: 'setUp', handle: takeSetUp },
]

function askSetUp(asked: AskedByPerson) {
  if (asked.caller.community !== null) return asked.c.redirect('/settings', 303)
  return page(asked, {
    address: new URL(asked.c.req.url).origin,
    policy: 'sigstore',
    seated: 'yes',
    security: 'starttls',
  })
}

async function takeSetUp(asked: AskedByPerson) {
  const { c, world, person } = asked
  const values = textsOf(await formOf(c))
  const { people, problems: unreadable } = peopleFromLines(values['members'] ?? '')
  const setUp = {
    own: { name: values['ownName'], email: values['ownEmail'], affiliation: values['ownAffiliation'] },
    seated: values['seated'] !== undefined,
    foundation: {
      name: values['name'],
      address: values['address'],
      from: values['from'],
      announceTo: values['announceTo'] ?? '',
      policy: policyText(values),
      members: people,
      projects: projectsFromLines(values['projects'] ?? ''),
      mail: mailOf(values),
    },
  }
  const lines = unreadable.map(({ says }) => ({ field: 'members', says }))
  const wrong = [...lines, ...pastedForNothing(values)]
  if (wrong.length > 0) {
    // That there are too few members is said once all lines are read.
    const others = checkSetUp(setUp).filter(({ field }) => lines.length === 0 || field !== 'members')
    return page(asked, values, { ...badLines, fields: [...wrong, ...others] })
  }
  const answer = await setUpCommunity(world, person.id, setUp)
  const problem = problemOf(answer)
  if (problem?.code === 'set_up_already') return sayProblem(asked, problem)
  if (problem !== undefined) return page(asked, values, problem)
  // Only now is it known that TLS is spoken in front of us, and under which name the session's cookie is read.
  const { session } = asked.caller
  if (session !== null) keepSession({ c, caller: { community: await loadCommunity(world) } }, session)
  leaveFlash(c, 'set-up')
  return c.redirect('/today', 303)
}

const badLines: Problem = {
  ...gateProblems.notReadable,
  code: 'bad_input',
  says: 'Some of it cannot be taken as it stands.',
  instead: '',
}

function chosenPolicy(values: Values) {
  return policyFiles().find(({ id }) => id === values['policy'])
}

function policyText(values: Values): string {
  return chosenPolicy(values)?.text ?? values['policyText'] ?? ''
}

/** Another community’s policy must not come to hold, with its lists and addresses, because the choice was overlooked. */
function pastedForNothing(values: Values): readonly FieldProblem[] {
  const chosen = chosenPolicy(values)
  if (chosen === undefined || (values['policyText'] ?? '').trim() === '') return []
  return [
    {
      field: 'policy',
      says: `a policy is pasted here, but “${chosen.name}” is chosen above: choose “Our own”, or empty this field`,
    },
  ]
}

function mailOf(values: Values) {
  const { host = '', port = '', security, user, password } = values
  return host.trim() === '' ? null : { host, ...(port === '' ? {} : { port }), security, user, password }
}

function page(asked: AskedByPerson, values: Values, problem?: Problem) {
  const problems = setUpProblems(problem?.fields ?? [], values['seated'] !== undefined)
  return asked.c.html(
    <PublicPage {...publicFrame(asked)} title="Set-up">
      <PageHead
        title="Set up your security response"
        lead="Five short parts, once. Only the first three have to be filled in now."
      />
      <ErrorSummary problems={labelled(problems, setUpLabels)} />
      {problem !== undefined && problems.length === 0 && <ProblemNotice problem={problem} />}
      <SetUpForm values={values} problems={problems} policies={policyFiles()} />
    </PublicPage>,
    problem?.status ?? 200,
  )
}
