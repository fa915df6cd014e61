/**
 * The files generated from the policy's schema: `node scripts/policyFiles.ts` writes and formats them,
 * `tests/policyFiles.test.ts` fails when one is out of date.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { policySchemaText } from '../src/cli/policy.ts'
import { policyReference } from './policyReference.ts'

const root = new URL('../', import.meta.url)

export interface GeneratedFile {
  readonly path: string
  /** Before the formatter lays it out. */
  readonly text: string
}

export function policyFiles(): GeneratedFile[] {
  const sigstore = readFileSync(new URL('policies/sigstore.yaml', root), 'utf8')
  return [
    { path: 'policies/policy.schema.json', text: policySchemaText() },
    { path: 'docs/policy.md', text: policyReference(sigstore) },
  ]
}

if (import.meta.main) {
  const files = policyFiles()
  for (const { path, text } of files) writeFileSync(new URL(path, root), text)
  const oxfmt = fileURLToPath(new URL('node_modules/oxfmt/bin/oxfmt', root))
  execFileSync(process.execPath, [oxfmt, ...files.map(({ path }) => path)], { cwd: fileURLToPath(root) })
}
