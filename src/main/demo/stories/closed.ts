import { after, before } from '../../../core/clock/index.ts'
import {
  agreed,
  allChecks,
  announced,
  assessed,
  completed,
  lookedBack,
  opened,
  planned,
  received,
  teamed,
  triaged,
} from '../chapters.ts'
import type { Plot } from '../plot.ts'
import type { Stage, Story } from '../stage.ts'
import { lastAfternoon, lastSlot } from '../times.ts'

const entries: Plot = {
  fact: 'GO-2022-0326',
  reporter: 'tess',
  report: {
    title: 'cosign believes a log entry that does not exist',
    project: 'cosign',
    versions: 'before 1.5.2',
    impact:
      'Someone who can pull and push the signature of an image in a registry can make cosign say that the signature ' +
      'stands in Rekor when it does not. Both signatures with a key pair and keyless ones are concerned.',
    steps:
      'Sign an image without uploading to the log, attach the bundle of another entry to the signature in the ' +
      'registry, run cosign verify: it says that the entry is in the transparency log.',
  },
  lead: 'nora',
  second: 'pim',
  replicated: 'With a registry on a laptop, in ten minutes, exactly as described.',
  where: 'pkg/cosign: the bundle is read, but not compared with the signature that it came with.',
  engineer: 'fenna',
  why: 'maintains the verification of bundles in cosign (MAINTAINERS)',
  vector: 'CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:N/I:L/A:N',
  words: {
    title: 'cosign accepts bundles of other log entries',
    summary: 'cosign verify could report a signature as logged in Rekor although it never was.',
    details:
      'The bundle stored beside a signature was checked for a valid signature of the log, but not for being about ' +
      'this very artefact. A valid bundle of any other entry was therefore enough.',
    impact:
      'Whoever may replace signatures in the registry can hide that a signature was never logged, so that monitors of ' +
      'the log do not see it.',
    mitigations: 'Look the entry up in the log yourself, by the artefact’s digest, before you rely on it.',
    upgrade: 'Install cosign v1.5.2 and verify again what you verified with an older version.',
    cwe: 'CWE-295',
  },
  release: { project: 'cosign', version: 'v1.5.2', newestVulnerable: 'v1.5.1' },
}

/** A case that is over: every clause was carried out, in time. */
export async function* closed(stage: Stage): Story {
  const announcement = lastSlot(stage.now, 'P35D')
  const start = before(announcement, 'P9DT5H')
  const reported = yield* received(stage, entries, start)
  yield* triaged(stage, reported, after(start, 'PT2H'))
  const told = yield* teamed(stage, reported, after(start, 'PT9H'))
  yield* assessed(stage, told, after(start, 'PT50H'))
  yield after(start, 'PT75H')
  await stage.replies(told, 'chooseCredit', { named: true, as: 'Tess Tidewater' })
  yield* completed(stage, told, after(start, 'P5D'))
  yield* agreed(stage, told, after(start, 'P5DT4H'), { opening: before(announcement, 'PT2H'), announcement })
  yield* planned(stage, told, after(start, 'P6D'), announcement)
  yield* opened(stage, told, before(announcement, 'PT2H'), allChecks)
  yield* announced(stage, told, announcement)
  yield* lookedBack(stage, told, after(announcement, 'P2D'))
}

const endless: Plot = {
  fact: 'GO-2023-2181',
  reporter: 'milo',
  report: {
    title: 'A registry can keep cosign busy for ever',
    project: 'cosign',
    versions: 'all up to 2.2.0',
    impact: 'A registry under an attacker’s control answers with an enormous number of signatures; cosign never ends.',
    steps: 'Serve an image whose signature manifest lists a million layers, then run cosign verify on it.',
  },
  lead: 'otto',
  second: 'nora',
  replicated: 'With a registry that makes up layers as it is asked: stopped after an hour at full load.',
  where: 'pkg/cosign, where signatures of a reference are fetched: nothing bounds their number.',
  engineer: 'fenna',
  why: 'wrote the fetching of signatures',
  vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:L',
  words: {
    title: 'cosign fetches signatures without an upper bound',
    summary: 'A malicious registry could make cosign loop over endless signatures or attestations.',
    details:
      'All signatures and attestations that a registry lists for an image were fetched, however many they were. The ' +
      'number is now bounded.',
    impact: 'Verification does not end while it works for an attacker; admission controls may stop answering.',
    mitigations: 'Verify only images of registries that you trust, and give verification a time limit.',
    upgrade: 'Install cosign v2.2.1. For the module github.com/sigstore/cosign (v1) there is no fixed version.',
    cwe: 'CWE-835',
  },
  release: { project: 'cosign', version: 'v2.2.1', newestVulnerable: 'v2.2.0' },
}

/** Announced a day or two ago: the retrospective is what is left. */
export async function* awaitingRetrospective(stage: Stage): Story {
  const announcement = lastAfternoon(stage.now, 'PT26H')
  const start = before(announcement, 'P12DT3H')
  const reported = yield* received(stage, endless, start)
  yield* triaged(stage, reported, after(start, 'PT4H'))
  const told = yield* teamed(stage, reported, after(start, 'PT15H'))
  yield* assessed(stage, told, after(start, 'PT70H'))
  yield* completed(stage, told, after(start, 'P6D'))
  yield* agreed(stage, told, after(start, 'P7D'), { opening: before(announcement, 'PT2H'), announcement })
  yield* planned(stage, told, after(start, 'P8D'), announcement)
  yield* opened(stage, told, before(announcement, 'PT2H'), allChecks)
  yield* announced(stage, told, announcement)
}
