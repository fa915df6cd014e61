import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstAdministrator, lifetimes, signInSecret, type World } from '../../src/app/index.ts'
import { logLines } from '../../src/adapters/lines/index.ts'
import { startBackground } from '../../src/main/background.ts'
import { listen } from '../../src/main/listen.ts'
import { openWorld } from '../../src/main/world.ts'
import { launchBrowser } from '../browser/launch.ts'
import { openPostOffice, type PostOffice } from './postOffice.ts'
import { Visitor } from './visitor.ts'

/** The whole product on an empty folder, with a clock that can be wound, a real mail server, and a real browser. */
export interface House {
  readonly world: World
  readonly address: string
  readonly mails: PostOffice
  /** The link that a first start prints. */
  setUpLink(): Promise<string>
  visitor(options?: { javaScript?: boolean }): Promise<Visitor>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), 'tocsin-e2e-'))
  const [mails, browser] = await Promise.all([openPostOffice(), launchBrowser()])
  const world = await openWorld({ data, mode: 'demo', lines: logLines({ level: 'silent' }) })
  const listening = await listen(world, { host: '127.0.0.1', port: 0 })
  const background = startBackground(world)
  const { address } = listening
  return {
    world,
    address,
    mails,
    async setUpLink() {
      const secret = await signInSecret(world, await firstAdministrator(world), lifetimes.setUp)
      return `${address}/sign-in/${secret}`
    },
    visitor: (options) => Visitor.at(browser, address, options),
    async close() {
      await browser.close()
      await listening.stop()
      await background.stop()
      await world.close()
      await mails.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
