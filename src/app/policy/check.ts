import { checkTemplate } from '../../core/advisory/index.ts'
import { parsePolicy, type ParsedPolicy, type PolicyProblem, type UnusablePolicy } from '../../core/policy/index.ts'

/**
 * The whole check of a policy file: its shape, the relations of its parameters, and its announcement template against
 * the names that announcements are filled from. Never throws; a policy that it answers with can be used.
 */
export function checkPolicy(text: string): ParsedPolicy | UnusablePolicy {
  const parsed = parsePolicy(text)
  if ('problems' in parsed) return parsed
  const faults = (['subject', 'body'] as const).flatMap((part) => templateProblems(parsed, part))
  if (faults.length === 0) return parsed
  return { problems: [...parsed.warnings, ...faults].toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

function templateProblems({ policy, places }: ParsedPolicy, part: 'subject' | 'body'): PolicyProblem[] {
  const path = ['release', 'template', part]
  return checkTemplate(policy.release.template[part]).map(({ code, line, column, says }) => ({
    level: 'error',
    ...places.within(path, { line, column }),
    path: path.join('.'),
    code: `template_${code}`,
    says,
    hint: 'docs/policy.md lists the names that a template may use',
  }))
}
