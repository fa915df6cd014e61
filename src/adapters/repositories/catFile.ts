import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { env } from 'node:process'
import { RepositoryFailed } from '../../app/ports/index.ts'

export interface Clone {
  readonly gitFolder: string
  /** In milliseconds. */
  readonly patience: number
}

/** What a name such as `HEAD:pkg/OWNERS` stands for. */
export interface Named {
  readonly id: string
  readonly type: string
  /** In bytes. */
  readonly size: number
}

/** In bytes. */
const mostAnswered = 64_000_000

/** What each name stands for; those that stand for nothing are left out. A name has no line break and no NUL. */
export async function kindsOf(clone: Clone, names: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const answer = await catFile(clone, '--batch-check=%(objectname) %(objecttype) %(objectsize)', names)
  const lines = answer.toString('utf8').split('\n')
  return new Map(
    names.flatMap((name, nth) => {
      const [, id, type, size] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(lines[nth] ?? '') ?? []
      return id === undefined || type === undefined ? [] : [[name, { id, type, size: Number(size) }] as const]
    }),
  )
}

/** The texts of objects, by their ids. */
export async function contentsOf(clone: Clone, objects: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(objects.map(({ id }) => id))]
  const answer = await catFile(clone, '--batch', ids)
  const contents = new Map<string, string>()
  let at = 0
  for (const id of ids) {
    const end = answer.indexOf('\n', at)
    const [, found, size] = /^([0-9a-f]+) \w+ (\d+)$/.exec(answer.toString('utf8', at, end)) ?? []
    if (found !== id) throw new RepositoryFailed('unreadable', 'the clone lacks an object that it names')
    contents.set(id, answer.toString('utf8', end + 1, end + 1 + Number(size)))
    at = end + 1 + Number(size) + 1
  }
  return contents
}

/**
 * `git cat-file` with its questions on standard input, where no list of processes shows them. Nothing of the machine’s
 * or a user’s settings counts, and every way to fetch is closed: a partial clone lacks what it does not have.
 */
function catFile({ gitFolder, patience }: Clone, how: string, questions: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['--git-dir', gitFolder, '-c', 'protocol.allow=never', 'cat-file', how], {
      env: {
        PATH: env['PATH'],
        LC_ALL: 'C',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: devNull,
        GIT_NO_LAZY_FETCH: '1',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patience,
      killSignal: 'SIGKILL',
    })
    const pieces: Buffer[] = []
    let bytes = 0
    git.stdout.on('data', (piece: Buffer) => {
      pieces.push(piece)
      bytes += piece.length
      if (bytes > mostAnswered) git.kill('SIGKILL')
    })
    git.on('error', (cause) => reject(new RepositoryFailed('no_git', 'git could not be started', { cause })))
    git.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(pieces))
      else if (bytes > mostAnswered) reject(new RepositoryFailed('too_large', 'git answered with too much'))
      else if (signal !== null) reject(new RepositoryFailed('too_slow', `git took longer than ${patience} ms`))
      else reject(new RepositoryFailed('unreadable', `git cannot read the clone: it ended with ${code}`))
    })
    // Git may end before it has read everything: what it ended with says why.
    git.stdin.on('error', () => undefined)
    git.stdin.end(questions.map((one) => `${one}\n`).join(''))
  })
}
