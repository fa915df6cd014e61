import type { FieldProblem } from '../fields.ts'

/**
 * What the founding says is wrong, at the form's own fields. Where the administrator takes a seat they are the first
 * member, and what is wrong with them is said once. Pure.
 */
export function setUpProblems(problems: readonly FieldProblem[], seated: boolean): readonly FieldProblem[] {
  const found = problems.flatMap(({ field, says }): FieldProblem[] => {
    if (seated && field.startsWith('members[0]')) return []
    const place = placeOf(field, seated)
    return [{ field: fieldOf(field), says: place === '' ? says : `${place}: ${says}` }]
  })
  return [...new Map(found.map((one) => [`${one.field} ${one.says}`, one])).values()]
}

function fieldOf(field: string): string {
  const [, first = '', rest = ''] = /^([a-z]+)(?:\.(\w+))?/i.exec(field) ?? []
  if (first === 'policy') return 'policyText'
  if (first === 'email') return 'ownEmail'
  if (first === 'mail') return rest
  return first === 'own' ? `own${rest.charAt(0).toUpperCase()}${rest.slice(1)}` : first
}

/** The place in the policy's text, or which of several entries. */
function placeOf(field: string, seated: boolean): string {
  const inPolicy = /^policy \((.*)\)$/.exec(field)?.[1]
  if (inPolicy !== undefined) return inPolicy
  const [, list = '', index] = /^(members|projects)\[(\d+)\]/.exec(field) ?? []
  if (index === undefined) return ''
  return `entry ${Number(index) + (list === 'members' && seated ? 0 : 1)}`
}
