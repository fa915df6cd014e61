import { after, before } from '../../../core/clock/index.ts'
import {
  agreed,
  assessed,
  completed,
  opened,
  planned,
  received,
  teamed,
  triaged,
  type ReleaseDay,
} from '../chapters.ts'
import type { Plot } from '../plot.ts'
import type { Stage, Story } from '../stage.ts'
import { tomorrowAfternoon } from '../times.ts'

const attachments: Plot = {
  fact: 'GO-2024-2718',
  reporter: 'quinn',
  report: {
    title: 'A huge attachment takes the whole machine down',
    project: 'cosign',
    versions: 'up to 2.2.3',
    impact: 'cosign reads an attachment of an image into memory whole. One of many gigabytes stops the machine.',
    steps: 'Attach a very large file to an image in a registry, run cosign verify on a machine with little memory.',
  },
  lead: 'ines',
  second: 'otto',
  replicated: 'A 20 GB attachment ends the process and its neighbours on a machine with 8 GB.',
  where: 'pkg/oci/remote: the layer is read to its end before anything looks at its size.',
  engineer: 'fenna',
  why: 'maintains the registry access of cosign',
  vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:U/C:N/I:N/A:H',
  words: {
    title: 'cosign loads attachments of any size into memory',
    summary: 'An image with a very large attachment could exhaust the memory of the machine that runs cosign.',
    details:
      'Attachments were read into memory without looking at their size. There is now a limit, which can be raised ' +
      'for those who need it.',
    impact: 'Other programs of the same machine are stopped too, such as other checks in a shared build service.',
    mitigations: 'Run cosign in a container with a memory limit, so that only cosign is stopped.',
    upgrade: 'Install cosign v2.2.4.',
    cwe: 'CWE-770',
  },
  release: { project: 'cosign', version: 'v2.2.4', newestVulnerable: 'v2.2.3' },
}

const manifests: Plot = {
  ...attachments,
  fact: 'GO-2024-2719',
  reporter: 'tess',
  report: {
    title: 'A manifest can ask cosign for more memory than there is',
    project: 'cosign',
    versions: 'up to 2.2.3',
    impact:
      'The number of signatures that an artefact claims to have is believed, and memory reserved for all of them.',
    steps: 'Publish an artefact whose manifest lists an absurd number of signatures, run cosign verify.',
  },
  replicated: 'The process is ended by the system within seconds.',
  where: 'pkg/cosign and pkg/oci/remote: the list is made as long as the manifest says.',
  words: {
    title: 'cosign reserves memory for as many signatures as an artefact claims',
    summary: 'An artefact with an absurd number of signatures could exhaust the memory of the machine.',
    details:
      'The list of signatures was made as long as the manifest said before any of them was looked at. The number is ' +
      'now bounded.',
    impact: 'Whoever can publish an artefact can stop machines that verify it, and what else runs on them.',
    mitigations: 'Run cosign in a container with a memory limit, so that only cosign is stopped.',
    upgrade: 'Install cosign v2.2.4.',
    cwe: 'CWE-770',
  },
}

/** Two cases, one release: both are ready, the day is tomorrow. Whose second report it is, is told apart. */
export async function* sharedRelease(stage: Stage): Story {
  const announcement = tomorrowAfternoon(stage.now)
  const day: ReleaseDay = { opening: before(announcement, 'PT2H'), announcement }
  const start = before(stage.now, 'P8DT2H')
  const one = yield* received(stage, attachments, start)
  yield* triaged(stage, one, after(start, 'PT2H'))
  const other = yield* received(stage, manifests, after(start, 'PT6H'))
  yield* triaged(stage, other, after(start, 'PT8H'))
  const first = yield* teamed(stage, one, after(start, 'PT10H'))
  const second = yield* teamed(stage, other, after(start, 'PT16H'))
  yield* assessed(stage, first, after(start, 'PT40H'))
  yield* assessed(stage, second, after(start, 'PT64H'))
  yield after(start, 'PT90H')
  const text = 'Would a limit on the size break anybody who signs large models? I could test with ours.'
  await stage.replies(first, 'post', { room: 'everyone', text })
  await stage.replies(first, 'chooseCredit', { named: true, as: 'Quinn Quay' })
  const release = yield* completed(stage, first, after(start, 'P5D'))
  yield* completed(stage, second, after(start, 'P5DT2H'), release)
  yield* agreed(stage, first, after(start, 'P6D'), day)
  yield* agreed(stage, second, after(start, 'P6DT3H'), day)
  yield* planned(stage, first, after(start, 'P7D'), announcement)
  yield* planned(stage, second, after(start, 'P7DT2H'), announcement)
  // Somebody else found the first one, too.
  yield before(stage.now, 'P1DT3H')
  const again = await stage.reports('milo', {
    title: 'cosign runs out of memory on a large attachment',
    project: 'cosign',
    versions: '2.2.3',
    impact: 'The machine stops answering when an image has an attachment of some gigabytes.',
    steps: '',
  })
  yield before(stage.now, 'P1D')
  await stage.does('ines', again.case, 'assessReplication', { replicated: 'yes', how: 'As in the case that we have.' })
  await stage.does('ines', again.case, 'markDuplicate', { of: first.id, reason: 'The same reading of attachments.' })
  await stage.does('ines', again.case, 'post', {
    room: 'everyone',
    text: 'Thank you! This is right, and somebody told us a week ago. A fix is being prepared; please keep it private.',
  })
}

const panics: Plot = {
  fact: 'GO-2023-1795',
  reporter: 'anonymous',
  report: {
    title: 'A malformed proposed entry makes rekor panic',
    project: 'rekor',
    versions: 'before 1.2.0',
    impact: 'One request with a broken intoto entry ends the request’s handling with a panic.',
    steps: 'Propose an intoto entry (version 0.0.2) whose envelope lacks its payload.',
  },
  lead: 'pim',
  second: 'ines',
  replicated: 'Twice, against a server of our own.',
  where: 'The intoto types: a field that is left out is used without being looked at.',
  engineer: 'lou',
  why: 'maintains the entry types of rekor (OWNERS)',
  vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L',
  words: {
    title: 'rekor panics on malformed intoto entries',
    summary: 'A malformed proposed entry of type intoto ended a request in a panic.',
    details: 'Parts of a proposed intoto entry were used without checking that they are there. They are checked now.',
    impact:
      'A request ends with an error of the server. The server itself goes on, and no entry of the log is touched.',
    mitigations: 'There is none but filtering such entries before they reach the server.',
    upgrade: 'Run rekor-server v1.2.0.',
    cwe: 'CWE-248',
  },
  release: { project: 'rekor', version: 'v1.2.0', newestVulnerable: 'v1.1.1' },
}

/** The fix is public since an hour or two; the binaries are being checked, the announcement is next. */
export async function* releaseDay(stage: Stage): Story {
  const hour = stage.now.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  const announcement = hour.add({ hours: 1 })
  const opening = announcement.subtract({ hours: 3 })
  const start = before(opening, 'P11D')
  const reported = yield* received(stage, panics, start)
  yield* triaged(stage, reported, after(start, 'PT1H'))
  const told = yield* teamed(stage, reported, after(start, 'PT12H'))
  yield* assessed(stage, told, after(start, 'PT60H'))
  yield* completed(stage, told, after(start, 'P6D'))
  const reason = 'The public instance is updated in the hour before, when its operators are all there.'
  yield* agreed(stage, told, after(start, 'P7D'), { opening, announcement, reason })
  yield* planned(stage, told, after(start, 'P8D'), announcement)
  yield* opened(stage, told, opening, 5)
}
