import { documentedIn, type Documented } from './documented.ts'
import { ordered, pathText, type PolicyProblem } from './problem.ts'
import { readYaml, type Places } from './readYaml.ts'
import { relations } from './relations.ts'
import { policySchema, type Policy } from './schema.ts'
import { shapeProblems } from './shape.ts'

/** A policy that can be used. Warnings are for the people who wrote it; `places` tells where a parameter stands. */
export interface ParsedPolicy {
  readonly policy: Policy
  readonly warnings: readonly PolicyProblem[]
  readonly places: Places
  /** What the policy says and the product does not act on. */
  readonly documented: readonly Documented[]
}

/** A file that cannot be used: at least one error, in the order of the file. */
export interface UnusablePolicy {
  readonly problems: readonly PolicyProblem[]
}

/**
 * Reads a policy file (YAML 1.2, at most `limits.characters`). Never throws; answers in time linear in the text.
 * Shape is checked first, then what parameters have to do with each other.
 */
export function parsePolicy(text: string): ParsedPolicy | UnusablePolicy {
  const read = readYaml(text)
  if ('problems' in read) return { problems: ordered(read.problems) }
  const { places, value } = read
  const checked = policySchema.safeParse(value)
  if (!checked.success) return { problems: ordered(shapeProblems(checked.error.issues, value, places)) }
  const found = relations(checked.data).map((finding): PolicyProblem => {
    const place = finding.code === 'clause_not_stated' ? places.keyOf(finding.path) : places.valueOf(finding.path)
    return { ...finding, line: place.line, column: place.column, path: pathText(finding.path) }
  })
  const problems = ordered(found)
  if (problems.some((problem) => problem.level === 'error')) return { problems }
  return { policy: checked.data, warnings: problems, places, documented: documentedIn(checked.data, places) }
}
