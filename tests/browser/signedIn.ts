import { expect } from 'vitest'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { gate, sessionCookie, type Route } from '../../src/http/gate/index.ts'
import { assetRoutes } from '../../src/http/web/asset-routes.ts'
import { caseRoutes } from '../../src/http/web/case/index.ts'
import { webVoice } from '../../src/http/web/voice.tsx'
import { startSession } from '../kit/session.ts'
import type { TestWorld } from '../kit/world.ts'
import { launchBrowser } from './launch.ts'
import { serve } from './serve.ts'

export interface SignedIn {
  /** A page as this person sees it, in a context of its own, which ends with the browser. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** The pages of cases, and others if asked for, in a browser in which somebody is signed in. */
export async function signedIn(here: TestWorld, person?: PersonId, more: readonly Route[] = []): Promise<SignedIn> {
  const browser = await launchBrowser()
  const { address, close } = await serve(gate(here.world, [...assetRoutes, ...caseRoutes, ...more], [webVoice]))
  const value = await startSession(here.world, person ?? 'p-nobody000000')
  return {
    async open(path, options = {}) {
      const context = await browser.newContext({ baseURL: address, ...options })
      await context.addCookies([{ name: sessionCookie, value, url: address }])
      const page = await context.newPage()
      expect((await page.goto(path))?.status(), path).toBe(200)
      return page
    },
    async close() {
      await browser.close()
      await close()
    },
  }
}
