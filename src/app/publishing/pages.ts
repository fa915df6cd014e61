import type { Card, Site } from '../../core/publishing/index.ts'
import type { PublicAdvisory } from '../public/index.ts'

/** Pages that need no server: links are relative, so that they work wherever the folder is put. */
export interface Pages {
  /** Stands at `advisories/ID/index.html`. `csaf`: where its CSAF document is, if it is out; `cve`: records are made. */
  advisory(
    site: Site,
    advisory: PublicAdvisory,
    made: { readonly csaf: string | undefined; readonly cve: boolean },
  ): string
  /** `up`: from the page to the site's first folder, such as `../`. `years`: other pages, where there are more. */
  list(
    site: Site,
    list: { readonly cards: readonly Card[]; readonly up: string; readonly years: readonly string[] },
  ): string
  /** Style sheet and icon. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}
