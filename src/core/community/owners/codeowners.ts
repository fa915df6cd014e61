import type { Automaton } from './automaton.ts'
import { names, pathPatternOf, type Forge } from './pathPattern.ts'

/** Where a CODEOWNERS file counts, the first one found; the forges look into folders of their own. */
export const codeownersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const

/** One line that says who owns what. */
export interface Rule {
  readonly line: number
  readonly pattern: Automaton
  /** `@name`, `@group/team`, `@@role` or an address, as written. Empty: nobody owns it. */
  readonly owners: readonly string[]
  /** GitLab: what it names belongs to nobody in this section. */
  readonly isException: boolean
}

/** GitLab's sections count beside each other; a file without any is one. */
export interface Codeowners {
  readonly sections: readonly (readonly Rule[])[]
  /** Lines that are passed over, as the forges pass them over. */
  readonly unread: readonly number[]
}

const mostLines = 5_000
const longest = 2000

/** A CODEOWNERS file. A line that is not understood owns nothing, as on the forges; it is named. */
export function readCodeowners(text: string, file: string): Codeowners {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, mostLines)
  const forge: Forge = file.startsWith('.gitlab/') || lines.some((line) => headingOf(line)) ? 'gitlab' : 'github'
  const sections = new Map<string, Rule[]>()
  const unread: number[] = []
  let section = { name: '', owners: [] as readonly string[] }
  for (const [index, source] of lines.entries()) {
    const told = source.trim()
    if (told === '' || told.startsWith('#')) continue
    const heading = forge === 'gitlab' ? headingOf(told) : undefined
    if (heading !== undefined) {
      section = heading
      continue
    }
    const rule = ruleOf(told, index + 1, forge, section.owners)
    if (rule === undefined) unread.push(index + 1)
    else sections.getOrInsert(section.name, []).push(rule)
  }
  return { sections: [...sections.values()], unread }
}

/** The lines that own a path: of each section the last that names it, unless it names nobody. */
export function rulesFor({ sections }: Codeowners, path: string): readonly Rule[] {
  return sections.flatMap((rules) => {
    if (rules.some(({ isException, pattern }) => isException && names(pattern, path))) return []
    const last = rules.findLast(({ pattern }) => names(pattern, path))
    return last === undefined || last.owners.length === 0 ? [] : [last]
  })
}

function headingOf(line: string) {
  const [whole, name = '', rest = ''] =
    /^\^?\[([^\]]{1,200})\](?:\[\d{1,3}\])?(?:\s+(.{0,1000}))?$/.exec(line.trim()) ?? []
  return whole === undefined ? undefined : { name: name.trim().toLowerCase(), owners: ownersIn(rest) ?? [] }
}

function ruleOf(told: string, line: number, forge: Forge, otherwise: readonly string[]): Rule | undefined {
  if (told.length > longest) return undefined
  const isException = forge === 'gitlab' && told.startsWith('!')
  const [source = ''] = /^(?:\\.|[^\\\s])+/u.exec(told.slice(isException ? 1 : 0)) ?? []
  // GitHub: `!`, `[…]` and an escaped `#` don't work, and the line is passed over.
  if (forge === 'github' && /^!|[[\]]|^\\#/.test(source)) return undefined
  const pattern = pathPatternOf(source, forge)
  const own = ownersIn(told.slice(source.length + (isException ? 1 : 0)))
  if (pattern === undefined || own === undefined) return undefined
  return { line, pattern, owners: own.length === 0 ? otherwise : own, isException }
}

/** `undefined`: a word among them is no owner. */
function ownersIn(text: string): readonly string[] | undefined {
  const words = text
    .replace(/(?:^|\s)#.*$/, '')
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.every((word) => /^@{1,2}[^\s@]{1,200}$|^[^\s@]{1,64}@[^\s@]{1,190}$/.test(word)) ? words : undefined
}
