import { chapters, type Chapter } from './clauses.ts'
import { explainCommittee } from './explainCommittee.ts'
import {
  explainDevelopment,
  explainDisclosure,
  explainFixTeam,
  explainRelease,
  explainRetrospective,
  explainSchedule,
} from './explainResponse.ts'
import type { Policy } from './schema.ts'
import type { Sentence } from './sentence.ts'

export interface Explained {
  readonly letter: Chapter
  readonly heading: string
  readonly sentences: readonly Sentence[]
}

/** The process in plain sentences, chapter by chapter, each with its clause. Other numbers give other sentences. */
export function explainPolicy(policy: Policy): Explained[] {
  return [
    { letter: 'C', heading: chapters.C, sentences: explainCommittee(policy) },
    { letter: 'D', heading: chapters.D, sentences: explainDisclosure(policy) },
    { letter: 'S', heading: chapters.S, sentences: explainSchedule(policy) },
    { letter: 'F', heading: chapters.F, sentences: explainFixTeam(policy) },
    { letter: 'V', heading: chapters.V, sentences: explainDevelopment(policy) },
    { letter: 'R', heading: chapters.R, sentences: explainRelease(policy) },
    { letter: 'T', heading: chapters.T, sentences: explainRetrospective(policy) },
  ]
}
