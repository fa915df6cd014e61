import { describedAdvisory } from '../../core/matching/index.ts'
import { checkRecord, osvFormat, readJson, readRecord } from '../../core/advisory/index.ts'
import { isRefused, refuse, type Refused } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'

/** A record from elsewhere, with what is needed to compare reports with it. */
export interface ImportedRecord {
  readonly id: string
  readonly title: string
  /** Empty: it was withdrawn, and counts no more. */
  readonly text: string
}

export interface Imported {
  readonly taken: number
  /** Kept already, word for word. */
  readonly known: number
  /** Not OSV: which, and why. */
  readonly left: readonly { readonly name: string; readonly says: string }[]
}

/** So many records are kept, each with the beginning of its text: some 50 MB in memory, 100 MB on disk. */
export const mostImported = 80_000
const mostText = 4_000
/** So many lie in one sealed piece. */
const atOnce = 200

const kind = 'matching records'
const placeOf = (community: string, number: number) => `${community}/${kind} ${number}`

/**
 * Takes OSV records in, sealed with the community's key: what a community compares with, tells what it works on. A piece
 * is never changed: a newer form of a record lies in a later piece.
 */
export async function importOsv(
  world: World,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<Imported | Refused> {
  const known = new Map<string, ImportedRecord>()
  let next = 1
  for (; ; next += 1) {
    const piece = await readPiece(world, next)
    if (piece === undefined) break
    for (const one of piece) known.set(one.id, one)
  }
  const left: { name: string; says: string }[] = []
  const fresh = new Map<string, ImportedRecord>()
  let same = 0
  for (const { name, text } of files) {
    const read = recordIn(text)
    if (isRefused(read)) left.push({ name, says: read.says })
    else if (isSame(known.get(read.id), read)) same += 1
    else fresh.set(read.id, read)
  }
  const more = [...fresh.keys()].filter((id) => !known.has(id)).length
  if (known.size + more > mostImported) {
    return refuse(
      'too_many_records',
      'C2',
      `With these there would be ${known.size + more} records; at most ${mostImported} are kept.`,
      'Import those of the packages that you look after.',
    )
  }
  const records = [...fresh.values()]
  for (let from = 0; from < records.length; from += atOnce) {
    next = await keep(world, next, records.slice(from, from + atOnce))
  }
  return { taken: records.length, known: same, left }
}

/** One piece of what was imported, from 1; `undefined` after the last. Throws `VaultFailed` (`tampered`). */
export async function readPiece(world: World, number: number): Promise<readonly ImportedRecord[] | undefined> {
  const sealed = await world.store.lookup(kind, String(number))
  if (sealed === undefined) return undefined
  const key = await world.vault.key(world.community)
  return JSON.parse(key.unseal(placeOf(world.community, number), Uint8Array.fromBase64(sealed))) as ImportedRecord[]
}

/** Answers with the next free number. Where somebody else's import took this one, it is tried with the one after. */
async function keep(world: World, number: number, records: readonly ImportedRecord[]): Promise<number> {
  const key = await world.vault.key(world.community)
  for (let free = number; ; free += 1) {
    const value = key.seal(placeOf(world.community, free), JSON.stringify(records)).toBase64()
    const committed = await world.store.commit({ lookups: [{ kind, key: String(free), value }] })
    if (committed.ok) return free + 1
    if (committed.why !== 'taken') throw new Error(`imported records were refused: ${committed.why}`)
  }
}

function isSame(one: ImportedRecord | undefined, other: ImportedRecord): boolean {
  return one?.title === other.title && one.text === other.text
}

function recordIn(text: string): ImportedRecord | Refused {
  const json = readJson(text)
  if ('problem' in json) return notOsv(json.problem.says)
  const [problem] = checkRecord(osvFormat, json.value)
  if (problem !== undefined) return notOsv(problem.says)
  const { advisory } = readRecord(osvFormat, json.value)
  const { text: said, ...named } = describedAdvisory(advisory.document)
  // A record without a summary goes by how its details begin.
  const title = named.title === advisory.id ? beginning(said) || advisory.id : named.title
  const names = [advisory.id, ...(advisory.cve === undefined ? [] : [advisory.cve])].join(' ')
  return advisory.withdrawn === undefined
    ? { id: advisory.id, title, text: `${said.slice(0, mostText)}\n${names}` }
    : { id: advisory.id, title, text: '' }
}

function beginning(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`
}

function notOsv(says: string): Refused {
  return refuse('not_osv', 'C2', says, 'Give OSV records (https://ossf.github.io/osv-schema/), one a file.')
}
