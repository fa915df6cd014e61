import { after, before, stamp } from '../../../core/clock/index.ts'
import { received, teamed, triaged } from '../chapters.ts'
import { advisoryOf, type Plot } from '../plot.ts'
import type { Stage, Story } from '../stage.ts'

const bypass: Plot = {
  fact: 'GO-2022-0759',
  reporter: 'quinn',
  report: {
    title: 'policy-controller admits images whose attestation was not verified',
    project: 'policy-controller',
    versions: 'before 0.2.1',
    impact: 'A cluster that asks for an attestation runs an image that has none which fits.',
    steps: 'A policy with an attestation and a keyless authority; deploy an image with an attestation of another type.',
  },
  lead: 'nora',
  second: 'otto',
  replicated: 'On a small cluster with the policy from the documentation.',
  where: 'The type of the attestation is compared after the result was taken for good.',
  engineer: 'rafi',
  why: 'maintains the webhook of policy-controller (CODEOWNERS)',
  vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:H/A:N',
  words: {
    title: 'policy-controller can be made to skip the check of an attestation',
    summary: 'Images could be admitted although no attestation of the wanted type was verified.',
    details: 'An attestation of another type counted as the one that the policy asks for.',
    impact: 'Whoever may deploy to the cluster can run images that the policy was to keep out.',
    mitigations: 'Ask for a signature as well as for an attestation.',
    upgrade: 'Install policy-controller v0.2.1.',
    cwe: 'CWE-347',
  },
  release: { project: 'policy-controller', version: 'v0.2.1', newestVulnerable: 'v0.2.0' },
}

/** The fix is being made; two people score it differently, and the committee has yet to decide. */
export async function* inDevelopment(stage: Stage): Story {
  const start = before(stage.now, 'P4DT6H')
  const reported = yield* received(stage, bypass, start)
  yield* triaged(stage, reported, after(start, 'PT5H'))
  const told = yield* teamed(stage, reported, after(start, 'PT18H'))
  yield after(start, 'PT30H')
  if (told.fixer === null) return
  await stage.acts(told.fixer, told.id, 'proposeSeverity', { vector: bypass.vector, note: 'Any user who can deploy.' })
  await stage.does('otto', told.id, 'proposeSeverity', {
    vector: 'CVSS:3.1/AV:N/AC:H/PR:H/UI:N/S:U/C:N/I:L/A:N',
    note: 'Only with an attestation of another type at hand, and deploying is a privilege in most clusters.',
  })
  yield after(start, 'PT49H')
  await stage.acts(told.fixer, told.id, 'notePush', { commit: 'a1f3c0de77b2', note: 'a first version, without tests' })
  await stage.acts(told.fixer, told.id, 'post', {
    room: 'team',
    text: `@${stage.members.nora} the comparison comes too late in two places, not one. Both are in the branch now.`,
  })
  yield after(start, 'PT76H')
  await stage.replies(told, 'post', { room: 'everyone', text: 'Can I help by testing a build?' })
  await stage.does('nora', told.id, 'reviseAdvisory', {
    basedOn: 1,
    document: { ...advisoryOf(bypass, 'draft'), details: bypass.words.details, mitigations: bypass.words.mitigations },
    note: 'what we know by now',
  })
}

const oldModule: Plot = {
  fact: 'GO-2023-2181',
  reporter: 'tess',
  report: {
    title: 'The v1 module of cosign has no version without the endless loop',
    project: 'cosign',
    versions: 'github.com/sigstore/cosign, all versions',
    impact: 'Programs that import the old module path are stopped by a malicious registry, and cannot upgrade.',
    steps:
      'Import github.com/sigstore/cosign in its newest version, verify an image of a registry as in your advisory.',
  },
  lead: 'pim',
  second: 'ines',
  replicated: 'With the test of the fix, run against the old module.',
  where: 'The same function as in v2, where it was mended.',
  engineer: 'fenna',
  why: 'made the fix in v2',
  vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:L',
  words: {
    title: 'The v1 module of cosign fetches signatures without an upper bound',
    summary: 'Programs that import github.com/sigstore/cosign can be kept busy by a malicious registry.',
    details: '',
    impact: '',
    mitigations: 'Import github.com/sigstore/cosign/v2 instead.',
    upgrade: '',
    cwe: 'CWE-835',
  },
  release: { project: 'cosign', version: 'v1.13.6', newestVulnerable: 'v1.13.5' },
}

/** S8: a low score, and a fix team that takes its time, with dates on record. */
export async function* slowedDown(stage: Stage): Story {
  const start = before(stage.now, 'P5DT9H')
  const reported = yield* received(stage, oldModule, start)
  yield* triaged(stage, reported, after(start, 'PT11H'))
  const told = yield* teamed(stage, reported, after(start, 'PT20H'))
  yield after(start, 'PT44H')
  if (told.fixer === null) return
  await stage.acts(told.fixer, told.id, 'proposeSeverity', { vector: oldModule.vector, note: 'As for v2.' })
  await stage.does('pim', told.id, 'decideSeverity', { vector: oldModule.vector })
  yield after(start, 'PT50H')
  await stage.acts(told.fixer, told.id, 'slowDown', {
    fix: stamp(after(stage.now, 'P12D').round('hour')),
    release: stamp(after(stage.now, 'P26D').round('hour')),
    reason: 'A low score, a module that few still import, and two of us are away next week.',
  })
}

const layers: Plot = {
  fact: 'GO-2024-2718',
  reporter: 'milo',
  report: {
    title: 'Layers are handed out whole by the registry library',
    project: 'cosign',
    versions: 'all that use the library',
    impact: 'Every caller has to bound what it reads by itself; one that forgets can be stopped from outside.',
    steps: 'Read the linked lines of the library: nothing limits what a remote layer may return.',
  },
  lead: 'otto',
  second: 'pim',
  replicated: '',
  where: '',
  engineer: 'fenna',
  why: 'knows the library best',
  vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:H',
  words: {
    title: 'The registry library hands out layers of any size',
    summary: 'A remote layer is read without an upper bound unless every caller sets one.',
    details: '',
    impact: '',
    mitigations: '',
    upgrade: '',
    cwe: 'CWE-770',
  },
  release: { project: 'cosign', version: 'v2.2.5', newestVulnerable: 'v2.2.4' },
}

/** S3: the code is upstream's; our deadlines follow the date that upstream named. */
export async function* upstream(stage: Stage): Story {
  const start = before(stage.now, 'P9DT4H')
  const { id, secret } = yield* received(stage, layers, start)
  yield after(start, 'PT3H')
  for (const duty of ['triage', 'infra', 'disclosure', 'release']) {
    await stage.does('otto', id, 'assignDuty', { duty, to: stage.members[duty === 'release' ? 'pim' : 'otto'] })
  }
  await stage.does('otto', id, 'assessReplication', { replicated: 'partly', how: 'In our callers that set no limit.' })
  await stage.does('otto', id, 'assessOrigin', {
    origin: 'upstream',
    note: 'go-containerregistry, pkg/v1/remote/layer.go; our callers rely on it.',
  })
  await stage.does('otto', id, 'acceptReport')
  const told = yield* teamed(stage, { ...layers, id, secret, fixer: null }, after(start, 'PT20H'))
  yield after(start, 'PT52H')
  await stage.does('otto', told.id, 'noteUpstream', {
    project: 'go-containerregistry',
    contact: 'security@registry-library.example.org',
    reason: 'They have our report and are looking at it; no date yet.',
  })
  yield after(start, 'P6D')
  await stage.does('otto', told.id, 'noteUpstream', {
    project: 'go-containerregistry',
    contact: 'security@registry-library.example.org',
    date: stamp(after(stage.now, 'P6D').round('hour')),
    reason: 'They release then, and ask us not to tell before.',
  })
}

const predicates: Plot = {
  fact: 'GO-2022-0758',
  reporter: 'anonymous',
  report: {
    title: 'cosign verify-attestation looks at the wrong thing',
    project: 'cosign',
    versions: 'before 1.10.1',
    impact: 'An attestation of one type passes where another type was asked for.',
    steps: 'A public issue shows the commands.',
  },
  lead: 'ines',
  second: 'nora',
  replicated: 'With the commands of the public issue.',
  where: 'cmd/cosign/cli/verify: the type is compared only where there is no policy.',
  engineer: 'fenna',
  why: 'maintains verify-attestation',
  vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N',
  words: {
    title: 'cosign verify-attestation can report success without a fitting attestation',
    summary: 'With a policy given, an attestation of any type was accepted for the wanted one.',
    details: 'The type of an attestation was compared only where no policy was given.',
    impact: 'Images without the attestation that somebody relies on look as if they had it.',
    mitigations: 'Print the attestations and compare their type yourself.',
    upgrade: 'Install cosign v1.10.1.',
    cwe: 'CWE-347',
  },
  release: { project: 'cosign', version: 'v1.10.1', newestVulnerable: 'v1.10.0' },
}

/** D2, S2: it is public, so everything is as soon as possible; the fix has hours, not days. */
export async function* alreadyPublic(stage: Stage): Story {
  const start = before(stage.now, 'PT20H')
  yield start
  const id = await stage.opens('ines', {
    ...predicates.report,
    public: true,
    publicWhere: 'https://git.example.org/cosign/issues/1 tells how, with commands',
  })
  const told = { ...predicates, id, secret: '', fixer: null }
  yield* triaged(stage, told, after(start, 'PT30M'))
  const { fixer } = yield* teamed(stage, told, after(start, 'PT2H'))
  yield after(start, 'PT9H')
  if (fixer === null) return
  await stage.acts(fixer, id, 'noteFix', { kind: 'mitigation', evidence: 'comparing the type by hand helps' })
  await stage.does('ines', id, 'decideSeverity', { vector: predicates.vector })
}
