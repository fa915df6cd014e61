import { formats, type Format, type FormatName } from '../../core/advisory/index.ts'
import {
  csafPath,
  cvePath,
  keyPath,
  markdownPath,
  newestFirst,
  osvPath,
  paths,
  zip,
  type Card,
  type Packed,
} from '../../core/publishing/index.ts'
import type { CsafFinding, Folder } from '../ports/index.ts'
import { formatsBy, publishedText, type PublicAdvisory } from '../public/index.ts'
import type { World } from '../world.ts'
import { cardOf, catalogue } from './catalogue.ts'
import { besides, issueCsaf } from './csaf.ts'
import { lists } from './lists.ts'
import type { Pages } from './pages.ts'
import { publishing, type Publishing } from './site.ts'
import { packedBefore, readState, writeState, type Written } from './state.ts'

export interface PublishOptions {
  readonly pages: Pages
  /** Of the product: another version may write other bytes. */
  readonly version: string
  /** Where the folder will be found, if not at the community's own address. */
  readonly address?: string
  /** Looks at everything again, not only at what changed since the last time. */
  readonly anew?: boolean
}

export interface PublishedTo {
  readonly advisories: number
  /** Files that were written, and that were taken away; all others were left as they are. */
  readonly written: number
  readonly removed: number
  /** CSAF documents that do not pass the mandatory tests, and where they fail. */
  readonly withheld: readonly { readonly id: string; readonly findings: readonly CsafFinding[] }[]
}

/** How many advisories the first page lists; each year has a page of its own, too. */
const onFirstPage = 200

/**
 * Writes everything that is published into a folder, as a site of files. What names others is written after them, so that
 * no list ever names a file that is not there; files of what is no longer published go last.
 */
export async function publishTo(world: World, to: Folder, options: PublishOptions): Promise<PublishedTo> {
  const by = await publishing(world, options.address)
  const madeWith = world.machine.sha256(
    JSON.stringify([options.version, by.site, by.issuer, by.keys.map(({ fingerprint }) => fingerprint)]),
  )
  const before = await readState(to)
  const packed = new Map(await packedBefore(world, to, before))
  const fresh = options.anew === true || before?.madeWith !== madeWith || packed.size === 0
  const changed: Card[] = []
  const withheld: { id: string; findings: readonly CsafFinding[] }[] = []
  let written = 0
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    if (await to.write(path, content)) written += 1
  }

  const kept = await catalogue<Written>(world, fresh ? new Map() : (before?.kept ?? new Map()), async (advisory) => {
    const card = cardOf(advisory)
    changed.push(card)
    const issued = await issueCsaf(world, advisory, by)
    const csaf = !('withheld' in issued)
    if (csaf) {
      for (const [ending, text] of Object.entries(besides(world, card, issued))) {
        await write(`${csafPath(card)}${ending}`, text)
      }
    } else withheld.push({ id: card.id, findings: issued.withheld })
    for (const [path, text] of records(advisory, by)) {
      await write(path, text)
      if (path === osvPath(card.id)) packed.set(nameIn(path), { name: nameIn(path), ...world.machine.pack(text) })
    }
    const own = { csaf: csaf ? csafPath(card) : undefined, cve: by.issuer.cna !== undefined }
    await write(pagePath(card.id), options.pages.advisory(by.site, advisory, own))
    return { made: { card, csaf }, settled: csaf }
  })

  const all = [...kept.values()].map(({ made }) => made)
  // What was made before and is not what stands now: all else is as it was, and is not looked at file by file.
  const past = [...(before?.kept ?? [])].flatMap(([name, one]) => (kept.get(name) === one ? [] : [one.made]))
  const touched = new Set(past.map(({ card }) => card.id))
  const standing = all.filter(({ card }) => touched.has(card.id))
  const made = formatsBy(by.issuer)
  const current = new Set(standing.flatMap((one) => filesOf(one, made)))
  // Who issued what was made otherwise may have had more formats.
  const gone = past.flatMap((one) => filesOf(one, fresh ? formats : made)).filter((path) => !current.has(path))
  const ids = new Set(standing.map(({ card }) => card.id))
  changed.push(...past.flatMap(({ card }) => (ids.has(card.id) ? [] : [card])))

  for (const { path, bytes } of options.pages.files) await write(path, bytes)
  for (const [path, content] of overviews(all, { by, changed, packed, pages: options.pages })) {
    await write(path, content)
  }
  for (const path of gone) await to.remove(path)
  await writeState(world, to, { madeWith, kept })
  return { advisories: all.length, written, removed: gone.length, withheld }
}

/** Everything that names several advisories, in the order in which it is written. */
function* overviews(
  all: readonly Written[],
  {
    by,
    changed,
    packed,
    pages,
  }: {
    readonly by: Publishing
    readonly changed: readonly Card[]
    readonly packed: ReadonlyMap<string, Packed>
    readonly pages: Pages
  },
): Generator<readonly [path: string, content: string | Uint8Array]> {
  const { site, keys } = by
  const cards = newestFirst(all.map(({ card }) => card))
  const archive = cards
    .flatMap(({ id }) => packed.get(nameIn(osvPath(id))) ?? [])
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  for (const { fingerprint, armored } of keys) yield [keyPath(fingerprint), armored]
  yield [paths.osvAll, zip(archive)]
  const listing = {
    site,
    cards,
    csaf: all.flatMap(({ card, csaf }) => (csaf ? [card] : [])),
    fingerprints: keys.map(({ fingerprint }) => fingerprint),
  }
  for (const { path, write } of lists) yield [path, write(listing)]
  const years = [...new Set(cards.map(yearOf))]
  for (const year of new Set(changed.map(yearOf))) {
    const ofYear = cards.filter((card) => yearOf(card) === year)
    yield [`years/${year}.html`, pages.list(site, { cards: ofYear, up: '../', years })]
  }
  const newest = cards.slice(0, onFirstPage)
  const more = newest.length < cards.length ? years : []
  yield ['advisories/index.html', pages.list(site, { cards: newest, up: '../', years: more })]
  yield ['index.html', pages.list(site, { cards: newest, up: '', years: more })]
}

/** An advisory in the formats that stand under addresses of their own. Without a CVE id there is no CVE record. */
function records(advisory: PublicAdvisory, { issuer }: Publishing): readonly (readonly [string, string])[] {
  const { id } = advisory
  return formatsBy(issuer).flatMap((format) => {
    const path = recordPaths[format.name]?.(id)
    return path === undefined ? [] : [[path, publishedText(advisory, format, issuer)] as const]
  })
}

const recordPaths: Partial<Record<FormatName, (id: string) => string | undefined>> = {
  osv: osvPath,
  cve: (id) => (id.startsWith('CVE-') ? cvePath(id) : undefined),
  markdown: markdownPath,
}

function filesOf({ card, csaf }: Written, made: readonly Format[]): string[] {
  const texts = made.flatMap(({ name }) => recordPaths[name]?.(card.id) ?? [])
  const beside = csaf ? ['', '.sha256', '.sha512', '.asc'].map((ending) => `${csafPath(card)}${ending}`) : []
  return [...texts, ...beside, pagePath(card.id)]
}

function pagePath(id: string): string {
  return `advisories/${id}/index.html`
}

function nameIn(path: string): string {
  return path.split('/').at(-1) ?? path
}

function yearOf({ published }: Card): string {
  return published.slice(0, 4)
}
