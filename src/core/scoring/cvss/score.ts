import { score2 } from './score2.ts'
import { score3 } from './score3.ts'
import { score4 } from './score4.ts'
import type { Scores } from './scores.ts'
import type { Vector } from './vector.ts'

/** All scores of a vector, by its version's equations, exactly. @throws UnreadVector for a vector that nobody read */
export function score(vector: Vector): Scores {
  switch (vector.version) {
    case '2.0':
      return score2(vector)
    case '3.0':
    case '3.1':
      return score3(vector, vector.version)
    case '4.0':
      return score4(vector)
  }
}
