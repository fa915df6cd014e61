/** How names are compared: `Public PoC`, `public-poc` and `PUBLIC_POC` are one. */
export function folded(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

export function isNamed({ key, name }: { readonly key: string; readonly name: string }, written: string): boolean {
  const target = folded(written)
  return target !== '' && (folded(key) === target || folded(name) === target)
}
