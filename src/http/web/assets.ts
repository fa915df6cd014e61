import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { collectModules } from './modules.ts'

export interface Asset {
  /** Where it is served: `/assets/<hash of all>/browser/index.js`. */
  readonly path: string
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly etag: string
}

export type AssetName = 'style.css' | 'favicon.svg' | 'browser/index.js'

/** Right for as long as the address is: any change of content is another address. */
export const assetCaching = 'public, max-age=31536000, immutable'

const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
} as const

// From src/http/web and from dist/http/web alike: style sheets aren't compiled, browser modules exist compiled only.
const root = new URL('../../../', import.meta.url)

let read: ReadonlyMap<string, Asset> | undefined

/**
 * Everything under `/assets/`, read once. One hash over all contents stands in every address, so that modules keep
 * importing each other by relative addresses. Throws `AssetsFailed` when the browser modules were not built.
 */
export function assets(): ReadonlyMap<string, Asset> {
  read ??= addressed(
    new Map([
      ['style.css', Buffer.from(styleSheet())],
      ['favicon.svg', readFileSync(new URL('src/http/web/style/favicon.svg', root))],
      ...collectModules(new URL('dist/', root), 'browser/index.js'),
    ]),
  )
  return read
}

/** Where a page finds an asset. */
export function assetHref(name: AssetName): string {
  for (const { path } of assets().values()) if (path.endsWith(`/${name}`)) return path
  throw new Error(`no asset ${name}`)
}

/** All style sheets in one; the order of layers is declared first, so the order of files doesn't matter. */
export function styleSheet(): string {
  const folder = new URL('src/http/web/style/', root)
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.css') && file !== 'layers.css')
  return ['layers.css', ...files.sort()].map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')
}

function addressed(contents: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Asset> {
  const hash = createHash('sha256')
  for (const [name, body] of contents) hash.update(`${name} ${body.length}\n`).update(body)
  const folder = hash.digest('hex').slice(0, 16)
  const all = new Map<string, Asset>()
  for (const [name, body] of contents) {
    const path = `/assets/${folder}/${name}`
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    all.set(path, { path, type: types[extensionOf(name)], body: new Uint8Array(body), etag })
  }
  return all
}

function extensionOf(name: string): keyof typeof types {
  for (const extension of Object.keys(types) as (keyof typeof types)[]) if (name.endsWith(extension)) return extension
  throw new Error(`no content type for ${name}`)
}
