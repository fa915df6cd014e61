import {
  createToken,
  endToken,
  isBadInput,
  keyFields,
  mailWayFields,
  tokenFields,
  tokensOf,
} from '../../../app/index.ts'
import { tokenIn } from '../../gate/index.ts'
import { answered } from '../answer.ts'
import { bodyOf, byWhom } from '../asked.ts'
import type { Operation } from '../operation.ts'
import { keyGiven, keySeen, mailsChosen } from './ownKey.ts'
import { endedTokenShape, madeTokenShape, meShape, ownKeyShape, tokenListShape } from '../shapes/index.ts'

export const meOperations: readonly Operation[] = [
  {
    id: 'me',
    tag: 'You',
    summary: 'Who you are here',
    status: 200,
    answer: meShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/me',
      act: 'ownSession',
      handle({ c, person, caller }) {
        const { id, name, email, affiliation } = person
        return c.json({
          id,
          name,
          email,
          affiliation,
          roles: caller.roles,
          community: caller.community?.name ?? null,
        })
      },
    },
  },
  {
    id: 'ownKey',
    tag: 'You',
    summary: 'Your OpenPGP key, and how mail goes to you',
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/me/key',
      act: 'ownSession',
      handle: async ({ c, world, person }) => c.json(await keySeen(world, person.id)),
    },
  },
  {
    id: 'giveKey',
    tag: 'You',
    summary: 'Give your OpenPGP key',
    description:
      'The first one, or a newer state of it. Another one takes its place only where you are signed in, at /you.',
    body: keyFields,
    example: { openpgp: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n…\n-----END PGP PUBLIC KEY BLOCK-----' },
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/me/key',
      act: 'ownSession',
      handle: ({ c, world, person, caller }) => keyGiven(c, world, person.id, byWhom({ caller })),
    },
  },
  {
    id: 'chooseMails',
    tag: 'You',
    summary: 'How mail goes to you where your key is known: encrypted, or as links only',
    description: 'Links only is chosen where you are signed in: a token ends no encryption.',
    body: mailWayFields,
    example: { mails: 'encrypted' },
    status: 200,
    answer: ownKeyShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/me/mails',
      act: 'ownSession',
      handle: ({ c, world, person, caller }) => mailsChosen(c, world, person.id, byWhom({ caller })),
    },
  },
  {
    id: 'listTokens',
    tag: 'You',
    summary: 'Your API tokens',
    status: 200,
    answer: tokenListShape,
    route: {
      scope: 'person',
      method: 'get',
      path: '/api/tokens',
      act: 'manageTokens',
      handle: async ({ c, world, person }) => c.json({ tokens: await tokensOf(world, person.id) }),
    },
  },
  {
    id: 'createToken',
    tag: 'You',
    summary: 'Make an API token',
    description:
      'It has your rights, no more. Its value is shown once. Asked for with a token, it ends no later than that one.',
    body: tokenFields,
    example: {
      label: 'release scripts',
      days: 90,
    },
    status: 201,
    answer: madeTokenShape,
    route: {
      scope: 'person',
      method: 'post',
      path: '/api/tokens',
      act: 'manageTokens',
      async handle({ c, world, person }) {
        const body = await bodyOf(c, tokenFields)
        const made = isBadInput(body) ? body : await createToken(world, person.id, body, tokenIn(c))
        return answered(c, made, (good) => c.json(good, 201))
      },
    },
  },
  {
    id: 'endToken',
    tag: 'You',
    summary: 'End an API token',
    status: 200,
    answer: endedTokenShape,
    route: {
      scope: 'person',
      method: 'delete',
      path: '/api/tokens/:id',
      act: 'manageTokens',
      async handle({ c, world, person }) {
        return answered(c, await endToken(world, person.id, c.req.param('id') ?? ''), (good) => c.json(good))
      },
    },
  },
]
