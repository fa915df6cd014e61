import type { Child } from 'hono/jsx'

export interface PersonProps {
  readonly name: string
  /** A seat, a duty, `fix team`, `reporter`. */
  readonly role?: string
  readonly affiliation?: string
  readonly href?: string
  /** A line more: since when, on leave until. */
  readonly note?: Child
  /** Buttons that act on this person. */
  readonly end?: Child
}

export function Person({ name, role, affiliation, href, note, end }: PersonProps) {
  const facts = [role, affiliation].filter(Boolean).join(' · ')
  return (
    <div class="person">
      <Avatar name={name} />
      <div class="person-says">
        <p class="person-name">{href ? <a href={href}>{name}</a> : name}</p>
        {facts && <p class="person-facts">{facts}</p>}
        {note && <p class="person-facts">{note}</p>}
      </div>
      {end && <div class="person-end">{end}</div>}
    </div>
  )
}

export interface PeopleProps {
  readonly people: readonly PersonProps[]
  readonly label: string
}

export function People({ people, label }: PeopleProps) {
  return (
    <ul class="people" role="list" aria-label={label}>
      {people.map((person) => (
        <li>
          <Person {...person} />
        </li>
      ))}
    </ul>
  )
}

const tints = 6

/** Initials on one of six tints, always the same one for a name. Says nothing that the name beside it doesn't. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <svg
      class={`avatar tint-${tintOf(name)}`}
      viewBox="0 0 32 32"
      width="32"
      height="32"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="16" cy="16" r="16" />
      <text x="16" y="16" dy="0.36em" text-anchor="middle" font-size="12">
        {initials(name)}
      </text>
    </svg>
  )
}

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => [...(word ?? '')].find((letter) => /\p{L}/u.test(letter)) ?? '')
    .join('')
    .toUpperCase()
}

function tintOf(name: string): number {
  // FNV-1a: names that resemble each other still get different tints.
  let hash = 2_166_136_261
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return ((hash >>> 8) % tints) + 1
}
