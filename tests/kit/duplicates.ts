import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Pairs of texts by different authors about one vulnerability, and texts about others to search among: the judge of
 * core/matching. The data is for trials in place (its README names the sources) and no part of this repository.
 */
const folder = fileURLToPath(new URL('../../../shared/data/duplicates/', import.meta.url))

export interface Told {
  readonly title: string
  readonly text: string
  readonly package?: string
}

interface Pair {
  /** The vulnerability's CVE id. */
  readonly same: string
  readonly a: Told
  readonly b: Told
}

/** Weights are fitted on the one half and judged on the other: which is whose, a hash of the vulnerability's id says. */
export type Half = 'training' | 'heldOut'

export interface Trial {
  readonly half: Half
  readonly same: string
  /** What is asked with; the answer sought is the record of the same place. */
  readonly asked: Told
}

export interface Judge {
  readonly trials: readonly Trial[]
  /** The other texts of the pairs, in the trials' order, then everything else. */
  readonly records: readonly Told[]
}

export function hasJudge(): boolean {
  return existsSync(folder)
}

/**
 * What is taken out of each text for its own package's name, and out of both texts of a pair for both names: the name as
 * it is written, wherever it stands whole, or that and each of its words alone.
 */
type Blanking = 'whole name' | 'every word'

/** `blanked`: without packages' names; strictly, unless told otherwise. */
export function readJudge(blanked: boolean, blanking: Blanking = 'every word'): Judge {
  const pairs = lines<Pair>('pairs.jsonl')
  const others = lines<Told>('others.jsonl')
  const plain = (told: Told, ...names: readonly (string | undefined)[]) =>
    blanked ? names.reduce<Told>((text, name) => without(text, name ?? '', blanking), told) : told
  return {
    trials: pairs.map(({ same, a, b }) => ({ same, half: halfOf(same), asked: plain(a, a.package, b.package) })),
    records: [
      ...pairs.map(({ a, b }) => plain(b, a.package, b.package)),
      ...others.map((told) => plain(told, told.package)),
    ],
  }
}

/** The same pairs asked the other way round: which of two texts came first says nothing in a committee's life. */
export function turned({ trials, records }: Judge): Judge {
  return {
    trials: trials.map((trial, number) => ({ ...trial, asked: records[number] ?? trial.asked })),
    records: [...trials.map(({ asked }) => asked), ...records.slice(trials.length)],
  }
}

export function halfOf(same: string): Half {
  return (createHash('sha256').update(same).digest()[0] ?? 0) % 2 === 0 ? 'training' : 'heldOut'
}

function lines<Line>(file: string): Line[] {
  const text = readFileSync(`${folder}${file}`, 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

/** Hosts and other words that stand in many packages' names name none. */
const nobodys = new Set(
  'github com org io net golang go gopkg in www k8s google src cmd pkg internal and of for the'.split(' '),
)

function without(told: Told, name: string, blanking: Blanking): Told {
  const words = blanking === 'every word' ? name.split(/[^A-Za-z0-9]+/) : []
  const parts = words.filter((part) => part.length > 1 && !nobodys.has(part.toLowerCase()))
  const said = [...(name === '' ? [] : [name]), ...parts].toSorted((one, other) => other.length - one.length)
  if (said.length === 0) return told
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])(?:${said.map((part) => RegExp.escape(part)).join('|')})(?![A-Za-z0-9])`,
    'gi',
  )
  return { ...told, title: told.title.replace(pattern, ' '), text: told.text.replace(pattern, ' ') }
}
