import type { CaseId } from '../../core/kernel/index.ts'

/** Where a file's secret is sealed under its case's key: put beside another case or under another name, it opens not. */
export function placeOf(id: CaseId, file: string): string {
  return `${id}/file/${file}`
}
