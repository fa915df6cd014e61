import type { LeftDuty } from '../../../app/index.ts'
import type { DayCover } from '../../../core/committee/index.ts'
import type { Person } from '../../../core/community/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import { doing } from '../case/index.ts'
import { Button, inUtc, Notice, toInstant } from '../components/index.ts'

/** So many are named; the committee's page has the others. */
const most = 5

/** C10: duties on cases whose holder is away, and days ahead on which a duty lacks cover. */
export function Uncovered(props: {
  readonly left: readonly LeftDuty[]
  readonly lacking: readonly DayCover[]
  readonly people: ReadonlyMap<PersonId, Person>
}) {
  const { left, lacking, people } = props
  return (
    <>
      {left.slice(0, most).map(({ case: id, title, duty, holder, until }) => (
        <Notice
          tone="warning"
          says={`${people.get(holder)?.name ?? 'Somebody'} holds ${duty} on “${title}” and is on leave until ${inDays(until)}.`}
          instead="Take it, or give it to somebody who is there."
          clause={clause}
          action={<Button href={doing(id, 'assignDuty', { duty })}>Hand it over</Button>}
        />
      ))}
      {left.length > most && (
        <p class="soft">
          And {left.length - most} more: <a href="/committee#duties">who holds what</a>.
        </p>
      )}
      <Lacking days={lacking} />
    </>
  )
}

const clause = { id: 'C10', href: '/policy#C10' }

function Lacking({ days }: { readonly days: readonly DayCover[] }) {
  const [first] = days
  if (first === undefined) return <></>
  const duties = [...new Set(days.flatMap(({ lacks }) => lacks))].join(', ')
  return (
    <Notice
      tone="warning"
      says={`Nobody covers ${duties} on ${days.length === 1 ? inDays(first.day) : `${days.length} days of the next four weeks, the first on ${inDays(first.day)}`}.`}
      instead="Share the duty with somebody who is there, or have whoever is away name a stand-in."
      clause={clause}
      action={<Button href="/committee#calendar">Who is there when</Button>}
    />
  )
}

/** A day as people write it; the same day wherever it is read. */
function inDays(day: string): string {
  return inUtc(toInstant(`${day}T00:00:00Z`), 'day')
}
