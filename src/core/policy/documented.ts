import { documentedOnly } from './parts.ts'
import { schemaAt } from './jsonSchema.ts'
import { pathText, type Path, type Place } from './problem.ts'
import type { Places } from './readYaml.ts'
import type { Policy } from './schema.ts'

/** A parameter that is told to people, and that the product does not act on. */
export interface Documented extends Place {
  readonly path: string
}

/** Those that a policy sets, in the order of the file. */
export function documentedIn(policy: Policy, places: Places): readonly Documented[] {
  const found: Documented[] = []
  const visit = (value: unknown, path: Path): void => {
    if (schemaAt(path)?.description?.endsWith(documentedOnly) === true) {
      found.push({ path: pathText(path), ...places.keyOf(path) })
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value))
        visit(member, [...path, Array.isArray(value) ? Number(key) : key])
    }
  }
  visit(policy, [])
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column)
}
