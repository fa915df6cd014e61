import type { Balance as Counted, Warning } from '../../../core/committee/index.ts'
import { Badge, Button, Buttons, Clause, Field, Form, Notice, Table, When } from '../components/index.ts'
import { clauseOf, doing, inDays, may, nameOf, type Seen } from './seen.ts'

/** What mends a warning, by its clause. */
const mending: Readonly<Record<string, string>> = {
  C1: 'Nothing is blocked by it. Everyone gives their own on the page behind their name.',
}

/** C1, C4, C6: what the policy warns of today, and how long it gives to mend it. */
export function Warnings({ seen: { view } }: { readonly seen: Seen }) {
  return (
    <>
      {view.warnings.map(({ clause, says }) => (
        <Notice
          tone="warning"
          says={says}
          instead={
            clause === 'C6' && view.grace !== null ? (
              <>
                Since <When at={view.grace.since} only="day" />.{' '}
                {view.grace.ran ? 'The time to mend it ran out on ' : 'There is time to mend it until '}
                <When at={view.grace.until} only="day" />: grow the team, or mentor a successor.
              </>
            ) : (
              (mending[clause] ?? 'Nothing is blocked by it. Growing the committee or mentoring a successor mends it.')
            )
          }
          clause={clauseOf(clause)}
        />
      ))}
    </>
  )
}

interface Props {
  readonly seen: Seen
  /** The day ahead that was asked for, with its balance. */
  readonly ahead: { readonly on: string; readonly balance: Counted; readonly warnings: readonly Warning[] } | undefined
}

export function Balance({ seen, ahead }: Props) {
  const { view } = seen
  const { balance, on } = ahead ?? { balance: view.balance, on: null }
  return (
    <section class="stack" aria-labelledby="balance">
      <h2 id="balance">
        Balance <Clause {...clauseOf('C6')} />
      </h2>
      <Table
        caption={on === null ? 'Today, of those who are there' : `On ${inDays(on)}, of those who will be there`}
        titled
        columns={[{ label: 'Vendor', head: true }, { label: 'Members' }, { label: 'Limit' }]}
        rows={balance.vendors.map(({ name, people, over }) => [
          name,
          `${people.length} of ${balance.members}: ${people.map((one) => nameOf(view, one)).join(', ')}`,
          over ? <Badge tone="late">over</Badge> : 'within',
        ])}
        empty={<p class="soft">Nobody has named an affiliation.</p>}
      />
      {ahead?.warnings.map(({ clause, says }) => (
        <Notice tone="warning" says={says} clause={clauseOf(clause)} />
      ))}
      <Form action="/committee#balance" method="get" layout="row" label="The balance on another day">
        <Field kind="date" name="on" label="On another day" value={on ?? undefined} />
        <Button>Show</Button>
      </Form>
      {may(seen, 'stateAffiliation') && (
        <Buttons>
          <Button tone="quiet" href={doing('stateAffiliation')}>
            State an affiliation
          </Button>
          <Button tone="quiet" href={doing('renameVendor')}>
            A vendor has a new name
          </Button>
        </Buttons>
      )}
    </section>
  )
}
