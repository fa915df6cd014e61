import type { PersonProps } from '../components/index.ts'

/** Nobody: every person, project and finding in the gallery is invented. */
export const ada: PersonProps = {
  name: 'Ada Quill',
  role: 'Triage, Infra',
  affiliation: 'Harbour Works',
  href: '/people/ada',
}
export const ben: PersonProps = {
  name: 'Ben Osei',
  role: 'Disclosure',
  affiliation: 'independent',
  href: '/people/ben',
}
export const cleo: PersonProps = { name: 'Cleo Marsh', role: 'Fix team', affiliation: 'Tern Systems' }
export const dmitri: PersonProps = { name: 'Dmitri Vale', role: 'Fix team', affiliation: 'Harbour Works' }
export const esi: PersonProps = { name: 'Esi Larbi', role: 'Reporter' }
export const finn: PersonProps = {
  name: 'Finn Achterberg-Solvang',
  role: 'Release',
  affiliation: 'University of the Northern Isles',
}

export const community = { name: 'Lanternfish', href: '/' }
