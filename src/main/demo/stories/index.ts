import type { Stage, Story } from '../stage.ts'
import { awaitingRetrospective, closed } from './closed.ts'
import { releaseDay, sharedRelease } from './releasing.ts'
import { justReceived, notAVulnerability, teamInvited } from './triage.ts'
import { alreadyPublic, inDevelopment, slowedDown, upstream } from './working.ts'

/** A case in every stage. */
export const stories: readonly ((stage: Stage) => Story)[] = [
  closed,
  awaitingRetrospective,
  releaseDay,
  sharedRelease,
  inDevelopment,
  slowedDown,
  upstream,
  alreadyPublic,
  teamInvited,
  notAVulnerability,
  justReceived,
]
