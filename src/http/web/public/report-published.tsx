import type { CaseView, PublicAdvisory } from '../../../app/index.ts'
import { fixedVersions, packageInWords, rangeInWords } from '../../../core/advisory/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { isThanked } from '../../../core/process/index.ts'
import { Definitions, Severity, When } from '../components/index.ts'
import { scoreOf, severityOf } from '../severity.ts'

/** The advisory that came of a report, and the whole address at which everybody finds it. */
export interface Published {
  readonly advisory: PublicAdvisory
  readonly address: string
}

interface Props {
  readonly view: CaseView
  readonly me: PersonId
  /** `undefined`: nothing is public yet. */
  readonly published: Published | undefined
}

/** What became of it, for whoever reported it: where everybody reads it, what it says, and whether they are named. */
export function PublishedForReporter({ view, me, published }: Props) {
  if (published === undefined) return <></>
  const { advisory, address } = published
  const { document, severity, release, announcement } = advisory
  const fixed = [...new Set(document.affected.flatMap(fixedVersions))]
  const affected = document.affected.map(
    (one) => `${packageInWords(one.package)} ${[...one.ranges.map(rangeInWords), ...(one.versions ?? [])].join('; ')}`,
  )
  const to = fixed.length > 0 ? fixed.join(', ') : release === null ? '' : `${release.project} ${release.version}`
  return (
    <section class="stack" aria-labelledby="published">
      <h2 id="published">It is public</h2>
      <p class="prose">
        Public at <a href={address}>{address}</a>; the advisory came out on <When at={advisory.published} />. You may
        speak of it now.
      </p>
      <Definitions
        label="What was published"
        items={[
          { term: 'What it is called', value: document.title },
          { term: 'Its id', value: <code>{advisory.id}</code> },
          ...(severity === null
            ? []
            : [
                {
                  term: 'How bad it is',
                  value: <Severity severity={severityOf(severity.class)} {...scoreOf(severity.score)} />,
                },
              ]),
          ...(affected.length === 0 ? [] : [{ term: 'Who is affected', value: affected.join(', ') }]),
          ...(to === '' ? [] : [{ term: 'Fixed in', value: to }]),
          ...(announcement === null
            ? []
            : [{ term: 'Announced at', value: <a href={announcement}>{announcement}</a> }]),
          { term: 'Your name', value: credit(view, me, advisory) },
        ]}
      />
    </section>
  )
}

/** T2: the credit as they chose it, and as it stands in what everybody reads. */
function credit({ case: c }: CaseView, me: PersonId, { document: { credits } }: PublicAdvisory): string {
  const chosen = c.credits[me]
  if (chosen === undefined)
    return 'The advisory does not name you: you have not said that you want it. You still can, below.'
  if (!chosen.named) return 'The advisory does not name you, as you chose.'
  return isThanked(chosen.as, credits)
    ? `The advisory thanks ${chosen.as}, as you chose.`
    : `You want to be named as ${chosen.as}, and the advisory does not yet: please tell the committee below.`
}
