import type { PolicyProblem } from '../core/policy/index.ts'

/** `FILE:line:column: code: says — hint` */
export function problemLine(file: string, { line, column, level, code, says, hint }: PolicyProblem): string {
  const grade = level === 'warning' ? 'warning: ' : ''
  return `${file}:${line}:${column}: ${grade}${code}: ${says} — ${hint}`
}
