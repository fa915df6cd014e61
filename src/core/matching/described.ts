import type { AdvisoryDocument } from '../advisory/index.ts'
import type { Case } from '../process/index.ts'
import type { Described } from './traits.ts'

/** What a case says of its vulnerability: the report, and the advisory once there is one; nothing of the thread. */
export function describedCase({ report, advisory, cve }: Case): Described {
  const document = advisory.at(-1)?.document
  const { title, project, versions, impact, steps } = report
  return {
    title: [...new Set([title, document?.title ?? ''])].join(' '),
    text: joined([
      project,
      impact,
      steps,
      versions,
      cve.id ?? '',
      ...(document === undefined ? [] : partsOf(document)),
    ]),
  }
}

/** What an advisory says of it. */
export function describedAdvisory(document: AdvisoryDocument): Described {
  return { title: document.title, text: joined(partsOf(document)) }
}

function partsOf({ summary, details, impact, affected, cwes, aliases }: AdvisoryDocument): readonly string[] {
  const packages = affected.flatMap(({ package: { name } }) => [name])
  const fixed = affected.flatMap(({ ranges }) =>
    ranges.flatMap((range) => (range.fixed === undefined ? [] : [range.fixed])),
  )
  return [summary, details, impact, ...packages, ...fixed, ...cwes, ...aliases]
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n')
}
