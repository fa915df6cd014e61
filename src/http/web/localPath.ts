const nowhere = 'http://here.invalid'

/**
 * A path of this site that a form or an address names to go on to, as it may stand in a Location header. Anything else
 * (another site, `//host`, `/\host`, a scheme, control characters) is `undefined`: a redirect must not lead away.
 */
export function localPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return undefined
  if (!URL.canParse(text, nowhere)) return undefined
  const { origin, pathname, search, hash } = new URL(text, nowhere)
  // The parser may have folded `/./` and `/../`: what is left must still be one slash and a path.
  return origin === nowhere && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : undefined
}

/** The path that a Referer names, if it is one of ours. */
export function pathOfReferer(referer: string | undefined, here: string): string | undefined {
  if (referer === undefined || !URL.canParse(referer)) return undefined
  const from = new URL(referer)
  return from.host === new URL(here).host ? localPath(`${from.pathname}${from.search}`) : undefined
}
