import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const someone = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' }
const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org' }
const at = '2026-03-02T09:00:00Z'
const env = {
  PATH: process.env['PATH'],
  ...someone,
  ...committer,
  GIT_AUTHOR_DATE: at,
  GIT_COMMITTER_DATE: at,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
}

/** A bare clone `name.git` below a folder, with one commit of these files; answers with where it is. */
export function gitClone(root: string, name: string, files: Readonly<Record<string, string>>): string {
  const work = mkdtempSync(join(tmpdir(), 'tocsin-work-'))
  const git = (...args: string[]) => execFileSync('git', ['-C', work, ...args], { env, stdio: 'pipe' })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
  const bare = join(root, `${name}.git`)
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-q', '-m', 'Everything')
  git('clone', '-q', '--bare', work, bare)
  rmSync(work, { recursive: true })
  return bare
}
