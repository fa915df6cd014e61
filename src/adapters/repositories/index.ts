import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stamp } from '../../core/clock/index.ts'
import { RepositoryFailed, type Repositories, type RepositorySeen } from '../../app/ports/index.ts'
import { contentsOf, kindsOf, type Named } from './catFile.ts'

/** In bytes: no file that people write by hand is larger. */
const largest = 500_000

/** Clones in a folder, bare or not, each by its project’s name: `rekor.git`, or `rekor` with a `.git` inside. */
export function repositories(root: string, { patience = 10_000 } = {}): Repositories {
  return {
    async look(project, { files, paths }) {
      const gitFolder = cloneOf(root, project)
      if (gitFolder === undefined) return undefined
      const clone = { gitFolder, patience }
      const head = 'HEAD^{commit}'
      const at = (path: string) => `HEAD:${path}`
      const kinds = await kindsOf(clone, [head, ...[...files, ...paths].map(at)])
      const commit = kinds.get(head)
      if (commit?.type !== 'commit') throw new RepositoryFailed('unreadable', 'the HEAD of the clone names no commit')
      const blobs = files.flatMap((path) => {
        const found = kinds.get(at(path))
        return found?.type === 'blob' ? [{ path, ...found }] : []
      })
      const read = blobs.filter(({ size }) => size <= largest)
      const contents = await contentsOf(clone, [commit, ...read])
      return {
        commit: commit.id,
        committed: committedAt(contents.get(commit.id) ?? ''),
        files: new Map(read.map(({ path, id }) => [path, contents.get(id) ?? ''])),
        tooLarge: blobs.filter(({ size }) => size > largest).map(({ path }) => path),
        kinds: new Map(paths.flatMap((path) => kindAt(path, kinds.get(at(path))))),
      } satisfies RepositorySeen
    },
  }
}

/** A project’s name comes from a setting: one that leads out of the folder has no clone. */
function cloneOf(root: string, project: string): string | undefined {
  if (/^\.|[/\\\0]/.test(project)) return undefined
  const places = [`${project}.git`, join(project, '.git'), project].map((place) => join(root, place))
  return places.find((place) => existsSync(join(place, 'HEAD')))
}

function kindAt(path: string, found: Named | undefined): (readonly [string, 'file' | 'folder'])[] {
  if (found === undefined || found.type === 'commit') return []
  return [[path, found.type === 'tree' ? 'folder' : 'file']]
}

/** A commit names its seconds since 1970 after its committer (gitformat-commit). */
function committedAt(commit: string): string {
  const seconds = /^committer .*> (\d{1,12}) [+-]\d{4}$/m.exec(commit)?.[1]
  if (seconds === undefined) throw new RepositoryFailed('unreadable', 'the commit of the clone’s HEAD has no time')
  return stamp(Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000))
}
