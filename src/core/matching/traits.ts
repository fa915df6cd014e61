import { folded, stemOf } from '../search/index.ts'
import { classesIn } from './classes.ts'
import { isCommon } from './common.ts'

/** A text that may be about a vulnerability: a report, a case, an advisory. */
export interface Described {
  readonly title: string
  readonly text: string
}

/**
 * What two texts about one vulnerability may have in common.
 * - `word`: a stem, or a part of a name such as `parse` of `parseHeader`;
 * - `name`: a function, file, module or path, whole or its last part;
 * - `version`: `1.2.9`; `id`: a CVE, GHSA or CWE id, or a hash; `class`: a kind of vulnerability, however it is said.
 */
export const traitKinds = ['word', 'name', 'version', 'class', 'id'] as const
export type TraitKind = (typeof traitKinds)[number]

export interface Trait {
  readonly kind: TraitKind
  /** The same for the same trait in any text. */
  readonly key: string
  /** As this text spells it first. */
  readonly shown: string
  readonly count: number
  readonly inTitle: boolean
}

/** Of a text that nobody reads to its end, its beginning is enough; and so many traits of it, the title's first. */
export const mostText = 20_000
export const mostTraits = 400

/** Everything that a text is recognised by, in the order it is met. */
export function traitsOf({ title, text }: Described): readonly Trait[] {
  const found = new Map<string, { kind: TraitKind; key: string; shown: string; count: number; inTitle: boolean }>()
  for (const [part, inTitle] of [
    [title.slice(0, mostText), true],
    [text.slice(0, mostText), false],
  ] as const) {
    const add = (kind: TraitKind, value: string, shown: string) => {
      const key = `${kind} ${value}`
      const known = found.get(key)
      if (known !== undefined) known.count += 1
      else if (found.size < mostTraits) found.set(key, { kind, key, shown, count: 1, inTitle })
    }
    for (const name of classesIn(part)) add('class', name, name)
    for (const id of part.match(ids) ?? []) if (!/^[a-f]+$/i.test(id)) add('id', id.toLowerCase(), id)
    for (const name of namesIn(part)) for (const one of endingsOf(name)) add('name', folded(one), one)
    for (const said of part.match(runs) ?? []) {
      const version = /^v?(\d+(?:\.\d+)+.*?)\.*$/i.exec(said)?.[1]
      if (version !== undefined) add('version', version.toLowerCase(), version)
      else for (const one of wordsOf(said)) add('word', stemOf(one), one === folded(said) ? said : one)
    }
  }
  return [...found.values()]
}

const ids = /\bCVE-\d{4}-\d{4,19}|\bGHSA(?:-\w{4}){3}|\bCWE-\d{1,5}|\b[0-9a-f]{7,40}\b/gi
/** Words, and versions whole. */
const runs = /[\p{L}\p{M}\p{N}]+(?:\.\d+[\p{N}.]*)*/gu

/** A word, and what its spelling joins: `parseHeader` is `parseheader`, `parse` and `header`. */
function wordsOf(said: string): readonly string[] {
  const whole = folded(said)
  const parts = said.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []
  const joined = parts.length > 1 ? parts.map((part) => part.toLowerCase()).filter((part) => part.length > 2) : []
  return [...new Set([whole, ...joined])].filter((word) => !isCommon(word) && (word.length > 1 || /\d/.test(word)))
}

/** Runs without a space that only code or a path has: a slash, `_`, `::`, a dot before a letter, a capital inside. */
function namesIn(text: string): readonly string[] {
  const chunks = text.match(/[\w$@~%.:/\\-]{4,200}/g) ?? []
  return chunks
    .map((chunk) => chunk.replace(/^[^\w]+/, '').replace(/[^\w]{1,200}$/, ''))
    .filter((chunk) => chunk.length > 3 && /[_/\\]|::|\.[A-Za-z]|[a-z][A-Z]/.test(chunk))
}

/** A path is named whole by one, by its file or function alone by another; of a link, only where it ends. */
function endingsOf(name: string): readonly string[] {
  const last = name.split(/[/\\]|::/).at(-1) ?? ''
  const whole = /^https?:/i.test(name) ? [] : [name, ...name.split(/[/\\]|::|\./).slice(-2)]
  return [...new Set([...whole, last])].filter((one) => one.length > 3 && /[A-Za-z]/.test(one))
}
