import Mustache from 'mustache'
import { refuse, textProblem, type Refused } from '../kernel/index.ts'
import { knownWithin, type AnnouncementValues } from './placeholders.ts'
import { checkTemplate, partsOf, type Part } from './template.ts'

export interface AnnouncementTemplate {
  readonly subject: string
  readonly body: string
}

export interface Announcement {
  /** One line. */
  readonly subject: string
  /** Plain text, lines end with `\n`. */
  readonly body: string
}

type View = Readonly<Record<string, unknown>>

/**
 * Fills the policy's announcement template (R8). Refused with `announcement_template` when the template has
 * problems, `announcement_duplicate` when a CVE stands twice, `announcement_incomplete` when something required is
 * empty, `announcement_subject` or `announcement_text` when the result can't be a mail's subject or text.
 */
export function renderAnnouncement(template: AnnouncementTemplate, values: AnnouncementValues): Announcement | Refused {
  const view = viewOf(values)
  return templateRefusal(template) ?? valuesRefusal(template, values, view) ?? rendered(template, view)
}

function templateRefusal(template: AnnouncementTemplate): Refused | undefined {
  for (const part of ['subject', 'body'] as const) {
    const [problem] = checkTemplate(template[part])
    if (problem === undefined) continue
    return refuse(
      'announcement_template',
      'R8',
      `The announcement template’s ${part} has a problem in line ${problem.line}, column ${problem.column}: ${problem.says}.`,
      'Mend the template in the policy.',
    )
  }
  return undefined
}

function valuesRefusal(template: AnnouncementTemplate, values: AnnouncementValues, view: View): Refused | undefined {
  const twice = values.cves.find((cve, index) => values.cves.findIndex(({ id }) => id === cve.id) !== index)
  if (twice !== undefined) {
    return refuse(
      'announcement_duplicate',
      'R8',
      `${twice.id} would be announced twice; there is one entry per CVE.`,
      'Give each vulnerability its own id, or leave one of the two out.',
    )
  }
  const parts = [template.subject, template.body].flatMap(partsOf)
  const holes = [...new Set(parts.flatMap((part) => holesIn(part, [{ list: '', of: '', view }])))]
  if (holes.length === 0) return undefined
  return refuse(
    'announcement_incomplete',
    'R8',
    `The announcement still lacks ${holes.join('; ')}.`,
    'Fill in what is missing, then look at the announcement again.',
  )
}

function rendered(template: AnnouncementTemplate, view: View): Announcement | Refused {
  const subject = filled(template.subject, view).trim()
  const body = `${filled(template.body, view).trim()}\n`
  const subjectProblem = subject === '' ? 'is empty' : textProblem(subject, 'one')
  if (subjectProblem !== undefined || subject.length > 200) {
    return refuse(
      'announcement_subject',
      'R8',
      `The announcement’s subject ${subjectProblem ?? 'is longer than 200 characters'}.`,
      'Mend the value that the subject is filled from, or the template.',
    )
  }
  const bodyProblem = body === '\n' ? 'is empty' : textProblem(body, 'many')
  if (bodyProblem !== undefined) {
    return refuse('announcement_text', 'R8', `The announcement ${bodyProblem}.`, 'Mend the text that it comes from.')
  }
  return { subject, body }
}

/** Mail is plain text: nothing is escaped. A writer of its own keeps no template for later. */
function filled(template: string, view: View): string {
  const lines = template.replaceAll('\r\n', '\n')
  return new Mustache.Writer().render(lines, view, undefined, { escape: (value: unknown) => String(value) })
}

/** The values as a template sees them: every name there is, clean and without white space around. */
function viewOf(values: AnnouncementValues): View {
  return {
    ...texts(values, ['community', 'project', 'repository', 'version', 'oldVersion', 'list', 'upgrade']),
    ...texts(values, ['impact', 'vulnerableWhen', 'mitigations', 'advisory']),
    cves: values.cves.map((cve) => ({
      ...texts(cve, ['id', 'class', 'summary', 'details']),
      score: cve.score === undefined ? '' : cve.score.toFixed(1),
    })),
    binaries: values.binaries.map((binary) => texts(binary, ['name', 'url'])),
    references: values.references.map((reference) => texts(reference, ['type', 'url'])),
    credits: values.credits.map((credit) => texts(credit, ['name'])),
    hasBinaries: values.binaries.length > 0,
    hasReferences: values.references.length > 0,
    hasCredits: values.credits.length > 0,
  }
}

function texts<Name extends string>(values: { readonly [key in Name]?: string }, names: readonly Name[]): View {
  return Object.fromEntries(names.map((name) => [name, (values[name] ?? '').replaceAll('\r\n', '\n').trim()]))
}

/** A place inside sections: which list was entered, by what name its entry is called, and the entry's values. */
interface Level {
  readonly list: string
  readonly of: string
  readonly view: View
}

/** What the template would leave empty, or skip although it is required, each in words for people. */
function holesIn(part: Part, levels: readonly Level[]): string[] {
  if (part.kind === 'text' || part.kind === 'not_allowed') return []
  const level = levels.findLast(({ view }) => Object.hasOwn(view, part.name))
  const value = level?.view[part.name]
  const placeholder = knownWithin(levels.map(({ list }) => list).filter((list) => list !== ''))[part.name]
  const empty = value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0)
  const hole = `${placeholder?.says ?? part.name}${(level?.of ?? '') === '' ? '' : ` of ${level?.of}`} (${part.name})`
  if (part.kind === 'without') return empty ? part.parts.flatMap((inner) => holesIn(inner, levels)) : []
  if (empty) return part.kind === 'value' || placeholder?.required === true ? [hole] : []
  if (part.kind === 'value') return []
  if (!Array.isArray(value)) return part.parts.flatMap((inner) => holesIn(inner, levels))
  return (value as readonly View[]).flatMap((entry, index) => {
    const called = entry['id'] ?? entry['name']
    const of = typeof called === 'string' && called !== '' ? called : `entry ${index + 1} of ${part.name}`
    return part.parts.flatMap((inner) => holesIn(inner, [...levels, { list: part.name, of, view: entry }]))
  })
}
