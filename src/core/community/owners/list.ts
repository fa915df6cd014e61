import type { Listed, OwnersProblem, ReadOwners } from './listed.ts'

const longest = 500
const most = 2000

/**
 * A MAINTAINERS list as many projects write it: one person a line, with a mail address in `<…>`, a handle as `@…`, an
 * affiliation in `(…)`, each where there is one; a dash or star before it, `#` for headings and remarks.
 */
export function readMaintainersList(text: string): ReadOwners {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (lines.length > most) {
    return {
      problems: [
        fault(most + 1, 1, 'too_many_lines', `at most ${most} lines are read`, 'Keep the list of people alone'),
      ],
    }
  }
  const people: Listed[] = []
  const problems: OwnersProblem[] = []
  for (const [index, source] of lines.entries()) {
    if (/^\s*(?:#|$)/.test(source)) continue
    const read = person(source, index + 1)
    if ('code' in read) problems.push(read)
    else people.push(read)
  }
  if (problems.length > 0) return { problems }
  return people.length > 0 ? { people } : { problems: [fault(1, 1, 'nobody', 'this list names nobody', example)] }
}

const example = 'Write one person a line, such as: Ada Anchor <ada@example.org> @ada (Harbour)'

function fault(line: number, column: number, code: string, says: string, hint: string): OwnersProblem {
  return { line, column, code, says, hint }
}

function person(source: string, line: number): Listed | OwnersProblem {
  if (source.length > longest)
    return fault(line, longest + 1, 'line_too_long', `at most ${longest} characters`, example)
  const address = /<([^<>]*)>/.exec(source)
  const email = address?.[1]?.trim().toLowerCase() ?? ''
  if (address !== null && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)) {
    return fault(line, address.index + 2, 'bad_address', 'this is no mail address', example)
  }
  const rest = address === null ? source : source.replace(address[0], ' ')
  const handle = /(?:^|[\s(])@([A-Za-z0-9][A-Za-z0-9-]{0,38})(?=$|[\s,;)])/.exec(rest)?.[1] ?? ''
  const affiliation = /\(([^()@]+)\)/.exec(rest)?.[1]?.trim() ?? ''
  const name = rest
    .replace(/^\s*[-*•]\s+/, '')
    .replaceAll(/\([^()]*\)/g, ' ')
    .replaceAll(/(?:^|\s)@\S+/g, ' ')
    .replaceAll(/[\s,;|]+/g, ' ')
    .trim()
  const stray = /[<>@{}[\]]/.exec(name)
  if (stray !== null) {
    return fault(
      line,
      source.indexOf(stray[0]) + 1,
      'not_a_person',
      `${JSON.stringify(stray[0])} is not expected here`,
      example,
    )
  }
  if (name === '' && handle === '' && email === '')
    return fault(line, 1, 'not_a_person', 'nobody is named here', example)
  return { name, email, handle, affiliation, role: 'maintainer', line }
}
