/** Projects as the set-up takes them: `name` or `name https://repository`, one a line. Pure. */
export function projectsFromLines(text: string): readonly { readonly name: string; readonly repository: string }[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw) => {
    const words = raw.trim().split(/\s+/)
    if (words[0] === undefined || words[0] === '') return []
    const at = words.findIndex((word) => /^https?:\/\//i.test(word))
    if (at === -1) return [{ name: words.join(' '), repository: '' }]
    const repository = words[at] ?? ''
    const named = words.filter((_, place) => place !== at).join(' ')
    return [{ name: named === '' ? lastPart(repository) : named, repository }]
  })
}

/** A repository's own name is the project's, where nobody gave another. */
function lastPart(repository: string): string {
  return (
    repository
      .replace(/\/+$|\.git$/g, '')
      .split('/')
      .at(-1) ?? repository
  )
}
