import { classes, type SeverityClass } from '../../core/process/index.ts'

/** A class as it stands in a record, for the component; what is none of them is undecided. */
export function severityOf(text: string | null): SeverityClass | 'undecided' {
  return classes.find((one) => one === text) ?? 'undecided'
}

/** A score with its one decimal, where there is one. */
export function scoreOf(score: number | null): { readonly score?: string } {
  return score === null ? {} : { score: score.toFixed(1) }
}
