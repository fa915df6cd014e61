import type { Child } from 'hono/jsx'
import { apart } from '../../../core/mail/index.ts'
import type { Moment } from './moment.ts'
import type { Names } from './markdown.ts'
import { Avatar } from './person.tsx'
import { Prose } from './prose.tsx'
import { When } from './when.tsx'

/** Who reads it: everyone on the case with the reporter, or the committee and the fix team alone. */
export type Room = 'everyone' | 'inside'

export const rooms: Record<Room, string> = {
  everyone: 'Everyone on the case, the reporter too',
  inside: 'Committee and fix team only',
}

export interface Post {
  readonly id: string
  readonly by: { readonly name: string; readonly role?: string }
  readonly at: Moment
  /** Markdown; with `plain`, exactly as it stands. */
  readonly text: string
  readonly plain?: boolean
  readonly room: Room
  /** Its address for good; left out: its place on this page. */
  readonly href?: string
  /** Written since the reader was here last. */
  readonly isNew?: boolean
  /** What it said before, the oldest first, and when that was written. */
  readonly before?: readonly { readonly at: Moment; readonly text: string }[]
  readonly edited?: Moment
  /** Links that act on it. */
  readonly end?: Child
  readonly attachments?: FileListProps['files']
}

export interface ThreadProps {
  readonly posts: readonly Post[]
  /** The form that answers. */
  readonly composer?: Child
  readonly label?: string
  /** The reporter has one room and needs no sign on the door. */
  readonly marksRooms?: boolean
  /** Whom `@p-…` names. */
  readonly names?: Names
}

/** Messages in the order in which they are given, below the form that answers. */
export function Thread({ posts, composer, label = 'Thread', marksRooms = true, names }: ThreadProps) {
  return (
    <section class="thread" aria-label={label} data-walk=".post">
      {composer && <div class="composer">{composer}</div>}
      {posts.map((post) => (
        <article class={`post in-${post.room}`} id={`post-${post.id}`} aria-label={`${post.by.name} wrote`}>
          <Avatar name={post.by.name} />
          <div class="post-says">
            <header>
              <strong>{post.by.name}</strong> {post.by.role && <span class="soft">{post.by.role}</span>}{' '}
              <a href={post.href ?? `#post-${post.id}`} class="post-when">
                <When at={post.at} />
              </a>
              {post.isNew && <span class="post-new">new</span>}
            </header>
            {marksRooms && post.room === 'inside' && <p class="post-room">{rooms.inside}</p>}
            <Text post={post} names={names} />
            {post.attachments && post.attachments.length > 0 && <FileList files={post.attachments} />}
            <Edits post={post} names={names} />
            {post.end && <p class="post-end">{post.end}</p>}
          </div>
        </article>
      ))}
    </section>
  )
}

interface Named {
  readonly post: Post
  readonly names: Names | undefined
}

function Text({ post: { text, plain, by }, names }: Named) {
  if (plain) return <div class="post-text is-plain">{paragraphs(text)}</div>
  // An answer by mail brings what it answers below it.
  const { own, quoted } = apart(text)
  return (
    <div class="post-text prose">
      <Prose text={own} label={`Message by ${by.name}`} {...(names === undefined ? {} : { names })} />
      {quoted !== '' && (
        <details class="folded">
          <summary>Quoted text</summary>
          <Prose text={quoted} label={`Quoted by ${by.name}`} {...(names === undefined ? {} : { names })} />
        </details>
      )}
    </div>
  )
}

/** So much of what a message said before stands beside it; all of it is in the record. */
const shownBefore = 10_000

/** Whoever answered what a message said before is not put in the wrong by its change. */
function Edits({ post: { before = [], edited, by }, names }: Named) {
  if (edited === undefined || before.length === 0) return <></>
  const shown = newestOf(before)
  const hidden = before.length - shown.length
  return (
    <details class="post-edits">
      <summary>
        Edited <When at={edited} />
      </summary>
      {shown.map(({ at, text }) => (
        <div class="post-before">
          <p class="soft">
            It said on <When at={at} />:
          </p>
          <div class="post-text prose">
            <Prose text={text} label={`What ${by.name} wrote before`} {...(names === undefined ? {} : { names })} />
          </div>
        </div>
      ))}
      {hidden > 0 && <p class="soft">{hidden} longer or earlier wordings are in the record.</p>}
    </details>
  )
}

function newestOf(before: NonNullable<Post['before']>): NonNullable<Post['before']> {
  let letters = 0
  return before.toReversed().filter(({ text }) => (letters += text.length) <= shownBefore)
}

export interface FileListProps {
  readonly files: readonly { readonly name: string; readonly href: string; readonly size: string }[]
}

/** Files to keep; `size` in words. */
export function FileList({ files }: FileListProps) {
  return (
    <ul class="post-files" role="list" aria-label="Attachments">
      {files.map(({ name, href, size }) => (
        <li>
          <a href={href} download>
            <bdi>{name}</bdi>
          </a>{' '}
          <span class="soft">{size}</span>
        </li>
      ))}
    </ul>
  )
}

function paragraphs(text: string) {
  return text
    .split(/\r?\n\s*\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => <p>{part}</p>)
}
