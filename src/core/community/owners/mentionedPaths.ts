const most = 20

/**
 * What looks like a path of a repository in somebody’s prose: `pkg/verify/entry.go`, in the order it is met. A guess to
 * begin with: which of them exist, the repository knows.
 */
export function mentionedPaths(text: string): readonly string[] {
  // Links lead elsewhere; where one names a file of a forge, its path begins after the branch.
  const inLinks = [...text.slice(0, longest).matchAll(/\bhttps?:\/\/\S{1,500}/g)].flatMap(([link]) => {
    const below = /\/(?:blob|tree|src|raw)\/(?:branch\/)?[^/\s]{1,100}\/([\w@%+./-]{1,300})/.exec(link)?.[1]
    return below === undefined ? [] : [below]
  })
  const outside = text.slice(0, longest).replaceAll(/\bhttps?:\/\/\S{1,500}/g, ' ')
  const words = (outside.match(/[\w@+./-]{3,300}/g) ?? []).filter((word) => /\w\/\w/.test(word) && /\.\w/.test(word))
  const tidy = [...inLinks, ...words].map((word) => word.replace(/^[./@-]+/, '').replace(/[.-]+$/, ''))
  return [...new Set(tidy)].filter((path) => path.includes('/') && !isOutside(path)).slice(0, most)
}

const longest = 50_000

function isOutside(path: string): boolean {
  return path.split('/').some((name) => name === '..' || name === '')
}
