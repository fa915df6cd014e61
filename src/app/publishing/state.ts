import { paths, unzip, type Card, type Packed } from '../../core/publishing/index.ts'
import type { Folder } from '../ports/index.ts'
import type { World } from '../world.ts'
import type { Catalogue, Kept } from './catalogue.ts'

/** What a folder holds of an advisory. */
export interface Written {
  readonly card: Card
  /** Whether its CSAF document is out. */
  readonly csaf: boolean
}

/** What was written the last time, so that only what changed is made again. Nothing in it is secret. */
export interface State {
  /** A hash of everything that all files depend on. */
  readonly madeWith: string
  readonly kept: Catalogue<Written>
}

const place = '.tocsin-publish.json'
const form = 1

type Line = readonly [name: string, kept: Kept<Written>]

/** `undefined` where nothing was published yet, or by a product that kept it in another form. */
export async function readState(from: Folder): Promise<(State & { readonly archive: string }) | undefined> {
  const text = await from.readText(place)
  if (text === undefined) return undefined
  try {
    const read = JSON.parse(text) as { form?: unknown; madeWith: string; archive: string; kept: readonly Line[] }
    if (read.form !== form) return undefined
    return { madeWith: read.madeWith, archive: read.archive, kept: new Map(read.kept) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Written last: what was interrupted before is made again the next time. */
export async function writeState({ machine }: World, to: Folder, { madeWith, kept }: State): Promise<void> {
  const archive = await to.read(paths.osvAll)
  const hash = archive === undefined ? '' : machine.digest(archive).toHex()
  await to.write(place, `${JSON.stringify({ form, madeWith, archive: hash, kept: [...kept] })}\n`)
}

/** OSV records as they were packed the last time, by name; none where the archive is not the one that was written. */
export async function packedBefore(
  { machine }: World,
  from: Folder,
  before: { readonly archive: string } | undefined,
): Promise<readonly (readonly [string, Packed])[]> {
  const archive = before === undefined ? undefined : await from.read(paths.osvAll)
  if (archive === undefined || machine.digest(archive).toHex() !== before?.archive) return []
  return (unzip(archive) ?? []).map((file) => [file.name, file])
}
