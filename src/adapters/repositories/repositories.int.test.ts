import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gitClone } from '../../../tests/kit/clones.ts'
import { RepositoryFailed } from '../../app/ports/index.ts'
import { repositories } from './index.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tocsin-clones-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const files = { OWNERS: 'approvers: [ada]\n', 'pkg/api/entry.go': 'package api\n', 'ein Ordner/ä.txt': 'ä\n' }

test('a bare clone and one with a work tree: texts, kinds, and of which commit', async () => {
  gitClone(root, 'bare', files)
  const other = gitClone(root, 'made', files)
  execFileSync('git', ['clone', '-q', other, join(root, 'with tree')])
  for (const project of ['bare', 'with tree']) {
    const seen = await repositories(root).look(project, {
      files: ['OWNERS', 'pkg/OWNERS', 'pkg', 'ein Ordner/ä.txt'],
      paths: ['pkg', 'pkg/api/entry.go', 'pkg/none'],
    })
    expect(seen?.commit).toMatch(/^[0-9a-f]{40}$/)
    expect(seen?.committed).toBe('2026-03-02T09:00:00Z')
    expect([...(seen?.files ?? [])]).toEqual([
      ['OWNERS', files.OWNERS],
      ['ein Ordner/ä.txt', 'ä\n'],
    ])
    expect([...(seen?.kinds ?? [])]).toEqual([
      ['pkg', 'folder'],
      ['pkg/api/entry.go', 'file'],
    ])
  }
})

test('no clone, a name that leads out of the folder, and clones that cannot be read', async () => {
  const clones = repositories(join(root, 'below'))
  mkdirSync(join(root, 'below'))
  gitClone(root, 'outside', files)
  const asked = { files: ['OWNERS'], paths: [] }
  for (const name of ['none', '../outside', '..', '.', '', 'a/b', '../outside.git']) {
    expect(await clones.look(name, asked), name).toBeUndefined()
  }
  mkdirSync(join(root, 'below', 'broken.git'))
  writeFileSync(join(root, 'below', 'broken.git', 'HEAD'), 'ref: refs/heads/main\n')
  await expect(clones.look('broken', asked)).rejects.toMatchObject({ code: 'unreadable' })
  execFileSync('git', ['init', '-q', '--bare', join(root, 'below', 'empty.git')])
  await expect(clones.look('empty', asked)).rejects.toMatchObject({ code: 'unreadable' })
})

test('what is too large is named, and not read', async () => {
  gitClone(root, 'large', { OWNERS: `# ${'x'.repeat(600_000)}\n`, CODEOWNERS: '* @ada\n' })
  const seen = await repositories(root).look('large', { files: ['OWNERS', 'CODEOWNERS'], paths: [] })
  expect(seen?.tooLarge).toEqual(['OWNERS'])
  expect([...(seen?.files.keys() ?? [])]).toEqual(['CODEOWNERS'])
})

test('a partial clone fetches nothing, and no path stands in a command’s arguments', async () => {
  const origin = gitClone(root, 'origin', files)
  execFileSync('git', ['-C', origin, 'config', 'uploadpack.allowFilter', 'true'])
  execFileSync('git', ['clone', '-q', '--bare', '--filter=blob:none', `file://${origin}`, join(root, 'partial.git')])
  const objects = () => readdirSync(join(root, 'partial.git', 'objects'), { recursive: true }).toSorted()
  const before = objects()
  // By its age, git says that the object is missing, or that it may not be fetched.
  const looked = await repositories(root)
    .look('partial', { files: ['OWNERS'], paths: [] })
    .catch((error: unknown) => error)
  expect(looked instanceof RepositoryFailed ? looked.code : 'read').toBe('unreadable')
  expect(objects()).toEqual(before)

  // A git of our own that writes down how it was called, and then is the real one.
  const bin = join(root, 'bin')
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const called = join(root, 'called')
  mkdirSync(bin)
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$*" >> '${called}'\nexec '${git}' "$@"\n`, { mode: 0o755 })
  symlinkSync(origin, join(root, 'linked.git'))
  const path = process.env['PATH']
  process.env['PATH'] = `${bin}:${path}`
  try {
    await repositories(root).look('linked', { files: ['OWNERS'], paths: ['pkg/api/entry.go'] })
  } finally {
    process.env['PATH'] = path
  }
  const said = execFileSync('cat', [called], { encoding: 'utf8' })
  expect(said).toContain('cat-file')
  expect(said).not.toMatch(/pkg|OWNERS/)
})

test('without git, and when it takes too long', async () => {
  gitClone(root, 'slow', files)
  const bin = join(root, 'slow-bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'git'), '#!/bin/sh\nexec sleep 30\n', { mode: 0o755 })
  const before = process.env['PATH']
  try {
    process.env['PATH'] = `${bin}:${before}`
    const slow = repositories(root, { patience: 50 }).look('slow', { files: [], paths: [] })
    await expect(slow).rejects.toMatchObject({ code: 'too_slow' })
    process.env['PATH'] = dirname(root)
    const none = repositories(root).look('slow', { files: [], paths: [] })
    await expect(none).rejects.toMatchObject({ code: 'no_git' })
  } finally {
    process.env['PATH'] = before
  }
})
