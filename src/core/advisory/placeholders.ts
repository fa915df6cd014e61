/** What an announcement is filled from (R5, R8). Texts that are absent or empty make their section fall away. */
export interface AnnouncementValues {
  readonly community: string
  readonly project: string
  /** The project as its repository’s address names it, such as `harbour/anchor`; without one, its name. */
  readonly repository: string
  readonly version: string
  readonly oldVersion: string
  readonly list: string
  readonly cves: readonly AnnouncedVulnerability[]
  readonly upgrade: string
  readonly impact?: string
  readonly vulnerableWhen?: string
  readonly mitigations?: string
  readonly advisory?: string
  readonly binaries: readonly { readonly name: string; readonly url: string }[]
  readonly references: readonly { readonly type: string; readonly url: string }[]
  /** Only people who agreed to be named. */
  readonly credits: readonly { readonly name: string }[]
}

export interface AnnouncedVulnerability {
  /** The CVE id, or another public id where there is no CVE. */
  readonly id: string
  /** 0.0 to 10.0; absent where the community doesn't score. */
  readonly score?: number
  readonly class: string
  readonly summary: string
  readonly details: string
}

export interface Placeholder {
  /** A flag is only asked (`{{#hasBinaries}}`), a text may be asked or written, a list is gone through. */
  readonly is: 'text' | 'list' | 'flag'
  /** Blocks sending when the template uses it and nothing is there, whether it stands in a section or not. */
  readonly required: boolean
  /** What stands there, as a phrase. */
  readonly says: string
  /** The names known inside a list's section. */
  readonly of?: Readonly<Record<string, Placeholder>>
}

const text = (says: string, required = false): Placeholder => ({ is: 'text', required, says })
const flag = (says: string): Placeholder => ({ is: 'flag', required: false, says })
const list = (says: string, required: boolean, of: Record<string, Placeholder>): Placeholder => ({
  is: 'list',
  required,
  says,
  of,
})

/** Every name that a template may use; `checkTemplate` and the documentation read it. */
export const placeholders = {
  community: text('the community’s name', true),
  project: text('the released project’s name, as its command is called', true),
  repository: text('the project as its repository’s address names it, owner first; without one, its name', true),
  version: text('the released version', true),
  oldVersion: text('the newest vulnerable version', true),
  list: text('the address the announcement goes to', true),
  cves: list('the vulnerabilities that the release fixes, one entry each', true, {
    id: text('the CVE id', true),
    score: text('the CVSS score, with one decimal'),
    class: text('the severity class', true),
    summary: text('what is wrong, in one sentence', true),
    details: text('what is wrong and how it is reached', true),
  } satisfies Record<keyof AnnouncedVulnerability, Placeholder>),
  upgrade: text('how users upgrade', true),
  impact: text('what an attacker gains'),
  vulnerableWhen: text('features and configuration that make it likely that a system is vulnerable'),
  mitigations: text('what users can do before they upgrade'),
  advisory: text('the address of the public advisory'),
  binaries: list('the released files', false, { name: text('its name', true), url: text('its address', true) }),
  references: list('links for further reading', false, {
    type: text('its kind', true),
    url: text('its address', true),
  }),
  credits: list('people who agreed to be thanked', false, { name: text('the name', true) }),
  hasBinaries: flag('whether there are released files'),
  hasReferences: flag('whether there are links'),
  hasCredits: flag('whether anybody is thanked'),
} as const satisfies Record<keyof AnnouncementValues | 'hasBinaries' | 'hasReferences' | 'hasCredits', Placeholder>

/** The placeholders known at a place inside the sections of these lists, outermost first; inner names win. */
export function knownWithin(lists: readonly string[]): Readonly<Record<string, Placeholder>> {
  const all: Record<string, Placeholder> = { ...placeholders }
  return lists.reduce((known, name) => ({ ...known, ...known[name]?.of }), all)
}
