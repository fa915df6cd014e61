/**
 * What a repository is called by those who fetch from it: the path of its address, such as `harbour/anchor`. A page
 * inside of it (`/tree/main/…`, `/-/…`) is cut off. `undefined` where the address has no path.
 */
export function repositoryName(address: string | undefined): string | undefined {
  const path = /^[a-z][a-z+.-]*:\/\/[^/?#]*\/([^?#]*)/i.exec(address ?? '')?.[1] ?? ''
  const name = path
    .replace(/\/(?:-|tree|blob|src)\/.*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
  return name === '' ? undefined : name
}
