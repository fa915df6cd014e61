import { keys } from './keys.ts'

/** Everyone in the demonstration is made up, and every address is one that can never receive mail (RFC 2606). */
export interface Player {
  readonly name: string
  readonly email: string
  readonly affiliation: string
  /** Armored public key. */
  readonly openpgp?: string
}

/** The committee of four: its vendors are balanced (C6). */
export const committee = {
  nora: {
    name: 'Nora Northstar',
    email: 'nora.northstar@example.org',
    affiliation: 'Lighthouse Works',
    openpgp: keys.nora,
  },
  otto: {
    name: 'Otto Outrigger',
    email: 'otto.outrigger@example.org',
    affiliation: 'Harbour Tools',
    openpgp: keys.otto,
  },
  ines: { name: 'Ines Inlet', email: 'ines.inlet@example.org', affiliation: 'Lighthouse Works', openpgp: keys.ines },
  pim: { name: 'Pim Pontoon', email: 'pim.pontoon@example.org', affiliation: '', openpgp: keys.pim },
} as const satisfies Record<string, Player>
export type MemberName = keyof typeof committee

/** Maintainers who are invited to fix teams. */
export const engineers = {
  fenna: { name: 'Fenna Fairway', email: 'fenna.fairway@example.org', affiliation: 'Harbour Tools' },
  rafi: { name: 'Rafi Rudder', email: 'rafi.rudder@example.org', affiliation: '' },
  lou: { name: 'Lou Logline', email: 'lou.logline@example.org', affiliation: 'Ledger Bay' },
} as const satisfies Record<string, Player>
export type EngineerName = keyof typeof engineers

export const reporters = {
  quinn: { name: 'Quinn Quay', email: 'quinn.quay@example.org' },
  tess: { name: 'Tess Tidewater', email: 'tess.tidewater@example.org' },
  milo: { name: 'Milo Mast', email: 'milo.mast@example.org' },
  /** Someone who only follows the report's link. */
  anonymous: { name: '', email: '' },
} as const satisfies Record<string, Pick<Player, 'name' | 'email'>>
export type ReporterName = keyof typeof reporters
