import { z } from 'zod'
import {
  address,
  fromAddress,
  isThisMachine,
  mailSettings,
  personFields,
  project,
  type CommunityEvent,
  type MailSettings,
} from '../../core/community/index.ts'
import { line, refuse, type CommunityId, type PersonId, type Refused } from '../../core/kernel/index.ts'
import { badInput, mostTries, outrun, type BadInput } from '../answers.ts'
import { entryFor } from '../effects/index.ts'
import { checkPolicy } from '../policy/index.ts'
import type { OutboxEntry } from '../ports/index.ts'
import { personByEmail, registration } from '../people/index.ts'
import type { World } from '../world.ts'

/** What setting a community up asks for, on screen or in `tocsin init`'s file. */
export const foundationFields = z.strictObject({
  name: line(200).meta({ title: 'Name of the community', example: 'sigstore' }),
  address: address.meta({ title: 'Public web address', description: 'Where people reach this installation' }),
  from: fromAddress.meta({
    title: 'The committee’s mail address',
    description: 'Notices and announcements come from it',
  }),
  announceTo: z
    .union([z.literal(''), fromAddress])
    .default('')
    .meta({
      title: 'Announce to',
      description: 'A mailing list. Empty: the one that the policy names; sigstore’s names sigstore’s own public list',
    }),
  policy: z.string().max(1_000_000).meta({ title: 'Policy', description: 'The policy file’s text (YAML)' }),
  members: z
    .array(personFields.extend({ administrator: z.boolean().default(false) }))
    .min(1, { error: 'at least one member' })
    .max(99)
    .meta({ title: 'First members of the committee' }),
  projects: z.array(project).max(1000).default([]).meta({ title: 'Projects' }),
  mail: mailSettings.nullable().default(null).meta({ title: 'Mail server', description: 'Left out: none yet' }),
})
export type FoundationFields = z.infer<typeof foundationFields>

export interface Founded {
  readonly members: readonly PersonId[]
  readonly administrators: readonly PersonId[]
}

/** Everything that a foundation can be refused for, at once: its form, its policy line by line, its mail, its people. */
export function checkFoundation(input: unknown): FoundationFields | BadInput {
  const parsed = foundationFields.safeParse(input)
  const policy = (input as { readonly policy?: unknown } | null)?.policy
  const faults = typeof policy === 'string' ? policyFaults(policy) : []
  const problems = [...(parsed.success ? [] : badInput(parsed.error).problems), ...faults, ...together(input)]
  if (parsed.success && problems.length === 0) return parsed.data
  return { badInput: true, problems }
}

/** What no field shows by itself, as far as the parts that it needs have the right form. */
function together(input: unknown): BadInput['problems'] {
  const { mail, members } = foundationFields.shape
  const given = input as { readonly mail?: unknown; readonly members?: unknown } | null
  const server = mail.safeParse(given?.mail)
  const seated = members.safeParse(given?.members)
  return [
    ...((server.success ? unsafeMail(server.data) : undefined)?.problems ?? []),
    ...((seated.success ? sharedAddress(seated.data) : undefined)?.problems ?? []),
  ]
}

/** How many mistakes of a policy are told at once. */
const mostFaults = 20

function policyFaults(text: string): BadInput['problems'] {
  const checked = checkPolicy(text)
  if (!('problems' in checked)) return []
  return checked.problems.slice(0, mostFaults).map(({ line: at, column, says, hint }) => ({
    field: `policy (line ${at}, column ${column})`,
    says: `${ended(says)} ${ended(hint)}`,
  }))
}

function ended(sentence: string): string {
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`
}

/**
 * C1: the committee is bootstrapped from a list of people. Done once; `administrator` is whoever carries out the set-up
 * and stays an administrator beside those named.
 */
export async function foundCommunity(
  world: World,
  input: unknown,
  administrator: PersonId | null,
): Promise<Founded | Refused | BadInput> {
  const stream = await world.records.read('community', world.community)
  if (stream.state !== null) {
    return refuse('set_up_already', 'C1', 'The community is set up.', 'Change it in the settings.')
  }
  const fields = checkFoundation(input)
  if ('badInput' in fields) return fields
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const now = world.machine.now()
    const people = await Promise.all(fields.members.map((member) => known(world, member, now)))
    const members = people.map(({ person }) => person)
    const named = people.flatMap(({ person, administrator: isOne }) => (isOne ? [person] : []))
    const administrators = [...new Set([...(administrator === null ? [] : [administrator]), ...named])]
    if (administrators.length === 0) administrators.push(...members.slice(0, 1))
    const events = founding(world.community, fields, administrators, members)
    const append = await world.records.append('community', stream, events, administrator ?? 'product', now)
    const committed = await world.store.commit({
      appends: [...people.flatMap(({ batch }) => batch.appends), append],
      freed: people.flatMap(({ batch }) => batch.freed),
      lookups: people.flatMap(({ batch }) => batch.lookups),
      outbox: await welcomes(
        world,
        fields,
        members.filter((one) => one !== administrator),
        now,
      ),
    })
    if (committed.ok) return { members, administrators }
    // Somebody registered with one of the addresses at this moment: they are known now.
    if (committed.why === 'taken') continue
    return refuse('set_up_already', 'C1', 'The community was set up at this moment.', 'Change it in the settings.')
  }
  return outrun()
}

/** Each first member gets a link to sign in with, where a mail can carry it or the mailbox page keeps it. */
async function welcomes(
  world: World,
  { mail }: FoundationFields,
  members: readonly PersonId[],
  now: Temporal.Instant,
): Promise<readonly OutboxEntry[]> {
  if (mail === null && world.mode === 'production') return []
  return Promise.all(members.map((to) => entryFor(world, { kind: 'welcome', to }, now)))
}

/** Whoever has this address already, or a new person to be registered with the founding. */
async function known(
  world: World,
  { administrator, ...fields }: FoundationFields['members'][number],
  now: Temporal.Instant,
) {
  const person = await personByEmail(world, fields.email)
  const found = person === undefined ? await registration(world, fields, now) : { person, batch: noBatch }
  return { ...found, administrator }
}

const noBatch = { appends: [], freed: [], lookups: [] }

function sharedAddress(members: FoundationFields['members']): BadInput | undefined {
  const index = members.findIndex((one, at) => members.findIndex(({ email }) => email === one.email) !== at)
  if (index === -1) return undefined
  return {
    badInput: true,
    problems: [{ field: `members[${index}].email`, says: 'two members have the same e-mail address' }],
  }
}

function founding(
  community: CommunityId,
  fields: FoundationFields,
  administrators: readonly PersonId[],
  members: readonly PersonId[],
): CommunityEvent[] {
  const { name, address: at, from, announceTo, policy } = fields
  return [
    { type: 'CommunityFounded', community, name, address: at, from, announceTo },
    { type: 'PolicyAdopted', version: '1', yaml: policy },
    ...administrators.map((person): CommunityEvent => ({ type: 'AdministratorNamed', person })),
    ...members.map((person, at): CommunityEvent => ({
      type: 'MemberSeated',
      person,
      source: 'bootstrapped',
      statement: '',
      nominatedBy: null,
      proposal: null,
      affiliation: fields.members[at]?.affiliation ?? '',
    })),
    ...fields.projects.map((one): CommunityEvent => ({ type: 'ProjectAdded', ...one })),
    { type: 'MailConfigured', server: fields.mail, from },
  ]
}

/** Without encryption, mail may only go to a server on this machine. */
export function unsafeMail(mail: MailSettings | null): BadInput | undefined {
  if (mail === null || mail.security !== 'none' || isThisMachine(mail.host)) return undefined
  return {
    badInput: true,
    problems: [{ field: 'mail.security', says: 'without encryption, only a mail server on this machine can be used' }],
  }
}
