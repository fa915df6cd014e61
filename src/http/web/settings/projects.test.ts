import { expect, it } from 'vitest'
import { projectsFromLines } from './projects.ts'

it.each([
  ['cosign', [{ name: 'cosign', repository: '' }]],
  ['cosign https://git.example.org/a/cosign', [{ name: 'cosign', repository: 'https://git.example.org/a/cosign' }]],
  ['https://git.example.org/a/cosign.git', [{ name: 'cosign', repository: 'https://git.example.org/a/cosign.git' }]],
  ['\n  \r\n', []],
  [
    'a b\nc',
    [
      { name: 'a b', repository: '' },
      { name: 'c', repository: '' },
    ],
  ],
])('%j', (text, projects) => {
  expect(projectsFromLines(text)).toEqual(projects)
})
