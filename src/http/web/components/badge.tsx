import type { Child } from 'hono/jsx'

export interface BadgeProps {
  readonly children: Child
  readonly tone?: 'plain' | 'accent' | 'late' | 'veiled'
}

/** A word that classifies: a phase, a standing. The word says it; the tone only helps to find it. */
export function Badge({ children, tone = 'plain' }: BadgeProps) {
  return <span class={`badge is-${tone}`}>{children}</span>
}

export type SeverityClass = 'critical' | 'high' | 'medium' | 'low' | 'none' | 'undecided'

export interface SeverityProps {
  readonly severity: SeverityClass
  /** The CVSS score, where there is one: `7.5`. */
  readonly score?: string
}

const strength: Record<SeverityClass, { bars: number; word: string }> = {
  critical: { bars: 4, word: 'Critical' },
  high: { bars: 3, word: 'High' },
  medium: { bars: 2, word: 'Medium' },
  low: { bars: 1, word: 'Low' },
  none: { bars: 0, word: 'None' },
  undecided: { bars: 0, word: 'Undecided' },
}

/** The class in words, its strength in strokes: readable without any colour. */
export function Severity({ severity, score }: SeverityProps) {
  const { bars, word } = strength[severity]
  return (
    <span class={`severity is-${severity}`}>
      <svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true" focusable="false">
        {[0, 1, 2, 3].map((bar) => (
          <rect x={bar * 4.8} y={9 - bar * 3} width="3" height={5 + bar * 3} class={bar < bars ? 'is-on' : 'is-off'} />
        ))}
      </svg>
      {word}
      {score && <span class="numbers soft"> {score}</span>}
    </span>
  )
}
