import { openCorpus, type Corpus } from './corpus.ts'

/** What a community knows already: its cases, by id, and records it imported. */
export interface Known {
  readonly corpus: Corpus<string>
  /** Of imported records; a case's own is asked of the case. */
  readonly titles: Map<string, string>
}

export function openKnown(): Known {
  return { corpus: openCorpus(), titles: new Map() }
}
