import { anything, automatonOf, isFound, type Automaton, type Pattern } from './automaton.ts'

/** How a CODEOWNERS file is read: GitHub and GitLab differ in where a pattern with a slash inside begins. */
export type Forge = 'github' | 'gitlab'

const inName: Pattern = { one: (character) => character !== '/' }
const slash: Pattern = { one: (character) => character === '/' }
const folders: Pattern = { many: { all: [anything, slash] }, least: 0, most: 1 }

/**
 * A pattern of CODEOWNERS: as in .gitignore, but a last `*` names what lies in that folder alone, and `!` and `[…]` mean
 * nothing (https://docs.github.com/articles/about-code-owners, GitLab's “Code Owners syntax”). `undefined`: it is none.
 */
export function pathPatternOf(source: string, forge: Forge): Automaton | undefined {
  if (source === '' || source.length > 500 || source === '/') return undefined
  const isFolder = source.endsWith('/')
  const written = source.replace(/^\//, '').replace(/\/+$/, '')
  const isAnchored = source.startsWith('/') || (forge === 'github' && written.includes('/'))
  const names = written.split('/').filter((name) => name !== '')
  if (names.length === 0) return undefined
  const parts: Pattern[] = [{ at: 'beginning' }, ...(isAnchored ? [] : [folders])]
  for (const [place, name] of names.entries()) {
    const isLast = place === names.length - 1
    if (name === '**') parts.push(isLast ? anything : folders)
    else parts.push(nameOf(name), ...(isLast ? ending(name, isFolder) : [slash]))
  }
  return automatonOf({ all: [...parts, { at: 'end' }] })
}

/** Whether it names the path; that of a folder ends with a slash, and is also meant by a pattern without one. */
export function names(pattern: Automaton, path: string): boolean {
  return isFound(pattern, path) || (path.endsWith('/') && isFound(pattern, path.slice(0, -1)))
}

/** What is named is named with everything below it, unless only what lies in one folder is. */
function ending(name: string, isFolder: boolean): readonly Pattern[] {
  const below: Pattern = { all: [slash, anything] }
  if (isFolder) return [below]
  return name === '*' ? [] : [{ many: below, least: 0, most: 1 }]
}

function nameOf(source: string): Pattern {
  const parts: Pattern[] = []
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? ''
    if (character === '*') parts.push({ many: inName, least: source === '*' ? 1 : 0, most: Infinity })
    else if (character === '?') parts.push(inName)
    else {
      const isEscape = character === '\\' && at + 1 < source.length
      if (isEscape) at += 1
      const meant = String.fromCodePoint(source.codePointAt(at) ?? 0)
      at += meant.length - 1
      parts.push({ one: (given) => given === meant })
    }
  }
  return { all: parts }
}
