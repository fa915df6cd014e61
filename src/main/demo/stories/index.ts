import type { Stage, Story } from '../stage.ts'
import { awaitingRetrospective, closed } from './closed.ts'
import { governing } from './governing.ts'
import { releaseDay, sharedRelease } from './releasing.ts'
import { askedForAReproducer, heldInAFlood, justReceived, notAVulnerability, teamInvited } from './triage.ts'
import { alreadyPublic, inDevelopment, slowedDown, upstream } from './working.ts'

/** A case in every stage, and the committee itself. */
export const stories: readonly ((stage: Stage) => Story)[] = [
  governing,
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
  askedForAReproducer,
  heldInAFlood,
  justReceived,
]
