import { z } from 'zod'
import { stamp } from '../../clock/index.ts'
import { canonical, isId, refuse, type ReleaseId } from '../../kernel/index.ts'
import { act, doneHereOnly, type Acts } from '../act.ts'
import { checks, type CaseEvent } from '../events.ts'
import { commit, count, emptyAsAbsent, evidence, link, optionalProse, reason, words, yesOrNo } from '../fields.ts'
import { allVerified, approvalsOfHead, gapsBeforeMerge, isVerified } from '../gaps.ts'
import { isPublished } from '../published.ts'
import type { Case } from '../state.ts'
import { openly } from './disclosures.ts'

/** An artefact has one number in all cases of its release. */
function numberOf(url: string, together: readonly Case[]): number {
  const all = together.flatMap(({ artefacts }) => artefacts)
  return all.find((one) => one.url === url)?.artefact ?? 1 + Math.max(0, ...all.map(({ artefact }) => artefact))
}

export const releaseActs = {
  approveFix: act({
    title: 'Approve the fix',
    clause: 'R2',
    does: 'Approves the pull request in the private workspace, at its newest commit.',
    fields: z.object({ commit, evidence }),
    decide(c, { commit: approved, evidence: told }, { by }) {
      if (c.merged !== null) return refuse('merged_already', 'R3', 'The fix was merged.', 'Nothing needs to be done.')
      if (c.head === null || c.head !== approved) {
        return refuse(
          'not_the_head',
          'R2',
          c.head === null ? 'No commit of the fix is on record.' : `The newest commit on record is ${c.head}.`,
          'Note the push first, then approve that commit: an approval counts for one commit only.',
        )
      }
      if (approvalsOfHead(c).some((one) => one.by === by)) {
        return refuse('known_already', 'R2', 'You have approved this commit.', 'Nothing needs to be done.')
      }
      return [{ type: 'FixApproved', commit: approved, evidence: told }]
    },
  }),
  joinRelease: act({
    title: 'Name the release',
    clause: 'R5',
    does: 'Which project and version carries the fix. Several cases may share one release.',
    duty: 'release',
    fields: z.object({
      release: emptyAsAbsent(
        z.string().refine((text): text is ReleaseId => isId('r', text), { error: 'must be a release’s id' }),
      ).meta({ title: 'Release', description: 'Another case’s release, to share it; empty: a new one' }),
      project: words('Project', 200).meta({ example: 'cosign' }),
      version: words('Version', 100).meta({ example: 'v2.2.4' }),
      newestVulnerable: words('Newest vulnerable version', 100).meta({ example: 'v2.2.3' }),
    }),
    decide(c, { release: told, project, version, newestVulnerable }, { fresh }) {
      const release = told ?? c.release?.id ?? fresh.release
      if (isPublished(c)) {
        return refuse('announced_already', 'R5', 'The release was announced.', 'Open a new case for a further fix.')
      }
      const named = { release, project, version, newestVulnerable }
      const { id, ...rest } = c.release ?? { id: null }
      if (canonical({ ...rest, release: id }) === canonical(named)) {
        return refuse('nothing_changes', 'R5', 'That is the release on record.', 'Nothing needs to be done.')
      }
      return [{ type: 'ReleaseJoined', ...named }]
    },
  }),
  leaveRelease: act({
    title: 'Take the case out of the release',
    clause: 'R5',
    does: 'The case’s fix will come with another release.',
    duty: 'release',
    fields: z.object({ reason }),
    decide(c, { reason: why }) {
      if (c.release === null) return refuse('no_release', 'R5', 'The case belongs to no release.', 'Name one.')
      if (c.merged !== null) return refuse('opened_already', 'R3', 'The fix was merged.', 'Announce it now.')
      return [{ type: 'ReleaseLeft', release: c.release.id, reason: why }]
    },
  }),
  recordMerge: act({
    title: 'Merge: open the fix',
    clause: 'R3',
    does: 'Records that the fix was merged into the public repository. From here it is public and the embargo ends.',
    duty: 'release',
    outward: true,
    shared: true,
    fields: z.object({
      repository: link('Repository'),
      commit,
      evidence,
      despite: optionalProse('Reason for going on', 4000).describe(
        'Needed where something is still missing, or it is too early',
      ),
    }),
    decide(c, { repository, commit: merged, evidence: told, despite }, context) {
      if (c.merged !== null) {
        const refused = refuse('merged_already', 'R3', 'The fix was merged.', 'Check the artefacts now.')
        return doneHereOnly(context, (one) => one.merged === null) ?? refused
      }
      const gaps = gapsBeforeMerge(c, context.policy, context.now)
      const first = gaps.find(({ blocks }) => blocks) ?? (despite === undefined ? gaps[0] : undefined)
      if (first !== undefined) {
        return refuse(
          'not_ready_to_merge',
          first.clause,
          gaps.map(({ says }) => says).join(' '),
          first.blocks ? 'Do that first.' : 'Do that first, or go on with a reason on record.',
        )
      }
      const early = gaps.length === 0 ? null : (despite ?? null)
      return [
        { type: 'FixMerged', repository, commit: merged, evidence: told, early },
        ...openly(c, stamp(context.now), 'the fix was merged in public', told),
      ]
    },
  }),
  listArtefact: act({
    title: 'List an artefact',
    clause: 'R4',
    does: 'A binary, image or package of the release, and the public address users get it from.',
    duty: 'release',
    shared: true,
    fields: z.object({ name: words('Name', 200), url: link('Public address') }),
    decide(c, { name, url }, context) {
      const isListed = (one: Case) => one.artefacts.some((artefact) => artefact.url === url)
      if (isListed(c)) {
        const refused = refuse('known_already', 'R4', 'This address is listed.', 'Check it, or list another one.')
        return doneHereOnly(context, (one) => !isListed(one)) ?? refused
      }
      if (c.announced !== null && c.fixReleased !== null) {
        return refuse('announced_already', 'R4', 'The release was announced.', 'Mention later ones in the thread.')
      }
      return [{ type: 'ArtefactListed', artefact: numberOf(url, context.together), name, url }]
    },
  }),
  checkArtefact: act({
    title: 'Check an artefact',
    clause: 'R4',
    does: 'Records one of the checks of one artefact: listed, signature verified, fetched and hashed, ran.',
    duty: 'release',
    shared: true,
    fields: z.object({
      artefact: count('Artefact'),
      check: z.enum(checks).meta({ title: 'Check' }),
      passed: yesOrNo('It passed'),
      evidence,
    }),
    decide(c, { artefact, check, passed, evidence: told }, context) {
      const { policy } = context
      const found = c.artefacts.find((one) => one.artefact === artefact)
      if (found === undefined) {
        return refuse('no_such_artefact', 'R4', `There is no artefact ${artefact}.`, 'List it first.')
      }
      if (c.merged === null) {
        return refuse('not_merged', 'R3', 'Nothing is built before the fix is merged.', 'Record the merge first.')
      }
      if (c.fixReleased !== null && isVerified(found, policy)) {
        const says = 'All artefacts were verified.'
        const refused = refuse('verified_already', 'R4', says, 'Tell of a broken one in the thread.')
        return doneHereOnly(context, (one) => one.fixReleased === null) ?? refused
      }
      const checked: CaseEvent = { type: 'ArtefactChecked', artefact, check, passed, evidence: told }
      const after = c.artefacts.map((one) =>
        one === found
          ? { ...one, checks: { ...one.checks, [check]: { passed, evidence: told, at: c.updated, by: context.by } } }
          : one,
      )
      const whole = c.fixReleased === null && allVerified({ ...c, artefacts: after }, policy)
      if (!whole) return [checked]
      // A release without a completed fix is possible with a reason (R3); the fix is then complete by its merge.
      const complete: CaseEvent[] =
        c.fixComplete === null
          ? [{ type: 'FixCompleted', commit: c.merged.commit, note: 'complete by its merge', mentions: [] }]
          : []
      return [checked, ...complete, { type: 'FixReleased', at: stamp(context.now) }]
    },
  }),
} satisfies Acts<'approveFix' | 'joinRelease' | 'leaveRelease' | 'recordMerge' | 'listArtefact' | 'checkArtefact'>
