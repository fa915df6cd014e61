import type { AwaitedBallot } from '../../../app/index.ts'
import { Button, inUtc, Notice, toInstant } from '../components/index.ts'

/** C7: a vote counts silence as nothing said; whoever comes by is asked for their ballot. */
export function Ballots({ awaited }: { readonly awaited: readonly AwaitedBallot[] }) {
  const [first] = awaited.toSorted((one, other) => (one.closes ?? '9').localeCompare(other.closes ?? '9'))
  if (first === undefined) return <></>
  const waits = awaited.length === 1 ? 'A vote of the committee waits' : `${awaited.length} votes of the committee wait`
  const until =
    first.closes === null ? '' : `, ${awaited.length === 1 ? '' : 'the first '}until ${inUtc(toInstant(first.closes))}`
  return (
    <Notice
      tone="note"
      says={`${waits} for your ballot${until}.`}
      instead="Whoever says nothing may leave it without the votes that it takes."
      action={<Button href="/committee">Read and vote</Button>}
    />
  )
}
