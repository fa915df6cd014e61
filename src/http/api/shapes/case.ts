import { z } from 'zod'
import { exactStamp } from '../../../core/clock/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { AdvisoryDocument } from '../../../core/advisory/index.ts'
import { advisoryParts, approvalsOfHead, phases, phaseTitles, vias, type Case } from '../../../core/process/index.ts'
import {
  disclosureShape,
  embargoShape,
  endingShape,
  fixShape,
  releaseShape,
  room,
  severityShape,
  triageShape,
} from './facts.ts'
import { relatedJson, relatedShape } from './related.ts'
import { at, caseId, noted, personId, personShape, role } from './parts.ts'
import { deadlineShape, deadlinesJson, figuresShape, stepShape, stepsJson } from './schedule.ts'

export const reportShape = z
  .strictObject({
    title: z.string(),
    project: z.string(),
    versions: z.string(),
    impact: z.string(),
    steps: z.string(),
  })
  .meta({ id: 'Report' })

const comment = noted
  .extend({
    comment: z.int(),
    revision: z.int(),
    part: z.enum(advisoryParts),
    room,
    text: z.string(),
    mentions: z.array(personId).readonly(),
  })
  .meta({ id: 'AdvisoryComment' })

const advisory = noted.extend({ revision: z.int(), note: z.string(), document: AdvisoryDocument })

export const caseShape = z
  .strictObject({
    case: caseId,
    version: z.int().describe('Goes into If-Match'),
    chain: z.string().describe('The record’s last chain value'),
    phase: z.enum(phases),
    phaseTitle: z.string(),
    open: z.boolean(),
    opened: at,
    updated: at,
    now: at.describe('The product’s clock when this was answered'),
    via: z.enum(vias),
    reopens: caseId.nullable(),
    related: relatedShape,
    policyVersion: z.string(),
    roles: z.array(role).describe('What you are on this case'),
    report: reportShape,
    reporter: personId.nullable(),
    coReporters: z.array(personId),
    accessEnded: z
      .array(z.strictObject({ person: personId, told: z.enum(['waiting', 'told', 'failed', 'unreachable']), at }))
      .describe('Whose access ended, and what became of the mail that tells them; for who may end access'),
    advisoryShared: z
      .array(noted.extend({ revision: z.int(), note: z.string() }))
      .describe('Revisions that the reporters see'),
    members: z.array(personId).describe('The committee’s seated members'),
    people: z.array(personShape).describe('Everyone who is named here by id'),
    deadlines: z.array(deadlineShape),
    steps: z.array(stepShape).describe('What is to be done now'),
    figures: figuresShape,
    embargo: embargoShape,
    disclosure: disclosureShape,
    triage: triageShape,
    severity: severityShape,
    advisory: advisory.nullable().describe('The newest revision'),
    advisoryComments: z.array(comment).describe('On any of its revisions'),
    advisoryUrl: z.string().nullable(),
    repositoryAdvisory: noted
      .extend({ published: z.boolean(), evidence: z.string() })
      .nullable()
      .describe('Whether the repository’s own advisory is published, or why not'),
    fix: fixShape,
    release: releaseShape,
    ending: endingShape,
    vultron: z
      .strictObject({
        rm: z.enum(['S', 'R', 'V', 'I', 'D', 'A', 'C']),
        em: z.enum(['N', 'P', 'A', 'R', 'X']),
        cs: z.string().regex(/^[Vv][Ff][Dd][Pp][Xx][Aa]$/),
        consent: z.record(personId, z.enum(['none', 'invited', 'signatory', 'lapsed', 'declined'])),
      })
      .meta({ id: 'Vultron', description: 'The case read as the Vultron protocol’s state machines' }),
  })
  .meta({ id: 'Case' })
type CaseJson = z.infer<typeof caseShape>

export function caseJson(view: CaseView): CaseJson {
  const { case: c, phase, figures } = view
  const newest = c.advisory.at(-1)
  return {
    case: c.id,
    version: c.version,
    chain: view.chain,
    phase,
    phaseTitle: phaseTitles[phase],
    open: c.closed === null,
    opened: c.opened,
    updated: c.updated,
    now: exactStamp(view.now),
    via: c.via,
    reopens: c.reopens,
    related: relatedJson(c),
    policyVersion: c.policy,
    roles: [...view.roles],
    report: c.report,
    reporter: c.reporter,
    coReporters: [...c.coReporters],
    accessEnded: [...view.accessEnded].map(([person, { state, at: when }]) => ({ person, told: state, at: when })),
    advisoryShared: c.advisoryShared.map(({ revision, at: when, by, note }) => ({ revision, at: when, by, note })),
    members: [...view.members],
    people: peopleJson(view),
    deadlines: deadlinesJson(view),
    steps: stepsJson(view),
    figures,
    embargo: embargoJson(c),
    disclosure: disclosureJson(c),
    triage: triageJson(c),
    severity: {
      proposals: [...c.proposals],
      decided: c.severity,
      ssvc: [...c.ssvc],
      cve: c.cve,
    },
    advisory: newest ?? null,
    advisoryComments: [...c.advisoryComments],
    advisoryUrl: c.advisoryUrl,
    repositoryAdvisory: c.repositoryAdvisory,
    fix: fixJson(c),
    release: releaseJson(view),
    ending: endingJson(c),
    vultron: {
      rm: c.shadow.rm,
      em: c.shadow.em,
      cs: c.shadow.cs,
      consent: { ...c.shadow.consent },
    },
  }
}

export function peopleJson({ people }: CaseView): z.infer<typeof personShape>[] {
  return [...people.values()].map(({ id, name, affiliation }) => ({ id, name, affiliation }))
}

export function embargoJson({ shadow, embargo }: Case): z.infer<typeof embargoShape> {
  const { until, proposed, byReporter, ended } = embargo
  return { state: shadow.em, until, proposed: [...proposed], byReporter: [...byReporter], ended }
}

function disclosureJson(c: Case): z.infer<typeof disclosureShape> {
  const { disclosed, publicSince, exploitSince, attacksSince, intent, privateHandling, upstream } = c
  return { disclosed, publicSince, exploitSince, attacksSince, intent, privateHandling, upstream }
}

function triageJson(c: Case): z.infer<typeof triageShape> {
  const { duties, replication, origin, accepted, setAside, acknowledged } = c
  return { duties, replication, origin, accepted, setAside, acknowledged }
}

function fixJson(c: Case): z.infer<typeof fixShape> {
  return {
    team: [...c.fixTeam],
    teamReady: c.fixTeamReady,
    workspace: c.workspace,
    head: c.head,
    available: c.fixNoted,
    complete: c.fixComplete,
    approvals: c.approvals.map((one) => ({ ...one, counts: approvalsOfHead(c).includes(one) })),
  }
}

function releaseJson({ case: c, mates, list }: CaseView): z.infer<typeof releaseShape> {
  return {
    proposals: c.releaseProposals.map((one) => ({ ...one, warnings: [...one.warnings] })),
    plan: [...c.plan],
    planAdopted: c.planAdopted,
    joined: c.release,
    mates: [...mates],
    merged: c.merged,
    artefacts: [...c.artefacts],
    fixReleased: c.fixReleased,
    list,
    announcement: c.announcement,
    announced: c.announced,
    listLink: c.listLink,
    chatPosts: [...c.chatPosts],
  }
}

function endingJson(c: Case): z.infer<typeof endingShape> {
  const { retrospective, retrospectiveSent, feedback, closed, followUps } = c
  return { retrospective, retrospectiveSent, feedback: { ...feedback }, closed, followUps: [...followUps] }
}
