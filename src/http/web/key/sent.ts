import { chooseMails, declineKey, giveKey, loadPerson, type World } from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { FlashCode } from '../flash.ts'

type Values = Readonly<Record<string, string>>

/** The forms of the section about one's key, by what stands behind its address. */
export const keyForms = ['key', 'key/offered', 'mails'] as const
export type KeyForm = (typeof keyForms)[number]

/** Carries out what one of the forms says; the app's own answer. */
export async function sentKeyForm(world: World, person: PersonId, form: KeyForm, values: Values): Promise<unknown> {
  if (form === 'mails') return chooseMails(world, person, values)
  if (form === 'key') return giveKey(world, person, values)
  const { confirm = '' } = values
  if (confirm === '') return declineKey(world, person)
  return giveKey(world, person, { openpgp: (await loadPerson(world, person))?.offered ?? '', confirm })
}

export const keySaid: Readonly<Record<KeyForm, FlashCode>> = {
  key: 'key-saved',
  'key/offered': 'key-saved',
  mails: 'own-saved',
}
