import { expect, test } from 'vitest'
import { repositoryName } from './repositoryName.ts'

test.each([
  ['https://git.example.org/harbour/anchor', 'harbour/anchor'],
  ['https://git.example.org/harbour/anchor.git/', 'harbour/anchor'],
  ['https://git.example.org/harbour/tools/anchor/-/tree/main', 'harbour/tools/anchor'],
  ['https://git.example.org/harbour/anchor/tree/main/cmd?plain=1#L1', 'harbour/anchor'],
  ['ssh://git@git.example.org:2222/anchor.git', 'anchor'],
  ['https://git.example.org/', undefined],
  ['https://git.example.org', undefined],
  [undefined, undefined],
])('the repository at %s is called %s', (address, name) => {
  expect(repositoryName(address)).toBe(name)
})
