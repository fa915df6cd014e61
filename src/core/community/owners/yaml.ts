import { readYaml, type Path } from '../../policy/index.ts'
import type { Listed, OwnersProblem, ReadOwners } from './listed.ts'

/** Someone whom an OWNERS file names, and below which of its filters; `null`: below none. */
export interface Owner extends Listed {
  readonly filter: string | null
}

/** What an OWNERS file says, as far as it can be read. */
export interface OwnersFile {
  readonly owners: readonly Owner[]
  /** `no_parent_owners`: those of the folders above have no say here. */
  readonly isAlone: boolean
  readonly problems: readonly OwnersProblem[]
}

/** Kubernetes' keys that list people (https://www.kubernetes.dev/docs/guide/owners/), and what they make of them. */
const roles: ReadonlyMap<string, Listed['role']> = new Map([
  ['approvers', 'approver'],
  ['required_reviewers', 'reviewer'],
  ['reviewers', 'reviewer'],
  ['emeritus_approvers', 'emeritus'],
  ['emeritus_reviewers', 'emeritus'],
])
/** Known, and nobody stands there. */
const others = ['labels', 'options', 'component']

/**
 * An OWNERS file: YAML with lists of handles (some projects write mail addresses), also below `filters`. Strict YAML,
 * without aliases; a key that isn't known is a problem, so that nobody is passed over in silence.
 */
export function readOwnersFile(text: string): ReadOwners {
  const { owners, problems } = ownersIn(text)
  return problems.length > 0 ? { problems } : { people: once(owners.map(listed)) }
}

/** The same, with filters and options; what is wrong in it is told beside what can be read. */
export function ownersIn(text: string): OwnersFile {
  const read = readYaml(text)
  if ('problems' in read) return { owners: [], isAlone: false, problems: read.problems }
  const people: Owner[] = []
  const problems: OwnersProblem[] = []
  const wrong = (path: Path, isKey: boolean, code: string, says: string, hint: string) => {
    const place = isKey ? read.places.keyOf(path) : read.places.valueOf(path)
    problems.push({ ...place, code, says, hint })
  }
  const group = (value: unknown, path: Path) => {
    if (!isGroup(value)) {
      wrong(path, false, 'not_a_group', 'keys such as approvers are wanted here', 'Write approvers: [ada, ben]')
      return
    }
    for (const [key, member] of Object.entries(value)) {
      const role = roles.get(key)
      if (role !== undefined) list(member, [...path, key], role, path.length === 0 ? null : String(path.at(-1)))
      else if (key === 'filters' && path.length === 0) filters(member)
      else if (!others.includes(key)) {
        const known = [...roles.keys()].join(', ')
        wrong(
          [...path, key],
          true,
          'unknown_key',
          `${JSON.stringify(key)} is not known here`,
          `People stand under ${known}`,
        )
      }
    }
  }
  const filters = (value: unknown) => {
    if (!isGroup(value)) group(value, ['filters'])
    else for (const [pattern, below] of Object.entries(value)) group(below, ['filters', pattern])
  }
  const list = (value: unknown, path: Path, role: Listed['role'], filter: string | null) => {
    // A key without entries is a list of nobody.
    if (value === null) return
    if (!Array.isArray(value)) {
      wrong(
        path,
        false,
        'not_a_list',
        'a list of people is wanted here',
        'Write [ada, ben], or one line each with a dash',
      )
      return
    }
    for (const [index, entry] of value.entries()) {
      const at = [...path, index]
      if (typeof entry !== 'string' || !/^@?[^\s@]+$|^[^\s@]+@[^\s@]+$/.test(entry)) {
        wrong(at, false, 'not_a_person', 'a handle or a mail address is wanted here', 'Write one word, such as ada')
        continue
      }
      const isAddress = /.@/.test(entry)
      const who = { email: isAddress ? entry.toLowerCase() : '', handle: isAddress ? '' : entry.replace(/^@/, '') }
      people.push({ name: '', affiliation: '', ...who, role, line: read.places.valueOf(at).line, filter })
    }
  }
  group(read.value, [])
  return { owners: people, isAlone: isAlone(read.value), problems }
}

function isAlone(value: unknown): boolean {
  const options = isGroup(value) ? value['options'] : undefined
  return isGroup(options) && options['no_parent_owners'] === true
}

/** Keys and what stands below each, as YAML has them: no list. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listed({ name, email, handle, affiliation, role, line }: Owner): Listed {
  return { name, email, handle, affiliation, role, line }
}

/** Who stands in several lists counts once, with the first. */
function once(people: readonly Listed[]): Listed[] {
  const key = ({ handle, email }: Listed) => `${handle.toLowerCase()} ${email}`
  return people.filter((one, index) => people.findIndex((other) => key(other) === key(one)) === index)
}
