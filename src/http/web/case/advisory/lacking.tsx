import { missing, type AdvisoryDocument } from '../../../../core/advisory/index.ts'
import { Notice } from '../../components/index.ts'

/** What a document still needs before an announcement or a publication, and what contradicts itself in it. */
export function Lacking({ document }: { readonly document: AdvisoryDocument }) {
  const announced = missing(document, 'announcement')
  const known = new Set(announced.map(({ where, says }) => `${where}: ${says}`))
  const published = missing(document, 'publication').filter(({ where, says }) => !known.has(`${where}: ${says}`))
  const lacks = [
    ...announced.map((gap) => ({ ...gap, toPublish: false })),
    ...published.map((gap) => ({ ...gap, toPublish: true })),
  ]
  const wrong = lacks.filter(({ code }) => code !== 'missing')
  return (
    <>
      {wrong.length > 0 && <Notice tone="warning" says="What contradicts itself" instead={<Gaps gaps={wrong} />} />}
      {wrong.length < lacks.length && (
        <Notice
          tone="note"
          says="Still missing"
          instead={<Gaps gaps={lacks.filter(({ code }) => code === 'missing')} />}
        />
      )}
    </>
  )
}

/** Each by the row and field under which the editor shows it. */
function Gaps({ gaps }: { gaps: readonly { where: string; says: string; instead: string; toPublish: boolean }[] }) {
  return (
    <ul class="case-gaps">
      {gaps.map(({ where, says, instead, toPublish }) => (
        <li>
          {where}: {says}. {instead} {toPublish && <span class="soft">Needed to publish it.</span>}
        </li>
      ))}
    </ul>
  )
}
