/** How many messages one page holds, and how much they say together: a page of a long thread is as soon there as any. */
const most = { posts: 25, letters: 40_000 }

interface Told {
  readonly post: number
  readonly text: string
  readonly before?: readonly { readonly text: string }[]
}

export interface PostPage<Post> {
  /** The newest first. */
  readonly shown: readonly Post[]
  /** What leads on from here: to messages before this one, and after this one. */
  readonly before: number | undefined
  readonly after: number | undefined
  /** `1 to 25 of 312`, counted from the newest. */
  readonly says: string
}

/**
 * A page of a thread whose messages come in the order of their numbers: the newest ones; those `before` a message; those
 * `after` it; or those around one `post`, which stays its address however many follow. Pure.
 */
export function pageOfPosts<Post extends Told>(posts: readonly Post[], query: (name: string) => string | undefined) {
  const asked = (name: string): number | undefined => {
    const text = query(name)
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
  }
  const [before, after, around] = [asked('before'), asked('after'), asked('post')]
  const upTo = (number: number) => posts.findLastIndex(({ post }) => post <= number) + 1
  if (after !== undefined) return cut(posts, upTo(after), climb(posts, upTo(after)))
  const end =
    around === undefined
      ? before === undefined
        ? posts.length
        : upTo(before - 1)
      : Math.min(posts.length, upTo(around) + 3)
  return cut(posts, descend(posts, end), end)
}

function cut<Post extends Told>(posts: readonly Post[], from: number, to: number): PostPage<Post> {
  const shown = posts.slice(from, to).toReversed()
  return {
    shown,
    before: from > 0 ? shown.at(-1)?.post : undefined,
    after: to < posts.length ? shown[0]?.post : undefined,
    says: `${posts.length - to + 1} to ${posts.length - from} of ${posts.length}`,
  }
}

/** Where a page begins that ends here; one message is always on it. */
function descend(posts: readonly Told[], end: number): number {
  let [from, letters] = [end, 0]
  while (from > 0 && end - from < most.posts) {
    letters += lettersIn(posts[from - 1])
    if (letters > most.letters && from < end) break
    from -= 1
  }
  return from
}

function climb(posts: readonly Told[], from: number): number {
  let [to, letters] = [from, 0]
  while (to < posts.length && to - from < most.posts) {
    letters += lettersIn(posts[to])
    if (letters > most.letters && to > from) break
    to += 1
  }
  return to
}

function lettersIn(post: Told | undefined): number {
  if (post === undefined) return 0
  return [post, ...(post.before ?? [])].reduce((sum, { text }) => sum + text.length, 0)
}
