import { formats } from '../../core/advisory/index.ts'
import { csafPath, hashLine, withSelf } from '../../core/publishing/index.ts'
import { signatureOver, signOnce } from '../openpgp/index.ts'
import { CsafTestsFailed, type CsafFinding } from '../ports/index.ts'
import { publishedText, type PublicAdvisory } from '../public/index.ts'
import type { World } from '../world.ts'
import type { Publishing } from './site.ts'

const format = formats.find(({ name }) => name === 'csaf')

/** A CSAF document goes out when it passed the standard's mandatory tests; else it is told where it fails. */
export type Issued =
  | { readonly text: string; readonly signature: string }
  | { readonly withheld: readonly CsafFinding[] }

/** A document that went out: a text that has the key's signature passed the tests before it got it. */
export async function issuedCsaf(
  world: World,
  advisory: PublicAdvisory,
  { site, issuer, key }: Publishing,
): Promise<{ readonly text: string; readonly signature: string | undefined }> {
  if (format === undefined) throw new Error('there is no CSAF among the formats')
  const text = withSelf(publishedText(advisory, format, issuer), `${site.address}/${csafPath(advisory)}`)
  return { text, signature: await signatureOver(world, key, text) }
}

/** The same, tested and signed now where it was not yet; once for each revision and key. */
export async function issueCsaf(world: World, advisory: PublicAdvisory, by: Publishing): Promise<Issued> {
  const { text, signature } = await issuedCsaf(world, advisory, by)
  if (signature !== undefined) return { text, signature }
  const withheld = await mandatory(world, text)
  if (withheld.length === 0) return { text, signature: await signOnce(world, by.key, text) }
  const [first] = withheld
  world.lines.warn('csaf_withheld', { advisory: advisory.id, test: first?.test ?? '', failed: withheld.length })
  return { withheld }
}

/** CSAF 2.0, section 6.1. Tests that did not come to their end have passed nothing. */
async function mandatory({ csaf }: World, text: string): Promise<readonly CsafFinding[]> {
  try {
    return (await csaf.run(JSON.parse(text) as object)).filter(({ level }) => level === 'error')
  } catch (error) {
    if (!(error instanceof CsafTestsFailed) || error.code === 'closed') throw error
    return [{ test: error.code, level: 'error', pointer: '', says: error.message }]
  }
}

/** What stands beside each document (CSAF 2.0, requirements 18 and 19), by what is put after its name. */
export function besides(
  { machine }: World,
  card: Parameters<typeof csafPath>[0],
  { text, signature }: Exclude<Issued, { withheld: unknown }>,
): Readonly<Record<'' | '.sha256' | '.sha512' | '.asc', string>> {
  const name = csafPath(card).split('/').at(-1) ?? ''
  return {
    '': text,
    '.sha256': hashLine(machine.sha256(text), name),
    '.sha512': hashLine(machine.sha512(text), name),
    '.asc': signature,
  }
}
