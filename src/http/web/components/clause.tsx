export interface ClauseProps {
  /** For example `R3`. */
  readonly id: string
  /** Where the policy says it. */
  readonly href?: string
  /** The clause in a few words, for those who don't know the numbers. */
  readonly says?: string
}

/** Why something is so: the policy's clause, linked to its text. */
export function Clause({ id, href, says }: ClauseProps) {
  const text = (
    <>
      <span class="unseen">Policy clause </span>
      {id}
    </>
  )
  const chip = href ? (
    <a class="clause" href={href}>
      {text}
    </a>
  ) : (
    <span class="clause">{text}</span>
  )
  return says ? (
    <span class="clause-says">
      {chip} <span class="soft">{says}</span>
    </span>
  ) : (
    chip
  )
}
