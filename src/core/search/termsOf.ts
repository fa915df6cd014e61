import type { AdvisoryDocument } from '../advisory/index.ts'
import type { PersonId } from '../kernel/index.ts'
import { publicId, type Case } from '../process/index.ts'
import { idTerm, personTerms, projectTerm, severityTerm, startTerms, wordTerm, type Term } from './term.ts'
import { wordsIn } from './words.ts'

/** So many terms are kept of a case at most; what lists show comes first, the thread last. */
export const mostTerms = 256

/** How much a place counts; a whole word counts twice as much there as its beginning. */
const weights = { id: 24, title: 10, project: 8, summary: 6, person: 4, report: 3, details: 2, thread: 1 } as const

/** Of text nobody reads to the end, its beginning is enough: 256 terms are soon full. */
const mostText = 20_000

/**
 * What a case is found by, each with its weight. Everything here may be read by everyone who reads the case: drafts of
 * a release's announcement, which speak of other cases, are left out. `names`: people by their ids.
 */
export function termsOf(c: Case, names: ReadonlyMap<PersonId, string>): ReadonlyMap<Term, number> {
  const found = new Map<Term, number>()
  const add = (term: Term, weight: number) => {
    const known = found.get(term)
    if (known === undefined && found.size >= mostTerms) return
    found.set(term, Math.max(known ?? 0, weight))
  }
  const words = (texts: readonly string[], weight: number) => {
    for (const word of texts.flatMap((text) => wordsIn(text.slice(0, mostText)))) {
      if (word.length > 1) add(wordTerm(word), 2 * weight)
    }
  }
  const starts = (texts: readonly string[], weight: number) => {
    for (const word of texts.flatMap((text) => wordsIn(text.slice(0, mostText)))) {
      for (const term of startTerms(word)) add(term, weight)
    }
  }
  const document = c.advisory.at(-1)?.document
  const projects = [...new Set([c.report.project, c.release?.project ?? ''])].filter((name) => name !== '')
  const titles = [...new Set([document?.title ?? c.report.title, c.report.title])]

  for (const id of idsOf(c)) add(idTerm(id), weights.id)
  if (c.severity !== null) add(severityTerm(c.severity.class), 0)
  for (const project of projects) add(projectTerm(project), 0)
  for (const person of namedIn(c)) for (const term of personTerms(person, names.get(person) ?? '')) add(term, 0)
  words(titles, weights.title)
  words(projects, weights.project)
  const packages = packagesOf(document)
  for (const name of packages) add(idTerm(name), weights.id)
  const summary = [document?.summary ?? '', ...packages]
  words(summary, weights.summary)
  starts(titles, weights.title)
  starts([...projects, ...packages], weights.project)
  const people = namedIn(c).map((person) => names.get(person) ?? '')
  words(people, weights.person)
  starts(people, weights.person)
  starts([document?.summary ?? ''], weights.summary)
  words([c.report.impact, c.report.steps, document?.impact ?? ''], weights.report)
  words([document?.details ?? '', document?.mitigations ?? '', document?.upgrade ?? ''], weights.details)
  const thread = c.posts.toReversed().map(({ text }) => text)
  words(thread, weights.thread)
  starts([c.report.impact, document?.impact ?? '', document?.details ?? '', ...thread], weights.thread)
  return found
}

function idsOf(c: Case): readonly string[] {
  const document = c.advisory.at(-1)?.document
  const release = c.release === null ? [] : [c.release.version]
  const reopened = c.reopens === null ? [] : [c.reopens]
  return [c.id, publicId(c), ...release, ...reopened, ...(document?.aliases ?? []), ...(document?.cwes ?? [])]
}

function packagesOf(document: AdvisoryDocument | undefined): readonly string[] {
  const named = (document?.affected ?? []).flatMap(({ package: { name, purl } }) => [name, purl ?? ''])
  return [...new Set(named)].filter((name) => name !== '').slice(0, 40)
}

/** Whoever has to do with the case, and whose names `termsOf` asks for: reporter, duties, fix team, those who wrote. */
export function namedIn(c: Case): readonly PersonId[] {
  const team = c.fixTeam.flatMap(({ person, state }) => (state === 'accepted' || state === 'invited' ? [person] : []))
  const wrote = c.posts.flatMap(({ by }) => (by === 'product' ? [] : [by]))
  const all = [c.reporter, ...c.coReporters, ...Object.values(c.duties), ...team, ...wrote]
  return [...new Set(all.filter((person) => person != null))].slice(0, 24)
}
