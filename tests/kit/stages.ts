import { stamp } from '../../src/core/clock/index.ts'
import { act, inviteEngineer, openByMember, report } from '../../src/app/index.ts'
import type { CaseId, PersonId } from '../../src/core/kernel/index.ts'
import type { CaseActName } from '../../src/core/process/index.ts'
import type { TestWorld } from './world.ts'
import { wind } from './wind.ts'

/** A case on its way, told in acts: each stage goes on from the one before. */
export interface OnItsWay {
  readonly case: CaseId
  /** On the fix team once `full` is reached. */
  readonly engineer: PersonId | undefined
}

export const stages = ['early', 'invited', 'full', 'late', 'closed', 'hurry'] as const
export type Stage = (typeof stages)[number]

/** Throws when the product refuses: a stage is whole or there is none. */
export async function doing(
  { world }: TestWorld,
  person: PersonId,
  id: CaseId,
  name: CaseActName,
  fields: object = {},
): Promise<void> {
  const done = await act(world, person, { case: id, act: name, fields: { ...fields } })
  if (!('version' in done)) throw new Error(`${name}: ${JSON.stringify(done)}`)
}

/** Builds a case up to a stage, in the time that it would take. */
export async function caseAt(here: TestWorld, stage: Stage): Promise<OnItsWay> {
  if (stage === 'hurry') return inAHurry(here)
  const id = await reported(here)
  if (stage === 'early') return { case: id, engineer: undefined }
  const engineer = await teamed(here, id, stage !== 'invited')
  if (stage === 'invited') return { case: id, engineer }
  await developed(here, id, engineer)
  if (stage === 'full') return { case: id, engineer }
  await released(here, id, engineer)
  if (stage === 'late') return { case: id, engineer }
  await ended(here, id, engineer)
  return { case: id, engineer }
}

async function reported({ world }: TestWorld): Promise<CaseId> {
  const opened = await report(
    world,
    {
      title: 'cosign: a bundle with an empty certificate chain verifies',
      project: 'cosign',
      versions: 'up to v2.2.3',
      impact:
        'Anyone who can serve a bundle can make an unsigned image verify.\n\nThe chain is read as a list, and an empty list passes the loop that checks each link.',
      steps: '1. Take any bundle.\n2. Empty its certificate chain.\n3. cosign verify says it is fine.',
      name: 'Rey Reef',
      email: 'rey@example.org',
      terms: true,
    },
    'form',
  )
  if (!('case' in opened)) throw new Error(`no report: ${JSON.stringify(opened)}`)
  return opened.case
}

async function teamed(here: TestWorld, id: CaseId, accepted: boolean): Promise<PersonId> {
  const [ada = 'p-', ben = 'p-', cleo = 'p-'] = here.members
  await wind(here, 'PT2H')
  for (const [duty, to] of [
    ['triage', ada],
    ['infra', ben],
    ['disclosure', cleo],
  ]) {
    await doing(here, ada, id, 'assignDuty', { duty, to })
  }
  await doing(here, ada, id, 'post', {
    room: 'everyone',
    text: 'We have your report, and are trying the steps. Thank you for sending it privately.',
  })
  await doing(here, ada, id, 'assessReplication', { replicated: 'yes', how: 'with v2.2.3 and v2.1.0, three times' })
  await doing(here, ada, id, 'assessOrigin', { origin: 'ours', note: 'pkg/verify' })
  await doing(here, ada, id, 'acceptReport')
  const invited = await inviteEngineer(here.world, ben, id, {
    name: 'Max Mast',
    email: `max-${id}@example.org`,
    affiliation: 'Shipyard',
    why: 'maintains pkg/verify',
  })
  if (!('events' in invited)) throw new Error(`no invitation: ${JSON.stringify(invited)}`)
  const event = invited.events.find(({ type }) => type === 'FixTeamInvited')
  if (event?.type !== 'FixTeamInvited') throw new Error('nobody was invited')
  if (accepted) await doing(here, event.person, id, 'acceptInvitation', { terms: true })
  return event.person
}

export const document = {
  title: 'cosign accepts bundles with an empty certificate chain',
  summary: 'An empty certificate chain passes verification.',
  details: 'The chain is checked link by link.\n\nWithout a link, nothing is checked.',
  impact: 'An attacker who serves a bundle makes unsigned images verify.',
  upgrade: 'Install v2.2.4.',
  affected: [
    {
      package: { ecosystem: 'Go', name: 'example.org/cosign' },
      ranges: [{ type: 'SEMVER', introduced: '2.0.0', fixed: '2.2.4' }],
    },
  ],
  cwes: ['CWE-347'],
  references: [{ type: 'REPORT', url: 'https://example.org/report' }],
  credits: [{ name: 'Rey Reef', type: 'REPORTER', consent: true }],
}
export const commit = '96d410a6580e0e81c24112a0855aab70fb45dc32'
const evidence = 'https://ci.example.org/run/4711'

async function developed(here: TestWorld, id: CaseId, engineer: PersonId): Promise<void> {
  const [ada = 'p-', ben = 'p-', cleo = 'p-'] = here.members
  await wind(here, 'P1D')
  const high = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N'
  await doing(here, engineer, id, 'proposeSeverity', { vector: high, note: 'somebody has to run verify' })
  await doing(here, ben, id, 'proposeSeverity', { vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:H/A:N', note: '' })
  await doing(here, ada, id, 'decideSeverity', { vector: high })
  await doing(here, ben, id, 'requestCve', { from: 'github', evidence: 'asked in the advisory' })
  await doing(here, ben, id, 'reviseAdvisory', { basedOn: 0, document: { ...document, upgrade: '', impact: '' } })
  await doing(here, ben, id, 'linkWorkspace', { url: 'https://git.example.org/private/cosign' })
  await doing(here, engineer, id, 'post', {
    text: 'The loop needs a length check. Patch in an hour.\n\nTests come with it.',
  })
  await doing(here, cleo, id, 'post', { room: 'everyone', text: 'We aim for the 10th; does that suit you?' })
  await doing(here, engineer, id, 'notePush', { commit })
  await doing(here, engineer, id, 'noteFix', { kind: 'fix', evidence })
  await doing(here, cleo, id, 'planMessage', {
    audience: 'users',
    channel: 'the announcement list',
    message: 'The announcement from the template.',
    when: '2027-01-12T16:00:00Z',
    by: cleo,
  })
}

async function released(here: TestWorld, id: CaseId, engineer: PersonId): Promise<void> {
  const [, ben = 'p-', cleo = 'p-'] = here.members
  const now = here.world.machine.now()
  await wind(here, 'P2D')
  await doing(here, ben, id, 'recordCve', { id: 'CVE-2026-12345', evidence })
  await doing(here, cleo, id, 'reviseAdvisory', { basedOn: 1, document, note: 'impact and upgrade' })
  await doing(here, engineer, id, 'completeFix', { commit })
  await doing(here, engineer, id, 'approveFix', { commit, evidence })
  await doing(here, ben, id, 'joinRelease', { project: 'cosign', version: 'v2.2.4', newestVulnerable: 'v2.2.3' })
  const announcement = stamp(now.add({ hours: 96 }))
  await doing(here, ben, id, 'proposeRelease', { announcement, reason: 'as soon as everybody is back' })
  await doing(here, engineer, id, 'agreeRelease', { side: 'fix-team' })
  await doing(here, cleo, id, 'adoptPlan')
  await wind(here, 'PT47H')
  const merge = { repository: 'https://git.example.org/cosign', commit, evidence }
  await doing(here, ben, id, 'recordMerge', merge)
  for (const name of ['cosign-linux-amd64', 'cosign-darwin-arm64']) {
    await doing(here, ben, id, 'listArtefact', { name, url: `https://example.org/releases/v2.2.4/${name}` })
  }
  for (const check of ['listed', 'signature', 'fetched', 'ran']) {
    await doing(here, ben, id, 'checkArtefact', { artefact: 1, check, passed: true, evidence })
  }
  await doing(here, ben, id, 'checkArtefact', { artefact: 2, check: 'listed', passed: true, evidence })
  await doing(here, ben, id, 'checkArtefact', { artefact: 2, check: 'signature', passed: false, evidence: 'no bundle' })
  await doing(here, cleo, id, 'draftAnnouncement')
}

async function ended(here: TestWorld, id: CaseId, engineer: PersonId): Promise<void> {
  const [ada = 'p-', ben = 'p-', cleo = 'p-'] = here.members
  for (const check of ['signature', 'fetched', 'ran']) {
    await doing(here, ben, id, 'checkArtefact', { artefact: 2, check, passed: true, evidence })
  }
  await wind(here, 'PT2H')
  await doing(here, cleo, id, 'draftAnnouncement')
  await doing(here, cleo, id, 'sendAnnouncement')
  await delivered(here)
  await doing(here, cleo, id, 'recordListLink', { url: 'https://lists.example.org/archive/1' })
  await doing(here, ben, id, 'noteRepositoryAdvisory', { published: 'yes', evidence: 'on GitHub, with the CVE record' })
  await doing(here, cleo, id, 'draftRetrospective', { subject: 'Looking back', body: 'It went well.' })
  await doing(here, cleo, id, 'sendRetrospective')
  await delivered(here)
  await doing(here, engineer, id, 'giveFeedback', {
    text: 'The clock helped. The fork was slow to get.',
    consents: 'no',
  })
  await doing(here, ben, id, 'declineFeedback')
  await doing(here, ada, id, 'closeCase')
}

/** D2: it was public before anybody told the committee. */
async function inAHurry(here: TestWorld): Promise<OnItsWay> {
  const [ada = 'p-'] = here.members
  const opened = await openByMember(here.world, ada, {
    title: 'rekor: a log entry is accepted without an inclusion proof',
    project: 'rekor',
    impact: 'Verification of some entries can be skipped.',
    public: true,
    publicWhere: 'https://example.org/issues/9',
    exploited: true,
  })
  if (!('case' in opened)) throw new Error(`no case: ${JSON.stringify(opened)}`)
  await wind(here, 'P2D')
  return { case: opened.case, engineer: undefined }
}

async function delivered({ world }: TestWorld): Promise<void> {
  const { deliverDue } = await import('../../src/app/index.ts')
  await deliverDue(world)
}
