import { keyFields, mailWayFields } from '../../../app/index.ts'
import type { Operation } from '../operation.ts'
import { ownKeyShape } from '../shapes/index.ts'
import { keyGiven, keySeen, mailsChosen } from './ownKey.ts'

/** A reporter's own key, by their link: for mail that says what happened instead of carrying a link in clear. */
export const reporterKeyOperations: readonly Operation[] = [
  {
    id: 'reporterKey',
    tag: 'Reports',
    summary: 'Your OpenPGP key, and how mail about your report goes to you',
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'reporter',
      method: 'get',
      path: '/api/reports/:secret/key',
      act: 'readReport',
      handle: async ({ c, world, reporter }) => c.json(await keySeen(world, reporter)),
    },
  },
  {
    id: 'giveReporterKey',
    tag: 'Reports',
    summary: 'Give your OpenPGP key',
    description:
      'Another one takes the place of the known one with its fingerprint in `confirm`. Empty: no key any more.',
    body: keyFields,
    example: { openpgp: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n…\n-----END PGP PUBLIC KEY BLOCK-----' },
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'reporter',
      method: 'post',
      path: '/api/reports/:secret/key',
      act: 'giveKey',
      handle: ({ c, world, reporter }) => keyGiven(c, world, reporter),
    },
  },
  {
    id: 'chooseReporterMails',
    tag: 'Reports',
    summary: 'How mail goes to you where your key is known: encrypted, or as links only',
    body: mailWayFields,
    example: { mails: 'links' },
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'reporter',
      method: 'post',
      path: '/api/reports/:secret/mails',
      act: 'giveKey',
      handle: ({ c, world, reporter }) => mailsChosen(c, world, reporter),
    },
  },
]
