// The bidirectional controls make text read differently from what it says (CVE-2021-42574); control characters
// other than tab and line breaks are not YAML (1.2.2, section 5.1).
const unwanted =
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

export interface BadLetter {
  readonly at: number
  readonly code: 'not_well_formed' | 'control_character'
  readonly says: string
  readonly hint: string
}

/** The first character that has no business in a policy: half a surrogate pair, or an invisible control. */
export function badLetter(text: string): BadLetter | undefined {
  if (!text.isWellFormed()) {
    const says = 'this is not valid Unicode (half of a surrogate pair)'
    return {
      at: text.search(loneSurrogate),
      code: 'not_well_formed',
      says,
      hint: 'Save the file as UTF-8 and check it again',
    }
  }
  const replaced = text.indexOf('\uFFFD')
  if (replaced !== -1) {
    const says = 'a character could not be decoded (U+FFFD)'
    return { at: replaced, code: 'not_well_formed', says, hint: 'Save the file as UTF-8 and check it again' }
  }
  const at = text.search(unwanted)
  if (at === -1) return undefined
  const number = (text.charCodeAt(at) || 0).toString(16).toUpperCase().padStart(4, '0')
  const says = `there is an invisible control character (U+${number})`
  return { at, code: 'control_character', says, hint: 'Delete it; text has to read as it stands' }
}
