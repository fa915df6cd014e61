import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assets, assetHref } from './assets.ts'
import { serveAsset } from './asset-routes.ts'
import { collectModules } from './modules.ts'

describe('collectModules', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'modules-'))
    for (const name of ['browser', 'core']) mkdirSync(join(folder, name))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  const collect = (): Map<string, Uint8Array> => collectModules(pathToFileURL(`${folder}/`), 'browser/index.js')

  it('follows imports and serves nothing else', () => {
    write('browser/index.js', `import { a } from './a.js'\nexport * from "../core/b.js"\nawait import('./c.js')`)
    write('browser/a.js', `import './index.js'`)
    write('browser/c.js', '')
    write('core/b.js', '')
    write('core/secret.js', '')
    expect([...collect().keys()].sort()).toEqual(['browser/a.js', 'browser/c.js', 'browser/index.js', 'core/b.js'])
  })

  it.each([
    ['not_built', './missing.js'],
    ['bare_import', 'zod'],
    ['outside', '../../../etc/passwd'],
  ])('refuses as %s what imports %s', (code, specifier) => {
    write('browser/index.js', `import x from '${specifier}'`)
    expect(collect).toThrow(expect.objectContaining({ name: 'AssetsFailed', code }))
  })
})

const served = new Hono().get('/assets/*', serveAsset)

describe('assets', () => {
  it('declares the order of layers before any rule', () => {
    const css = Buffer.from(assets().get(assetHref('style.css'))?.body ?? []).toString()
    expect(css.indexOf('@layer reset, tokens, base')).toBeGreaterThanOrEqual(0)
    expect(css.indexOf('@layer reset, tokens, base')).toBeLessThan(css.indexOf('{'))
  })

  it.each([
    ['style.css', 'text/css; charset=utf-8'],
    ['favicon.svg', 'image/svg+xml'],
    ['browser/index.js', 'text/javascript; charset=utf-8'],
  ] as const)('serves %s as %s, for good', async (name, type) => {
    const answer = await served.request(assetHref(name))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe(type)
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
    const again = await served.request(assetHref(name), {
      headers: { 'If-None-Match': answer.headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('knows nothing else', async () => {
    expect((await served.request('/assets/0000/style.css')).status).toBe(404)
    expect((await served.request('/assets/../package.json')).status).toBe(404)
  })
})
