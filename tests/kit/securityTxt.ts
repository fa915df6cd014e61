/** RFC 9116, section 4: what is wrong with a text, read line by line as its grammar has it; nothing where it is valid. */
export function problemsOfSecurityTxt(text: string, now: Temporal.Instant, foundAt: string): readonly string[] {
  const problems: string[] = []
  const fields = new Map<string, string[]>()
  const lines = unsigned(text).split(/\r?\n/)
  if (lines.pop() !== '') problems.push('the last line does not end')
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', value = ''] = /^([\x21-\x39\x3b-\x7e]+): (\S.*)$/.exec(line) ?? []
    if (name === '') problems.push(`no field: ${line}`)
    else fields.set(name.toLowerCase(), [...(fields.get(name.toLowerCase()) ?? []), value])
  }
  for (const name of ['contact', 'expires']) if (!fields.has(name)) problems.push(`${name} is missing`)
  for (const name of ['expires', 'preferred-languages']) {
    if ((fields.get(name)?.length ?? 0) > 1) problems.push(`${name} stands more than once`)
  }
  const uris = ['acknowledgments', 'canonical', 'contact', 'csaf', 'encryption', 'hiring', 'policy']
  for (const name of uris) {
    for (const uri of fields.get(name) ?? []) {
      if (!/^(?:https:\/\/|mailto:|tel:|openpgp4fpr:|dns:)/.test(uri) || !URL.canParse(uri))
        problems.push(`${name}: ${uri}`)
    }
  }
  const expires = fields.get('expires')?.[0] ?? ''
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(expires))
    problems.push(`expires: ${expires}`)
  else if (Temporal.Instant.compare(expires, now) <= 0) problems.push('it has expired')
  if (!(fields.get('canonical') ?? []).includes(foundAt)) problems.push('it does not name where it was found')
  return problems
}

/** What stands between the armor's lines (section 2.3); a text that is not signed is given as it stands. */
export function unsigned(text: string): string {
  const found =
    /^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n([\s\S]*?)-----BEGIN PGP SIGNATURE-----/.exec(text)
  return found?.[1]?.replaceAll(/^- /gm, '') ?? text
}
