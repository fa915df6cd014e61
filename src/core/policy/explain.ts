import { chapters } from './clauses.ts'
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
  readonly heading: string
  readonly sentences: readonly Sentence[]
}

/** The process in plain sentences, chapter by chapter, each with its clause. Other numbers give other sentences. */
export function explainPolicy(policy: Policy): Explained[] {
  return [
    { heading: chapters.C, sentences: explainCommittee(policy) },
    { heading: chapters.D, sentences: explainDisclosure(policy) },
    { heading: chapters.S, sentences: explainSchedule(policy) },
    { heading: chapters.F, sentences: explainFixTeam(policy) },
    { heading: chapters.V, sentences: explainDevelopment(policy) },
    { heading: chapters.R, sentences: explainRelease(policy) },
    { heading: chapters.T, sentences: explainRetrospective(policy) },
  ]
}
