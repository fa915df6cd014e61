/** How versions of one family of ecosystems are read and ordered. */
export interface VersionScheme {
  /** Stable; programs may switch on it. */
  readonly name: string
  /** The rule in one sentence for people, with its source. */
  readonly rule: string
  /** What is wrong with a version, to stand after it, or `undefined`: `is not a semantic version such as 1.4.2`. */
  problem(version: string): string | undefined
  /** Negative, 0 or positive, as for `sort`. Throws `RangeError` on a version that has a problem. */
  compare(one: string, other: string): number
  /** Why these two cannot be told apart although `compare` puts them in an order; `undefined` where it holds. */
  blurred?(one: string, other: string): string | undefined
}

interface Definition<Read> {
  readonly name: string
  readonly rule: string
  /** To stand after "is not". */
  readonly wants: string
  /** The version as it compares, or `undefined` where it is none. */
  read(version: string): Read | undefined
  compare(one: Read, other: Read): number
  blurred?(one: Read, other: Read): string | undefined
}

/** Versions are short; what is longer is not read at all. */
const longest = 200

export function schemeOf<Read>(definition: Definition<Read>): VersionScheme {
  const { name, rule, wants, compare, blurred } = definition
  const read = (version: string) => (version.length > longest ? undefined : definition.read(version))
  const sure = (version: string): Read => {
    const found = read(version)
    if (found === undefined) throw new RangeError(`${version.slice(0, 50)} is not ${wants}`)
    return found
  }
  return {
    name,
    rule,
    problem: (version) => (read(version) === undefined ? `is not ${wants}` : undefined),
    compare: (one, other) => compare(sure(one), sure(other)),
    ...(blurred === undefined ? {} : { blurred: (one, other) => blurred(sure(one), sure(other)) }),
  }
}

/** One place of a version: its kind first, then what decides within the kind. Places of one kind have one form. */
export type Key = readonly (number | bigint | string)[]

/**
 * Orders lists of keys place by place; the shorter one goes on with `end` for ever. Any list of keys so compared is in a
 * total order, whatever the ecosystem: that is why most schemes here are written as keys.
 */
export function byKeys(end: Key): (one: readonly Key[], other: readonly Key[]) => number {
  return (one, other) => {
    for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
      const decided = ordered(one[place] ?? end, other[place] ?? end)
      if (decided !== 0) return decided
    }
    return 0
  }
}

function ordered(one: Key, other: Key): number {
  for (let part = 0; part < Math.max(one.length, other.length); part += 1) {
    const left = one[part]
    const right = other[part]
    if (left === undefined) return right === undefined ? 0 : -1
    if (right === undefined || left > right) return 1
    if (left < right) return -1
  }
  return 0
}
