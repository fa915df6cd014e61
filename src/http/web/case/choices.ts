import type { PersonId } from '../../../core/kernel/index.ts'
import { askedChannels, checks, pendingRelease } from '../../../core/process/index.ts'
import type { CaseView } from '../../../app/index.ts'
import { inUtc, toInstant, type Option } from '../components/index.ts'
import { labelOf } from './labels.ts'
import { nameOf, type Seen } from './seen.ts'

type Choices = (view: CaseView) => readonly Option[]

/** Questions whose possible answers stand in the case: `act.field`. */
const fromTheCase: Readonly<Record<string, Choices>> = {
  'assignDuty.duty': ({ case: c, ...view }) =>
    view.policy.committee.duties.list.map(({ id: duty, title }) => ({
      value: duty,
      label: `${title} (${c.duties[duty] === undefined ? 'nobody holds it' : nameOf({ case: c, ...view }, c.duties[duty])})`,
    })),
  'assignDuty.to': (view) => people(view, view.members),
  'revokeAccess.person': (view) => people(view, onTeam(view, ['accepted', 'invited'])),
  'removeCoReporter.person': (view) => people(view, view.case.coReporters),
  'inviteToFixTeam.person': (view) =>
    people(
      view,
      [...view.people.keys()].filter((one) => !isOnCase(view, one)),
    ),
  'planMessage.by': (view) => people(view, [...view.members, ...onTeam(view, ['accepted'])]),
  'dropMessage.entry': openEntries,
  'carryOutMessage.entry': openEntries,
  'agreeRelease.proposal': ({ case: c }) => {
    const pending = pendingRelease(c)
    if (pending === null) return []
    const label = `${pending.proposal}: announcement ${inUtc(toInstant(pending.announcement))}`
    return [{ value: String(pending.proposal), label }]
  },
  'checkArtefact.artefact': ({ case: c }) =>
    c.artefacts.map(({ artefact, name }) => ({ value: String(artefact), label: name })),
  'checkArtefact.check': ({ policy }) =>
    checks.filter((check) => policy.release.artefacts.checks.includes(check)).map(plainly),
  'recordChatPost.channel': ({ case: c, policy }) =>
    askedChannels(c, policy)
      .filter(({ channel }) => !c.chatPosts.some((post) => post.channel === channel))
      .map(({ channel, workspace }) => ({ value: channel, label: `${channel} (${workspace})` })),
  'requestCve.from': ({ policy }) => policy.development.cve.from.map(plainly),
  'movePolicy.version': ({ community, case: c }) =>
    Object.keys(community.policies)
      .filter((version) => version !== c.policy)
      .map((version) => ({
        value: version,
        label: version === community.policyVersion ? `${version}, the newest` : version,
      })),
  'moveDeadline.deadline': ({ deadlines, policy }) =>
    deadlines
      .filter(({ id, due, doneAt }) => due !== null && doneAt === null && isClock(policy, id))
      .map(({ id, title, due }) => ({ value: id, label: `${title}, due ${inUtc(toInstant(due ?? ''))}` })),
}

/** The field in which an act names another case. */
export const asksForACase: Partial<Record<string, string>> = {
  mergeCase: 'into',
  markDuplicate: 'of',
  dismissMatch: 'of',
}

/** The answers that the case offers to a question; `undefined` where the schema alone knows them. */
export function choicesFor({ view, releases }: Seen, act: string, field: string): readonly Option[] | undefined {
  if (act === 'joinRelease' && field === 'release') return releasesOf(view, releases)
  return fromTheCase[`${act}.${field}`]?.(view)
}

function releasesOf({ case: c }: CaseView, releases: Seen['releases']): readonly Option[] {
  const own = c.release === null ? [] : [{ value: c.release.id, label: `${named(c.release)}, as it is` }]
  const others = releases.map(({ id, cases, ...release }) => {
    const count = cases.length === 1 ? 'one other case' : `${cases.length} other cases`
    return { value: id, label: `${named(release)}, with ${count}` }
  })
  return [...own, ...others]
}

function named({ project, version }: { readonly project: string; readonly version: string }): string {
  return `${project} ${version}`
}

function openEntries({ case: c }: CaseView): readonly Option[] {
  return c.plan
    .filter(({ done, dropped }) => done === null && dropped === null)
    .map(({ entry, audience, channel }) => ({
      value: String(entry),
      label: `${entry}: ${labelOf(audience, 'audience')}, ${channel}`,
    }))
}

function onTeam({ case: c }: CaseView, states: readonly string[]): readonly PersonId[] {
  return c.fixTeam.filter(({ state }) => states.includes(state)).map(({ person }) => person)
}

function isOnCase(view: CaseView, person: PersonId): boolean {
  return view.case.reporter === person || onTeam(view, ['accepted', 'invited']).includes(person)
}

function people(view: CaseView, ids: readonly PersonId[]): readonly Option[] {
  return [...new Set(ids)].map((id) => ({ value: id, label: nameOf(view, id) }))
}

function isClock(policy: CaseView['policy'], id: string): boolean {
  return policy.schedule.clocks.some((clock) => clock.id === id)
}

function plainly(value: string): Option {
  return { value, label: labelOf(value) }
}
