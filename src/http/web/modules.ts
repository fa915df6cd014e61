import { existsSync, readFileSync } from 'node:fs'

/** The interface's own files are missing or unfit for a browser: the build is at fault, not the reader. */
export class AssetsFailed extends Error {
  override readonly name = 'AssetsFailed'
  readonly code: 'not_built' | 'bare_import' | 'outside'
  constructor(code: AssetsFailed['code'], message: string) {
    super(message)
    this.code = code
  }
}

const imports = /\b(?:import|from)\s*\(?\s*['"]([^'"]+)['"]/g

/**
 * A compiled browser module and every module it imports, by path below `folder`: nothing else of the build is served.
 * Throws `AssetsFailed` for a missing file, a package's name (no browser resolves it), or a path that leaves `folder`.
 */
export function collectModules(folder: URL, entry: string): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  const waiting = [entry]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    const address = new URL(name, folder)
    if (!existsSync(address)) throw new AssetsFailed('not_built', `${name} is missing: run npm run build`)
    const body = readFileSync(address)
    found.set(name, body)
    for (const [, specifier = ''] of body.toString('utf8').matchAll(imports)) {
      if (!specifier.startsWith('.')) throw new AssetsFailed('bare_import', `${name} imports ${specifier}`)
      const target = new URL(specifier, address).href
      if (!target.startsWith(folder.href)) throw new AssetsFailed('outside', `${name} imports ${specifier}`)
      waiting.push(target.slice(folder.href.length))
    }
  }
  return found
}
