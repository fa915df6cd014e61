import {
  act,
  actPath,
  askedOfStrangers,
  badInput,
  isBadInput,
  lostLinkFields,
  markThreadSeen,
  receive,
  reporterOfLink,
  resendLinks,
  theCommunity,
  threadSeenFields,
} from '../../../app/index.ts'
import type { CaseActName } from '../../../core/process/index.ts'
import { evenly, problems, senderOf } from '../../gate/index.ts'
import { answered } from '../answer.ts'
import { bodyOf, queryOf } from '../asked.ts'
import type { Operation } from '../operation.ts'
import {
  challengeShape,
  linksSentShape,
  reportFieldsWithProof,
  reportQuery,
  reportTakenShape,
  reporterActs,
  reporterDoneJson,
  reporterJson,
  reporterShape,
  threadSeenJson,
  threadSeenShape,
} from '../shapes/index.ts'
import { problemResponse } from '../voice.ts'
import { actAsked, actOperation } from './actOperation.ts'

export const reportOperations: readonly Operation[] = [
  {
    id: 'report',
    tag: 'Reports',
    summary: 'Report a vulnerability',
    description:
      'Nobody needs an account. The answer holds the reporter’s own link, which is shown once. Where many reports come in, a proof of work is asked for (`/api/reports/challenge`), or the report is held until its sender confirms it by mail: then the answer is `held`.',
    body: reportFieldsWithProof,
    example: {
      title: 'harbour: entries are not checked',
      project: 'harbour',
      versions: 'before 1.4.2',
      impact: 'Anyone can forge an entry that clients accept.',
      steps: 'Send an entry without a signature; it is accepted.',
      email: 'finder@example.org',
      terms: true,
    },
    status: 201,
    answer: reportTakenShape,
    route: {
      scope: 'public',
      method: 'post',
      path: '/api/reports',
      act: 'report',
      async handle({ c, world, caller }) {
        const body = await bodyOf(c, reportFieldsWithProof)
        if (isBadInput(body)) return answered(c, body, () => c.body(null))
        const { proof, ...told } = body
        const received = await receive(world, told, 'api', senderOf({ c, caller }, String(proof ?? '')))
        return answered(c, received, async (good) => {
          if ('held' in good) return c.json(good, 201)
          const { case: id, secret } = good
          const { address } = await theCommunity(world)
          const links = {
            link: `${address}/report/${secret}`,
            api: `${address}/api/reports/${secret}`,
          }
          return c.json(
            {
              case: id,
              ...links,
            },
            201,
          )
        })
      },
    },
  },
  {
    id: 'reportChallenge',
    tag: 'Reports',
    summary: 'What is asked of strangers before a report',
    description:
      'Look for a number so that SHA-256 of `<challenge>:<number>` begins with `bits` zero bits, and send `<challenge>:<number>` as `proof` with the report. `now: false`: nothing is asked at the moment.',
    status: 200,
    answer: challengeShape,
    route: {
      scope: 'public',
      method: 'get',
      path: '/api/reports/challenge',
      act: 'report',
      async handle({ c, world }) {
        c.header('cache-control', 'no-store')
        return c.json((await askedOfStrangers(world)) ?? { now: false, challenge: null, bits: null, expires: null })
      },
    },
  },
  {
    id: 'readReport',
    tag: 'Reports',
    summary: 'Your report: where it stands and what was written to you',
    description: 'The newest messages; `older` leads to those before.',
    query: reportQuery,
    status: 200,
    answer: reporterShape,
    versioned: true,
    route: {
      scope: 'reporter',
      method: 'get',
      path: '/api/reports/:secret',
      act: 'readReport',
      handle({ c, view, reporter }) {
        const query = queryOf(c, reportQuery)
        if (isBadInput(query)) return answered(c, query, () => c.body(null))
        c.header('etag', `"${view.case.version}"`)
        return c.json(reporterJson(view, reporter, query))
      },
    },
  },
  {
    id: 'markReportSeen',
    tag: 'Reports',
    summary: 'Mark the messages on your report as read, up to one or all',
    description: 'For you alone. What was read stays read.',
    body: threadSeenFields,
    example: { post: 1 },
    status: 200,
    answer: threadSeenShape,
    route: {
      scope: 'reporter',
      method: 'post',
      path: '/api/reports/:secret/seen',
      act: 'readReport',
      async handle({ c, world, reporter, view }) {
        const body = await bodyOf(c, threadSeenFields)
        const marked = isBadInput(body) ? body : await markThreadSeen(world, reporter, view, body)
        return answered(c, marked, ({ seen }) => c.json(threadSeenJson({ ...view, seen }, reporter)))
      },
    },
  },
  {
    id: 'resendLinks',
    tag: 'Reports',
    summary: 'Have lost links to reports sent again',
    description:
      'To the address that was given with the reports and to no other. The answer is the same whether or not there is one. Links from before go on working.',
    body: lostLinkFields,
    example: { email: 'finder@example.org' },
    status: 200,
    answer: linksSentShape,
    route: {
      scope: 'public',
      method: 'post',
      path: '/api/reports/lost',
      act: 'resendLink',
      async handle({ c, world }) {
        const body = await bodyOf(c, lostLinkFields)
        if (isBadInput(body)) return answered(c, body, () => c.body(null))
        const parsed = lostLinkFields.safeParse(body)
        if (!parsed.success) return answered(c, badInput(parsed.error), () => c.body(null))
        await evenly(resendLinks(world, parsed.data.email))
        return c.json({ asked: true })
      },
    },
  },
  ...reporterActs.map(reporterAct),
]

/** The reporter acts with the reporter's rights, whoever else they may be (`through: 'link'`). */
function reporterAct(name: CaseActName): Operation {
  return actOperation(name, {
    id: `${name}AsReporter`,
    tag: 'Reports',
    route: {
      scope: 'reporter',
      method: 'post',
      path: `/api/reports/:secret/${actPath(name)}`,
      act: name,
      async handle({ c, world, view, secret }) {
        const reporter = await reporterOfLink(world, secret)
        if (reporter === undefined) return problemResponse(c, problems.notFound)
        const asked = await actAsked(c, name)
        const done = isBadInput(asked)
          ? asked
          : await act(world, reporter.person, { case: view.case.id, through: 'link', ...asked })
        return answered(c, done, (good) => c.json(reporterDoneJson(view, good)))
      },
    },
  })
}
