import { cleanLine } from '../../core/mail/index.ts'
import type { NamedBytes } from '../openpgp/index.ts'
import { layersInWords, signedInWords, type ReadLetter, type SealedFile } from './read.ts'

type Opened = Exclude<SealedFile, { readonly shut: unknown }>

const isOpened = (one: SealedFile): one is Opened => !('shut' in one)
const nameOf = (name: string) => cleanLine(name, 120) || 'A file without a name'

/** Files whose sender may not know what is in them: somebody else’s, taken down. Committee and fix team read them alone. */
export function unprovenFiles({ sealed }: Pick<ReadLetter, 'sealed'>): readonly Opened[] {
  return sealed.filter(isOpened).filter(({ isTheirs }) => !isTheirs)
}

/** Something in it is not to be read where its sender reads. */
export function isUnproven(read: Pick<ReadLetter, 'outside' | 'sealed'>): boolean {
  return read.outside !== null || unprovenFiles(read).length > 0
}

/** What was in those that could be opened. */
export function openedFiles({ sealed }: Pick<ReadLetter, 'sealed'>): readonly NamedBytes[] {
  return sealed.filter(isOpened)
}

/** How its files came, for whoever reads what was in all of them. */
export function filesInWords({ sealed }: Pick<ReadLetter, 'sealed'>): readonly string[] {
  return sealed.map((one) => (isOpened(one) ? howItCame(one) : whyShut(one)))
}

/** How the mail came, and its files. */
export function howInWords(read: Pick<ReadLetter, 'openpgp' | 'sealed'>): readonly string[] {
  return [...layersInWords(read.openpgp), ...filesInWords(read)]
}

/** The same for whoever reads only what its sender may. */
export function filesForSender({ sealed }: Pick<ReadLetter, 'sealed'>): readonly string[] {
  return sealed.map((one) => {
    if (!isOpened(one)) return whyShut(one)
    const name = nameOf(one.sealed)
    if (one.isTheirs) return howItCame(one)
    const whose = 'with the committee and the fix team: no signature inside shows that its sender wrote it'
    return `${name} came encrypted. What is in it is ${whose}.`
  })
}

function howItCame(one: Opened): string {
  const how = ['encrypted', ...signedInWords(one)].join(' and ')
  const bad = one.signature.state === 'bad' ? ' Its OpenPGP signature does not fit: it may have been changed.' : ''
  return `${nameOf(one.name)} came ${how}, in ${nameOf(one.sealed)}.${bad}`
}

const why = {
  not_for_us: 'is encrypted to other keys than ours, or with a password, and could not be opened here',
  damaged: 'is encrypted and damaged, and could not be opened here',
  too_large: 'is encrypted and was not opened here: too much is in it, or in those before it',
  too_many: 'is encrypted and was not opened here, nor was what comes after it: ten files are at once',
} as const

function whyShut({ sealed, shut }: Extract<SealedFile, { readonly shut: unknown }>): string {
  return `${nameOf(sealed)} ${why[shut]}. It is as it came.`
}
