import { readdirSync, readFileSync } from 'node:fs'
import { checkPolicy } from '../../../app/index.ts'

export interface PolicyFile {
  /** The file's name without its ending. */
  readonly id: string
  readonly name: string
  readonly text: string
  /** The list that it announces to. */
  readonly list: string
  /** The chats that it has the announcement's link posted in. */
  readonly chats: readonly string[]
}

// From src/http/web/settings and from dist/http/web/settings alike.
const folder = new URL('../../../../policies/', import.meta.url)

let read: readonly PolicyFile[] | undefined

/** The policies that come with the product, sigstore's first; read once. A file that is no policy is a build's fault. */
export function policyFiles(): readonly PolicyFile[] {
  read ??= readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const checked = checkPolicy(text)
      if ('problems' in checked) throw new Error(`policies/${file} cannot be used`)
      const { name, release } = checked.policy
      const chats = [...new Set(release.chat.channels.map(({ workspace }) => workspace))]
      return { id: file.replace(/\.yaml$/, ''), name, text, list: release.list.address, chats }
    })
    .toSorted((one, other) => Number(other.id === 'sigstore') - Number(one.id === 'sigstore'))
  return read
}
