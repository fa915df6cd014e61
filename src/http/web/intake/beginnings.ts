import type { CaseView, ManyWay } from '../../../app/index.ts'
import { floodsOf } from '../../../core/policy/index.ts'
import type { Problem } from '../../gate/index.ts'
import type { Sent } from '../fields.ts'

/** What an answer begins with: one of the policy's texts, or an act that needs none. */
export interface Beginning {
  readonly id: string
  readonly way: ManyWay
  readonly title: string
  readonly text: string
}

/** What the page of an answer shows. */
export interface Shown {
  /** The beginning that was chosen. */
  readonly with: string
  /** What was typed, to be looked at or mended. */
  readonly sent?: Sent
  readonly problem?: Problem
}

const without: readonly Beginning[] = [
  { id: 'spam', way: 'spam', title: 'Spam: close it, answer nobody', text: '' },
  { id: 'take-in', way: 'take-in', title: 'Take in what waits to be confirmed', text: '' },
  { id: 'close', way: 'close', title: 'Close what is set aside', text: '' },
]

/** Those of the policy that a case runs under first. */
export function beginningsOf({ policy }: CaseView): readonly Beginning[] {
  const answers = floodsOf(policy).answers.map(({ id, title, verdict, text }) => ({ id, title, way: verdict, text }))
  return [...answers, ...without.filter(({ id }) => !answers.some((one) => one.id === id))]
}
