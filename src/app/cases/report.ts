import { z } from 'zod'
import { membersOf } from '../../core/community/index.ts'
import {
  idFrom,
  isRefused,
  line,
  paragraphs,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { openCase, type CaseEvent } from '../../core/process/index.ts'
import { badInput, type BadInput } from '../answers.ts'
import { policyOf, theCommunity } from '../community/index.ts'
import { registerUnverified, mintSecret } from '../people/index.ts'
import { blank } from '../records/index.ts'
import type { World } from '../world.ts'
import { batchFor } from './commit.ts'
import { hostOf } from './host.ts'

const optional = (max: number) => z.union([z.literal(''), paragraphs(max)]).default('')
const yes = z
  .union([z.boolean(), z.enum(['on', 'true', 'yes', 'false', 'no', ''])])
  .default(false)
  .transform((value) => value === true || value === 'on' || value === 'true' || value === 'yes')

/** What a report asks for (D1–D3). Short: a title and what happens are enough. */
export const reportFields = z.object({
  title: line(200).meta({ title: 'Title', description: 'One line that names the project and the problem' }),
  project: z
    .union([z.literal(''), line(200)])
    .default('')
    .meta({ title: 'Affected project' }),
  versions: z
    .union([z.literal(''), line(500)])
    .default('')
    .meta({ title: 'Affected versions' }),
  impact: paragraphs(20_000).meta({ title: 'Impact', description: 'What an attacker can do', input: 'multiline' }),
  steps: optional(50_000).meta({ title: 'Steps to reproduce', input: 'multiline' }),
  name: z
    .union([z.literal(''), line(200)])
    .default('')
    .meta({ title: 'Your name', description: 'Empty: anonymous' }),
  email: z
    .union([z.literal(''), z.email({ error: 'must be an e-mail address' }).max(254)])
    .default('')
    .meta({ title: 'Your e-mail', description: 'Empty: follow your report by its link alone' }),
  public: yes.meta({ title: 'It is public already', input: 'checkbox' }),
  publicWhere: optional(4000).meta({ title: 'Where it is public', input: 'multiline' }),
  exploited: yes.meta({ title: 'It is being exploited', input: 'checkbox' }),
  intendsToPublish: yes.meta({ title: 'I intend to publish before there is a fix', input: 'checkbox' }),
  publishOn: z
    .union([z.literal(''), z.iso.date({ error: 'must be a date such as 2026-03-17' })])
    .default('')
    .meta({ title: 'I intend to publish on' }),
  terms: yes.meta({ title: 'I handle this privately until the embargo ends', input: 'checkbox' }),
})
export type ReportFields = z.infer<typeof reportFields>

export interface Reported {
  readonly case: CaseId
  /** The reporter's own way back: the secret part of their link. Shown once. */
  readonly secret: string
}

/**
 * A report from outside becomes a case: durably received when this resolves. The reporter gets an unguessable link.
 * Extra fields (a member's own view of it) are not taken from here.
 */
export async function report(
  world: World,
  input: Readonly<Record<string, unknown>>,
  via: 'form' | 'api',
): Promise<Reported | Refused | BadInput> {
  const parsed = reportFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { name, email } = parsed.data
  const now = world.machine.now()
  const reporter = await registerUnverified(
    world,
    { name: name === '' ? 'Reporter' : name, email, affiliation: '', openpgp: '' },
    now,
  )
  const opened = await open(world, parsed.data, { via, reporter, by: reporter, disclosed: null })
  if (isRefused(opened)) return opened
  const secret = await mintSecret(world, { kind: 'reporter', subject: reporter, scope: opened.case, lasts: null }, now)
  return { case: opened.case, secret }
}

export const memberReportFields = reportFields.omit({ terms: true }).extend({
  disclosed: z
    .union([z.literal(''), z.iso.datetime({ offset: true, error: 'must be like 2026-03-17T09:30:00Z' })])
    .default('')
    .meta({ title: 'It first reached us at', input: 'instant', description: 'Empty: now' }),
})

/** A member opens a case for what reached them otherwise (C3, D2). */
export async function openByMember(
  world: World,
  member: PersonId,
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly case: CaseId } | Refused | BadInput> {
  const parsed = memberReportFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { name, email, disclosed } = parsed.data
  const now = world.machine.now()
  const reporter =
    name === '' && email === ''
      ? null
      : await registerUnverified(
          world,
          { name: name === '' ? 'Reporter' : name, email, affiliation: '', openpgp: '' },
          now,
        )
  return open(world, parsed.data, {
    via: 'member',
    reporter,
    by: member,
    disclosed: disclosed === '' ? null : disclosed,
  })
}

type Told = Omit<ReportFields, 'terms'>
interface Whence {
  readonly via: 'form' | 'member' | 'api'
  readonly reporter: PersonId | null
  readonly by: PersonId
  readonly disclosed: string | null
}

async function open(world: World, told: Told, { via, reporter, by, disclosed }: Whence) {
  const community = await theCommunity(world)
  const policy = policyOf(community)
  const now = world.machine.now()
  const id = idFrom('c', world.machine.random(12))
  const { title, project, versions, impact, steps } = told
  const events = openCase(
    {
      case: id,
      policyVersion: community.policyVersion,
      via,
      report: { title, project, versions, impact, steps },
      reporter,
      public: told.public
        ? { how: 'reported as public', evidence: told.publicWhere, exploit: false, attacks: told.exploited }
        : null,
      intent: told.intendsToPublish
        ? { publishOn: told.publishOn === '' ? null : `${told.publishOn}T00:00:00Z`, note: 'stated in the report' }
        : null,
      disclosed,
      reopens: null,
    },
    policy,
    now,
  )
  if (isRefused(events)) return events
  const attacked: CaseEvent[] =
    told.exploited && !told.public
      ? [{ type: 'AttacksObserved', since: now.toString({ smallestUnit: 'second' }), evidence: 'stated in the report' }]
      : []
  const change = { stream: blank<CaseEvent, never>(id), events: [...events, ...attacked], policy }
  const actor = { by, now, members: membersOf(community), host: hostOf(community) }
  const committed = await world.store.commit(await batchFor(world, [change], actor))
  if (!committed.ok) throw new Error(`a new case's commit was refused: ${committed.why}`)
  return { case: id }
}
