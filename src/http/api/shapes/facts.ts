import { z } from 'zod'
import { audiences, checks, classes, resolutions, rooms } from '../../../core/process/index.ts'
import { ssvcTableNames } from '../../../core/scoring/index.ts'
import { at, caseId, noted, personId } from './parts.ts'

/** What is on record about a case, one member a fact. `null`: not on record. */
export const embargoShape = z
  .strictObject({
    state: z.enum(['N', 'P', 'A', 'R', 'X']).describe('None, proposed, active, under revision, ended'),
    until: at.nullable(),
    proposed: z.array(at),
    byReporter: z.array(at).describe('Those of `proposed` that came from the reporter'),
    ended: noted.extend({ reason: z.string() }).nullable(),
  })
  .meta({ id: 'Embargo' })

export const triageShape = z
  .strictObject({
    duties: z.partialRecord(z.enum(['triage', 'infra', 'release', 'disclosure']), personId),
    replication: noted.extend({ replicated: z.enum(['yes', 'no', 'partly']), how: z.string() }).nullable(),
    origin: noted.extend({ origin: z.enum(['ours', 'upstream', 'both']), note: z.string() }).nullable(),
    accepted: noted.nullable(),
    setAside: noted
      .extend({
        as: z.enum(['invalid', 'duplicate', 'withdrawn', 'deferred', 'spam']),
        reason: z.string(),
        of: z.string().nullable(),
      })
      .nullable(),
    acknowledged: noted.nullable(),
  })
  .meta({ id: 'Triage' })

export const disclosureShape = z
  .strictObject({
    disclosed: at,
    publicSince: at.nullable(),
    exploitSince: at.nullable(),
    attacksSince: at.nullable(),
    intent: noted.extend({ publishOn: at.nullable(), note: z.string() }).nullable(),
    privateHandling: z.strictObject({
      requested: noted.nullable(),
      answered: noted.extend({ agreed: z.boolean(), until: at.nullable() }).nullable(),
    }),
    upstream: z.strictObject({ project: z.string(), contact: z.string(), date: at.nullable() }).nullable(),
  })
  .meta({ id: 'Disclosure' })

const cveOrderShape = noted.extend({
  order: z.int(),
  what: z.enum(['reserve', 'publish', 'update', 'reject']),
  id: z.string().nullable(),
  year: z.int().nullable(),
  reason: z.string(),
  replacedBy: z.string().nullable(),
  state: z.enum(['ordered', 'done', 'failed', 'unsure']),
  code: z.string().nullable(),
  found: z.array(z.string()).readonly().describe('Ids that a reservation in doubt may have brought'),
})

export const severityShape = z
  .strictObject({
    proposals: z.array(
      noted.extend({
        vector: z.string().nullable().describe('null: a class by judgement alone'),
        version: z.enum(['2.0', '3.0', '3.1', '4.0']).nullable(),
        score: z.number().nullable(),
        class: z.enum(classes),
        note: z.string(),
      }),
    ),
    decided: noted
      .extend({
        first: at,
        vector: z.string().nullable(),
        score: z.number().nullable(),
        class: z.enum(classes),
        reason: z.string(),
      })
      .nullable(),
    ssvc: z
      .array(
        noted.extend({
          table: z.enum(ssvcTableNames),
          answers: z.string().describe('By published keys, such as E:A/U:L/TI:T/PSI:M'),
          found: z.string().describe('The key of what the table says'),
          outcome: z.string().describe('The key of what was decided'),
          reason: z.string(),
        }),
      )
      .describe('The newest decision by each SSVC table'),
    cve: z.strictObject({
      requested: noted.extend({ from: z.string() }).nullable(),
      id: z.string().nullable(),
      recorded: noted.nullable(),
      order: cveOrderShape.nullable().describe('The last order to CVE Services, and what became of it'),
      published: noted.extend({ id: z.string() }).nullable().describe('The record there'),
      rejected: z.array(z.string()).readonly(),
    }),
  })
  .meta({ id: 'Severity' })

const proposal = noted.extend({
  proposal: z.int(),
  opening: at,
  announcement: at,
  warnings: z.array(z.string()),
  reason: z.string(),
  agreed: z.strictObject({ committee: noted.nullable(), 'fix-team': noted.nullable() }),
})

export const fixShape = z
  .strictObject({
    team: z.array(
      z.strictObject({ person: personId, state: z.enum(['invited', 'accepted', 'declined', 'revoked']), at }),
    ),
    teamReady: noted.nullable(),
    workspace: noted.extend({ url: z.string(), note: z.string() }).nullable(),
    head: z.string().nullable(),
    available: noted.extend({ kind: z.enum(['fix', 'mitigation']) }).nullable(),
    complete: noted.extend({ commit: z.string() }).nullable(),
    approvals: z.array(
      noted.extend({
        commit: z.string(),
        counts: z.boolean().describe('For the newest commit, by somebody on the fix team since before they approved'),
      }),
    ),
  })
  .meta({ id: 'Fix' })

const checked = noted.extend({ passed: z.boolean(), evidence: z.string() })

const listMail = z
  .strictObject({
    drafts: z.int(),
    subject: z.string(),
    body: z.string(),
    state: z.enum(['drafted', 'released', 'delivered', 'failed', 'unsure']),
    to: z.string().nullable(),
    at,
    by: noted.shape.by,
    messageId: z.string().nullable(),
    generated: z.boolean(),
    outdated: z.boolean(),
  })
  .meta({ id: 'ListMail', description: 'A mail of the case’s own to the public list' })

export const releaseShape = z
  .strictObject({
    proposals: z.array(proposal),
    plan: z.array(
      z.strictObject({
        entry: z.int(),
        audience: z.enum(audiences),
        channel: z.string(),
        message: z.string(),
        when: at,
        day: at.nullable().describe('The agreed announcement that it was dated for'),
        by: personId.nullable(),
        done: noted.extend({ evidence: z.string() }).nullable(),
        dropped: z.string().nullable(),
      }),
    ),
    planAdopted: noted.nullable(),
    joined: z
      .strictObject({ id: z.string(), project: z.string(), version: z.string(), newestVulnerable: z.string() })
      .nullable(),
    mates: z.array(caseId).describe('Other cases of the same release'),
    merged: noted.extend({ repository: z.string(), commit: z.string() }).nullable(),
    artefacts: z.array(
      z.strictObject({
        artefact: z.int(),
        name: z.string(),
        url: z.string(),
        checks: z.partialRecord(z.enum(checks), checked),
      }),
    ),
    fixReleased: at.nullable(),
    list: z.string().describe('Where the announcement goes'),
    announcement: listMail.nullable(),
    announced: at.nullable(),
    listLink: z.string().nullable(),
    chatPosts: z.array(noted.extend({ channel: z.string(), evidence: z.string() })),
  })
  .meta({ id: 'Release' })

export const endingShape = z
  .strictObject({
    retrospective: listMail.nullable(),
    retrospectiveSent: at.nullable(),
    feedback: z.record(
      personId,
      z.union([noted.extend({ text: z.string(), consents: z.boolean() }), z.literal('declined')]),
    ),
    closed: noted.extend({ resolution: z.enum(resolutions), note: z.string() }).nullable(),
    followUps: z.array(caseId),
  })
  .meta({ id: 'Ending' })

export const room = z.enum(rooms)
