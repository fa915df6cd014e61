import { afterAll, beforeAll, beforeEach, describe, onTestFailed } from 'vitest'
import * as chapters from './case/index.ts'

/**
 * One vulnerability goes the whole way of the policy, by people in browsers: from the printed set-up link to the
 * closed case, under a clock that is wound on screen, with mails that a real server receives.
 */
describe('a case, from the report to the retrospective', () => {
  // Every chapter goes on where the one before it ended.
  let stopped = false
  const scene = {} as chapters.Scene
  beforeAll(async () => {
    Object.assign(scene, await chapters.openScene())
  })
  afterAll(() => scene.close?.())
  beforeEach((context) => {
    if (stopped) context.skip()
    onTestFailed(() => {
      stopped = true
    })
  })

  chapters.settingUp(scene)
  chapters.disclosure(scene)
  chapters.triage(scene)
  chapters.fixTeam(scene)
  chapters.development(scene)
  chapters.release(scene)
  chapters.announcing(scene)
  chapters.lookingBack(scene)
})
