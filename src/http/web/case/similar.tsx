import { reasonInWords } from '../../../core/matching/index.ts'
import { similarTo, type Similar, type SimilarAnswer } from '../../../app/index.ts'
import type { AskedOfCase } from '../../gate/index.ts'
import { Badge, When } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { may, type Seen } from './seen.ts'
import { doing } from './steps.tsx'

/** What the report may be a duplicate of, while somebody judges it; for members alone. */
export async function withSimilar({ world, person, view }: AskedOfCase, seen: Seen): Promise<Seen> {
  const { case: c } = view
  if (!may(seen, 'readSimilar') || c.accepted !== null || c.closed !== null) return seen
  return { ...seen, similar: await similarTo(world, person.id, c) }
}

/** Is it one we have? Each candidate with its reasons, and the three answers. */
export function SimilarOnes({ id, answer: { similar, among } }: { id: string; answer: SimilarAnswer }) {
  return (
    <section class="stack" aria-labelledby="similar">
      <h2 id="similar">Is it one we have?</h2>
      {similar.length === 0 ? (
        <p class="soft">
          {among === 0
            ? 'There is nothing to compare it with yet.'
            : `Nothing in ${among === 1 ? 'the one other record' : `${among} other records`} is much like it.`}
        </p>
      ) : (
        <ul class="case-similar" role="list">
          {similar.map((one) => (
            <li>
              <SimilarOne id={id} one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function SimilarOne({ id, one }: { id: string; one: Similar }) {
  const named = `similar-${one.id}`.replaceAll(/[^\w-]+/g, '-')
  return (
    <article class="stack stack-tight" aria-labelledby={named}>
      <h3 id={named}>{one.case === null ? one.title : <a href={addressOf(one.case.id)}>{one.title}</a>}</h3>
      <p class="soft">
        <Badge tone={one.likelihood === 'likely' ? 'accent' : 'plain'}>
          {one.likelihood === 'likely' ? 'Likely the same' : 'Perhaps the same'}
        </Badge>{' '}
        {one.case === null ? (
          `${one.id}, an imported record`
        ) : (
          <>
            {one.case.open ? 'An open case' : 'A closed case'}, opened <When at={one.case.opened} />
          </>
        )}
      </p>
      <ul>
        {one.reasons.map((reason) => (
          <li>{reasonInWords(reason)}</li>
        ))}
      </ul>
      <ul class="case-instead" role="list" aria-label={`Your answer: ${one.title}`}>
        <li>
          <a href={doing(id, 'markDuplicate', { of: one.id })}>It is a duplicate</a>
        </li>
        {one.case?.open === true && (
          <li>
            <a href={doing(id, 'mergeCase', { into: one.id })}>Merge into it</a>
          </li>
        )}
        <li>
          <a href={doing(id, 'dismissMatch', { of: one.id })}>Not the same</a>
        </li>
      </ul>
    </article>
  )
}
