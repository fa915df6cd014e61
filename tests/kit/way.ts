import { stamp } from '../../src/core/clock/index.ts'
import { deliverDue, passTime } from '../../src/app/index.ts'
import type { CaseActName } from '../../src/core/process/index.ts'
import type { TestWorld } from './world.ts'
import { wind } from './wind.ts'

type Who = 'ada' | 'ben' | 'dov'
type Fields = Readonly<Record<string, unknown>>

/** Some surface of the product, as the people of a case use it. */
export interface Surface {
  /** The case's id. */
  report(fields: Fields): Promise<string>
  /** The engineer's id; `dov` can act from here on. */
  invite(id: string, fields: Fields): Promise<void>
  act(who: Who, id: string, act: CaseActName, fields?: Fields): Promise<void>
  phase(id: string): Promise<string>
}

const commit = '96d410a6580e4e81d24d112a0855c70ca3fb5b49'

export const advisory = {
  title: 'harbour: entries are accepted without a signature',
  summary: 'harbour accepts log entries without checking their signature.',
  details: 'The check is skipped where the entry has no certificate.',
  impact: 'Anyone can forge an entry that clients accept.',
  affected: [
    {
      package: { ecosystem: 'Go', name: 'example.org/harbour' },
      ranges: [{ type: 'SEMVER', introduced: '1.0.0', fixed: '1.4.2' }],
      versions: [],
    },
  ],
  cwes: ['CWE-347'],
  upgrade: 'Install harbour 1.4.2.',
  mitigations: 'Refuse entries without a certificate in front of the server.',
  vulnerableWhen: 'The server accepts entries from the public.',
  introducedBy: ['https://git.example.org/harbour/commit/1f2e3d4c'],
} as const

/** Walks one case through the whole policy, from the report to closed; answers with its id and the phases it had. */
export async function wholeWay(
  { world, members }: TestWorld,
  surface: Surface,
): Promise<{ id: string; phases: string[] }> {
  const phases: string[] = []
  const now = () => world.machine.now()
  const at = (text: string) => stamp(now().add(Temporal.Duration.from(text)))
  async function further(by: string) {
    await wind({ world }, by)
    while ((await passTime(world)) > 0);
    await deliverDue(world)
  }

  const id = await surface.report({
    title: 'harbour accepts unsigned entries',
    project: 'harbour',
    versions: '1.0.0 and later',
    impact: 'Anyone can forge an entry.',
    steps: 'Send one without a signature.',
    terms: true,
  })
  const does = (who: Who, act: CaseActName, fields: Fields = {}) => surface.act(who, id, act, fields)
  const look = async () => phases.push(await surface.phase(id))

  await look()
  await further('PT1H')
  await does('ada', 'post', { room: 'everyone', text: 'Thank you, we are looking into it.' })
  for (const duty of ['triage', 'infra']) await does('ada', 'assignDuty', { duty, to: members[0] })
  for (const duty of ['release', 'disclosure']) await does('ada', 'assignDuty', { duty, to: members[1] })
  await does('ada', 'assessReplication', { replicated: 'yes', how: 'Sent one; it was accepted.' })
  await does('ada', 'assessOrigin', { origin: 'ours' })
  await does('ada', 'acceptReport')
  await look()
  await surface.invite(id, { name: 'Dov Dinghy', email: 'dov@example.org', why: 'Maintains harbour.' })
  await does('dov', 'acceptInvitation', { terms: true })
  await does('ada', 'linkWorkspace', { url: 'https://git.example.org/private/1' })
  await does('ada', 'reviseAdvisory', { basedOn: 0, document: { title: advisory.title }, note: 'begun' })
  await look()
  await further('PT20H')
  await does('dov', 'proposeSeverity', { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N' })
  await does('ada', 'decideSeverity', { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N' })
  await does('ada', 'requestCve', { from: 'github', evidence: 'asked for in the draft' })
  await does('ada', 'recordCve', { id: 'CVE-2026-12345', evidence: 'assigned' })
  await does('dov', 'commentOnAdvisory', { revision: 1, part: 'summary', text: 'Name what an attacker gains.' })
  await does('ada', 'linkAdvisory', { url: 'https://git.example.org/harbour/advisories/1' })
  await does('ada', 'reviseAdvisory', { basedOn: 1, document: advisory, note: 'whole' })
  await does('dov', 'notePush', { commit })
  await does('dov', 'noteFix', { kind: 'fix', evidence: 'in the workspace' })
  await does('ben', 'joinRelease', { project: 'harbour', version: '1.4.2', newestVulnerable: '1.4.1' })
  await does('ben', 'planMessage', {
    audience: 'users',
    channel: 'the list',
    message: 'The announcement.',
    when: at('PT30H'),
  })
  await does('ben', 'adoptPlan')
  await does('ben', 'proposeRelease', { announcement: at('PT30H'), opening: at('PT28H'), reason: 'Everybody is here.' })
  await does('dov', 'agreeRelease')
  await does('dov', 'completeFix', { commit })
  await does('dov', 'approveFix', { commit, evidence: 'reviewed' })
  await look()
  await further('PT28H30M')
  await does('ben', 'recordMerge', { repository: 'https://git.example.org/harbour', commit, evidence: 'merged' })
  await does('ben', 'listArtefact', { name: 'harbour-linux', url: 'https://downloads.example.org/harbour/1.4.2/linux' })
  for (const check of ['listed', 'signature', 'fetched', 'ran']) {
    await does('ben', 'checkArtefact', { artefact: 1, check, passed: true, evidence: 'looked at it' })
  }
  await look()
  await further('PT1H35M')
  await does('ben', 'draftAnnouncement')
  await does('ben', 'sendAnnouncement')
  await further('PT1M')
  await does('ben', 'recordListLink', { url: 'https://lists.example.org/announce/1' })
  for (const channel of ['general', 'development']) {
    await does('ben', 'recordChatPost', { channel, evidence: 'posted' })
  }
  await does('ada', 'noteRepositoryAdvisory', { published: true, evidence: 'on GitHub, with the CVE record' })
  await look()
  await further('PT24H')
  await does('ben', 'draftRetrospective', {
    subject: 'Retrospective: CVE-2026-12345',
    body: 'What happened, and what we learnt.',
  })
  await does('ben', 'sendRetrospective')
  await further('PT1M')
  await does('ada', 'giveFeedback', { text: 'Write the test first.', consents: true })
  await does('dov', 'giveFeedback', { text: 'It went well.', consents: false })
  await does('ben', 'declineFeedback')
  await does('ada', 'closeCase', { note: 'Thank you, all.' })
  await look()
  return { id, phases }
}

export const allPhases = [
  'triage',
  'fix-team',
  'development',
  'release-preparation',
  'release-day',
  'retrospective',
  'closed',
]
