import type { Listed, OwnersProblem, ReadOwners } from './listed.ts'

const most = 2000
const longest = 2000

/** What a column says, by what its heading contains; the first that fits counts. */
const columns = {
  email: /e-?mail/,
  handle: /github|gitlab|handle|user ?name|account|\bid\b/,
  affiliation: /affiliation|company|organi[sz]ation|employer|\borg\b/,
  name: /name|maintainer|member|approver|reviewer|who|person/,
} as const
type Column = keyof typeof columns

/** Whether a text holds a table as Markdown has it: a row of headings and the dashes below it. */
export function hasTable(text: string): boolean {
  const lines = text.split(/\r?\n/)
  return lines.some((line, index) => isRow(line) && isRule(lines[index + 1] ?? ''))
}

/**
 * A MAINTAINERS file whose people stand in Markdown tables, one person a row; headings and prose around them say
 * nothing here. A table without a column of names, handles or addresses is about something else.
 */
export function readMaintainersTable(text: string): ReadOwners {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines.length > most) return problem(most + 1, 1, 'too_many_lines', `at most ${most} lines are read`)
  const people: Listed[] = []
  let heads: readonly (Column | undefined)[] | undefined
  let role: Listed['role'] = 'maintainer'
  for (const [index, line] of lines.entries()) {
    if (!isRow(line)) {
      heads = undefined
      if (/^#+\s/.test(line)) role = /emerit|former|past|retired|alumni/i.test(line) ? 'emeritus' : 'maintainer'
      continue
    }
    if (line.length > longest) return problem(index + 1, longest + 1, 'line_too_long', `at most ${longest} characters`)
    if (isRule(lines[index + 1] ?? '')) heads = cellsOf(line).map(columnOf)
    else if (heads !== undefined && !isRule(line)) {
      const read = person(heads, cellsOf(line), index + 1)
      if (read !== undefined && 'code' in read) return { problems: [read] }
      if (read !== undefined) people.push({ ...read, role })
    }
  }
  return people.length > 0 ? { people } : problem(1, 1, 'nobody', 'its tables name nobody')
}

const example = 'Head the columns, such as: | Name | GitHub | E-mail | Affiliation |'

function problem(line: number, column: number, code: string, says: string): ReadOwners {
  return { problems: [{ line, column, code, says, hint: example }] }
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|/.test(line)
}

function isRule(line: string): boolean {
  // The bound keeps a line of nothing but spaces from being tried at each of them.
  return line.length <= longest && /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/.test(line)
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
}

function columnOf(heading: string): Column | undefined {
  const plain = textOf(heading).toLowerCase()
  return (Object.keys(columns) as Column[]).find((column) => columns[column].test(plain))
}

function person(
  heads: readonly (Column | undefined)[],
  cells: readonly string[],
  line: number,
): Listed | OwnersProblem | undefined {
  const cell = (column: Column) => textOf(cells[heads.indexOf(column)] ?? '')
  if (!heads.some((head) => head !== undefined && head !== 'affiliation')) return undefined
  const email = cell('email')
    .replace(/^mailto:/, '')
    .toLowerCase()
  if (email !== '' && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) {
    return { line, column: 1, code: 'bad_address', says: `${JSON.stringify(email)} is no mail address`, hint: example }
  }
  const handle = /^@?([A-Za-z0-9][A-Za-z0-9-]{0,38})$/.exec(cell('handle'))?.[1] ?? ''
  const name = cell('name')
  if (name === '' && handle === '' && email === '') return undefined
  return { name, email, handle, affiliation: cell('affiliation'), role: 'maintainer', line }
}

/** A cell’s text: of a link what it shows, without emphasis and without angle brackets around an address. */
function textOf(cell: string): string {
  return cell
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`<>]|__/g, '')
    .replaceAll('\\|', '|')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
