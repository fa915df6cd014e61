import type { CaseEventType } from '../../../core/process/index.ts'
import { Code, Definitions, Pager, Says, Timeline, type TimelineEntry } from '../components/index.ts'
import { addressOf } from './areas.ts'
import { placeOf } from '../paging.ts'
import { sentenceOf } from '../sentence.ts'
import { nameOf, type Seen } from './seen.ts'
import { clauseOf } from './text.tsx'

/** What left the house, or made it public: marked in the record. */
const outward: readonly CaseEventType[] = [
  'FixMerged',
  'BecamePublic',
  'AnnouncementReleased',
  'AnnouncementDelivered',
  'ChatPosted',
  'RetrospectiveReleased',
  'RetrospectiveDelivered',
  'CveOrdered',
]

/** Everything that happened, in its order, with what proves that nothing was left out. */
export function CaseRecord({ seen }: { readonly seen: Seen }) {
  const { view, query } = seen
  const { records, chain, case: c } = view
  const page = placeOf(records.length, query('page'))
  const entries = records.slice(page.from, page.to).map(({ at, by, event }): TimelineEntry => {
    const { clause, who, says } = sentenceOf({ by, event }, (person) => nameOf(view, person), view.policy)
    return {
      at,
      who,
      what: <Says>{says}</Says>,
      clause: clauseOf(clause),
      kind: by === 'product' ? 'product' : outward.includes(event.type) ? 'outward' : 'act',
    }
  })
  const pager = (
    <Pager
      older={page.older === undefined ? undefined : `${addressOf(c.id, 'record')}?page=${page.older}`}
      newer={page.newer === undefined ? undefined : `${addressOf(c.id, 'record')}?page=${page.newer}`}
      says={page.says}
    />
  )
  return (
    <div class="stack stack-loose">
      <section class="stack" aria-labelledby="record">
        <h2 id="record">What happened</h2>
        {pager}
        <Timeline entries={entries} label="Record of the case" />
        {pager}
      </section>
      <section class="stack" aria-labelledby="proof">
        <h2 id="proof">Proof</h2>
        <p class="soft">
          Each entry commits to all before it. Nobody can take one out, change one or put one in between without the
          value below becoming another.
        </p>
        <Definitions
          label="Proof of the record"
          items={[
            { term: 'Entries', value: String(records.length) },
            { term: 'Chain ends at', value: <code class="case-hash">{chain}</code> },
            { term: 'Policy', value: `version ${c.policy}` },
          ]}
        />
        <p>Anyone with this installation’s data can check it:</p>
        <Code label="Command that verifies the record">tocsin log verify</Code>
      </section>
    </div>
  )
}
