/** Somebody who reads the thread; `isOutside`: not the room of committee and fix team. */
export interface Nameable {
  readonly name: string
  readonly isOutside: boolean
}

/** What stands between an @ and the caret, where somebody is being named; `undefined` elsewhere, as in mail@example.org. */
export function asked(text: string, caret: number): string | undefined {
  return /(?:^|[\s([])@([^\n@]{0,40})$/.exec(text.slice(0, caret))?.[1]
}

/** At most six people who begin so, by any of their names. Those whose whole name stands there are not offered again. */
export function offered(people: readonly Nameable[], wanted: string, isTeamRoom: boolean): readonly string[] {
  const start = wanted.toLocaleLowerCase()
  const begins = (name: string) => ` ${name.toLocaleLowerCase()}`.includes(` ${start}`)
  const here = people.filter(({ name, isOutside }) => !(isTeamRoom && isOutside) && begins(name))
  return here.some(({ name }) => start.startsWith(name.toLocaleLowerCase()))
    ? []
    : here.slice(0, 6).map(({ name }) => name)
}

/** The text with the name in the place of what was typed of it, and where the caret is then. */
export function after(text: string, caret: number, name: string): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, caret)
  const start = before.slice(0, before.lastIndexOf('@') + 1)
  return { text: `${start}${name} ${text.slice(caret).replace(/^ /, '')}`, caret: start.length + name.length + 1 }
}
