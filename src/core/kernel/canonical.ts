/** What JSON can carry; `undefined` members of objects are left out, as in `JSON.stringify`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/**
 * The one text form of a JSON value (RFC 8785: members sorted by UTF-16 code units, no white space).
 * Throws `TypeError` on what JSON cannot carry: non-finite numbers, functions, lone surrogates.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('not a JSON number')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form')
    return JSON.stringify(value)
  }
  if (isList(value)) return list(value)
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`)
  let text = ''
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}${canonical(name)}:${canonical(member)}`
  }
  return `{${text}}`
}

/** A hole counts as `undefined`, which no list of JSON holds. */
function list(value: readonly Json[]): string {
  let text = ''
  for (let index = 0; index < value.length; index += 1) {
    text += `${index === 0 ? '' : ','}${canonical(value[index] as Json)}`
  }
  return `[${text}]`
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json): value is { readonly [name: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !isList(value)
}
