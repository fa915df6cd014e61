import { bad, quoted, type BadVector } from './bad.ts'
import { books, type Book } from './book.ts'

/** Says why a piece of a vector is no legal `metric:value` of its version, and at which of its characters. */
export function whatIsWrongWith(piece: string, start: number, book: Book, lenient: boolean): BadVector {
  if (piece === '') {
    const says = 'There is nothing between two slashes, or after the last one.'
    return bad('empty_metric', start, says, 'Remove the superfluous slash.')
  }
  const odd = piece.search(lenient ? /[^A-Za-z0-9:\s]/u : /[^A-Za-z0-9:]/u)
  if (odd !== -1) {
    const says = `The character ${quoted(String.fromCodePoint(piece.codePointAt(odd) ?? 0))} has no place in a vector.`
    return bad('unexpected_character', start + odd, says, 'Write the vector in plain letters, with : and / only.')
  }
  const [key = '', value = '', ...rest] = piece.split(':')
  if (rest.length > 0 || !piece.includes(':')) {
    const says = `${quoted(piece)} is not of the form metric:value.`
    return bad('malformed_metric', start, says, 'Write each metric as its name, a colon and its value, such as AV:N.')
  }
  const same = (one: string, other: string) =>
    lenient ? one.toUpperCase() === other.trim().toUpperCase() : one === other
  const metric = book.metrics.find((one) => same(one.key, key))
  if (metric === undefined) return unknownMetric(key, start, book)
  const says = `${metric.key} (${metric.name}) has no value ${quoted(value)} in CVSS ${book.version}.`
  const values = Object.keys(metric.choices).join(', ')
  return bad('unknown_value', start + key.length + 1, says, `Use one of ${values}.`)
}

function unknownMetric(key: string, start: number, book: Book): BadVector {
  const says = `CVSS ${book.version} has no metric ${quoted(key)}.`
  const meant = book.metrics.find((one) => one.key.toUpperCase() === key.toUpperCase())
  if (meant) return bad('unknown_metric', start, says, `Write ${meant.key}: case matters, unless read leniently.`)
  const elsewhere = Object.values(books).filter((other) => other.metrics.some((one) => one.key === key))
  const versions = elsewhere.map((other) => other.version).join(', ')
  const known = `Use the metrics of CVSS ${book.version}: ${book.metrics.map((one) => one.key).join(', ')}.`
  return bad('unknown_metric', start, says, versions === '' ? known : `${key} belongs to CVSS ${versions}. ${known}`)
}
