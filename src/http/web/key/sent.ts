import { chooseMails, declineKey, giveKey, loadPerson, type BadInput, type World } from '../../../app/index.ts'
import type { PersonId } from '../../../core/kernel/index.ts'
import type { FlashCode } from '../flash.ts'

type Values = Readonly<Record<string, string>>

/** The forms of the section about one's key, by what stands behind its address. */
export const keyForms = ['key', 'key/offered', 'key/none', 'mails'] as const
export type KeyForm = (typeof keyForms)[number]

/** Carries out what one of the forms says; the app's own answer. */
export async function sentKeyForm(world: World, person: PersonId, form: KeyForm, values: Values): Promise<unknown> {
  if (form === 'mails') return chooseMails(world, person, values)
  if (form === 'key/none') return giveKey(world, person, { openpgp: '' })
  // An empty field is a slip: a key is taken away by a button of its own.
  if (form === 'key') return (values['openpgp'] ?? '').trim() === '' ? noKey : giveKey(world, person, values)
  const { confirm = '' } = values
  if (confirm === '') return declineKey(world, person)
  return giveKey(world, person, { openpgp: (await loadPerson(world, person))?.offered ?? '', confirm })
}

const noKey: BadInput = { badInput: true, problems: [{ field: 'openpgp', says: 'must not be empty' }] }

export const keySaid: Readonly<Record<KeyForm, FlashCode>> = {
  key: 'key-saved',
  'key/offered': 'key-saved',
  'key/none': 'key-saved',
  mails: 'own-saved',
}
