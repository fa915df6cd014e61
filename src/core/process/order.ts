import semver from 'semver'

/**
 * True when a release is surely not newer than what it is to replace, whatever the ecosystem: both are semantic versions
 * or plain numbers with dots, the form that nearly all of them share. False also where the two cannot be compared.
 */
export function isNotNewer(version: string, than: string): boolean {
  const [one, other] = [version, than].map(read)
  return one !== undefined && other !== undefined && semver.compare(one, other) <= 0
}

function read(text: string): semver.SemVer | undefined {
  const plain = /^v?\d+(?:\.\d+)?$/.test(text) ? semver.coerce(text) : null
  return plain ?? semver.parse(text) ?? undefined
}
