export interface ListedPerson {
  readonly name: string
  readonly email: string
  readonly affiliation: string
}

export interface ListedPeople {
  readonly people: readonly ListedPerson[]
  /** The line, from 1, and what to write instead. */
  readonly problems: readonly { readonly line: number; readonly says: string }[]
}

/**
 * People as they are written in mail: `Name <mail> affiliation`, one a line, the affiliation left out where there is
 * none. Blank lines say nothing. Pure; whether an address is one is checked where people are registered.
 */
export function peopleFromLines(text: string): ListedPeople {
  const people: ListedPerson[] = []
  const problems: { line: number; says: string }[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    const found = /^([^<>]+)<\s*([^<>\s]+@[^<>\s]+)\s*>([^<>]*)$/.exec(line)
    const [, name = '', email = '', affiliation = ''] = found ?? []
    if (found === null || name.trim() === '') {
      problems.push({ line: index + 1, says: `line ${index + 1} is not like “Ada Anchor <ada@example.org> Harbour”` })
      continue
    }
    people.push({ name: unquoted(name), email, affiliation: affiliation.replace(/^[\s,;]+/, '').trim() })
  }
  return { people, problems }
}

/** Mail programs put some names in quotes. */
function unquoted(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}
