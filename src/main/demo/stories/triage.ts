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

/** D1: it came in a flood, and its sender has not confirmed it yet. */
export async function* heldInAFlood(stage: Stage): Story {
  yield before(stage.now, 'PT50M')
  const report = {
    title: 'cosign: the scanner lists nine libraries',
    project: 'cosign',
    versions: 'all',
    impact: 'Nine known vulnerabilities, two of them critical, according to the scanner.',
    steps: 'Run any scanner on the release.',
  }
  await stage.reports('tess', report, 'held')
}

/** C2: nobody could reproduce it; the reporter was asked how, and has ten days left. */
export async function* askedForAReproducer(stage: Stage): Story {
  yield before(stage.now, 'P5DT3H')
  const { case: id } = await stage.reports('milo', {
    title: 'rekor answers slowly to some searches',
    project: 'rekor',
    versions: '1.1',
    impact: 'Whoever sends many searches can make the log slow for everybody.',
    steps: 'I saw it once, during a test of mine.',
  })
  yield before(stage.now, 'P4D')
  await stage.does('ines', id, 'assignDuty', { duty: 'triage', to: stage.members.ines })
  await stage.does('ines', id, 'askReproducer', {
    message:
      'Thank you for “rekor answers slowly to some searches”. We searched for an hour and could not make it slow. ' +
      'Which searches were it, how many at once, and against which server? Anything you send here reaches us.',
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
