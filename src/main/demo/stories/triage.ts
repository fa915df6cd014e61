import { before } from '../../../core/clock/index.ts'
import type { Stage, Story } from '../stage.ts'

/** Two hours old; nobody has looked at it yet. */
export async function* justReceived(stage: Stage): Story {
  yield before(stage.now, 'PT2H20M')
  await stage.reports('milo', {
    title: 'rekor: other entry types panic on missing fields, too',
    project: 'rekor',
    versions: '1.2.0 and before',
    impact: 'After the panic with intoto entries I tried the other types; one more of them does not look either.',
    steps: 'Propose an entry whose spec is an empty object. I attach nothing here; ask me in the thread.',
    intendsToPublish: false,
  })
}

/** C2: set aside as invalid, with an answer that the reporter can read. */
export async function* notAVulnerability(stage: Stage): Story {
  yield before(stage.now, 'P3DT8H')
  const { case: id } = await stage.reports('anonymous', {
    title: 'fulcio hands out certificates that end after ten minutes',
    project: 'fulcio',
    versions: 'all',
    impact: 'Certificates are useless after ten minutes, which is a denial of service.',
    steps: 'Ask for a certificate, wait for ten minutes, look at its dates.',
  })
  yield before(stage.now, 'P3DT2H')
  await stage.does('pim', id, 'assignDuty', { duty: 'triage', to: stage.members.pim })
  await stage.does('pim', id, 'assessReplication', { replicated: 'yes', how: 'That is how it is meant to be.' })
  await stage.does('pim', id, 'rejectReport', {
    reason:
      'Short-lived certificates are the point of fulcio: what counts is that the signature was made while the ' +
      'certificate was valid, and the log’s time shows that. Thank you for looking so closely.',
    tell: true,
  })
}

/** F2: the engineer is invited and has not answered yet; the fix team’s deadline has just passed. */
export async function* teamInvited(stage: Stage): Story {
  yield before(stage.now, 'P1DT2H')
  const { case: id } = await stage.reports('quinn', {
    title: 'policy-controller runs out of memory on the same attachments',
    project: 'policy-controller',
    versions: '0.8 and before',
    impact: 'It verifies with cosign’s library, so a huge attachment stops the admission of everything.',
    steps: 'Deploy an image with a huge attachment to a cluster with policy-controller.',
  })
  yield before(stage.now, 'PT17H')
  await stage.does('nora', id, 'assignDuty', { duty: 'triage', to: stage.members.nora })
  await stage.does('nora', id, 'assignDuty', { duty: 'infra', to: stage.members.nora })
  await stage.does('nora', id, 'assignDuty', { duty: 'disclosure', to: stage.members.ines })
  await stage.does('nora', id, 'assessReplication', { replicated: 'yes', how: 'On a small cluster.' })
  await stage.does('nora', id, 'assessOrigin', { origin: 'ours', note: 'policy-controller sets no limit either.' })
  await stage.does('nora', id, 'acceptReport')
  yield before(stage.now, 'PT6H')
  await stage.invites('nora', id, 'rafi', 'maintains the webhook (CODEOWNERS)')
}
