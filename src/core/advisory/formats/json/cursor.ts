/** A place in a text, from which pieces are taken. */
export interface Cursor {
  /** The character that comes next; empty at the end. */
  next(): string
  atEnd(): boolean
  /** Takes what a sticky pattern finds here; nothing where it finds nothing. */
  take(pattern: RegExp): string | undefined
  /** Takes one character, whatever it is. */
  skip(): void
  /** Takes a string (RFC 8259, section 7): what stands between the quotes, as it is written. */
  takeString(): string | undefined
  /** As people count: both from 1. */
  where(): { readonly line: number; readonly column: number }
  /** Where it stands, to go back to. */
  mark(): number
  goBack(mark: number): void
}

// Strings are read in steps: a pattern with a choice in a loop runs out of stack on a long one.
// oxlint-disable-next-line no-control-regex -- JSON wants them escaped
const plain = /[^"\\\u0000-\u001f]*/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

export function cursorOn(text: string, begin: number): Cursor {
  let at = begin

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found?.[0]
  }
  return {
    next: () => text.charAt(at),
    atEnd: () => at === text.length,
    take,
    skip() {
      at += 1
    },
    takeString() {
      const start = at
      if (text.charAt(at) !== '"') return undefined
      at += 1
      do take(plain)
      while (take(escape) !== undefined)
      if (text.charAt(at) === '"') {
        at += 1
        return text.slice(start + 1, at - 1)
      }
      at = start
      return undefined
    },
    where() {
      const before = text.slice(0, at)
      return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
    },
    mark: () => at,
    goBack(mark) {
      at = mark
    },
  }
}
