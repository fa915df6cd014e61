import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

/** An ext4 file system of one's own whose power can be cut. Needs Linux, root and a loop device. */
export interface SmallDisk {
  readonly folder: string
  /**
   * From now on nothing reaches the disk, and what the system still held in memory is gone: FS_IOC_SHUTDOWN with
   * EXT4_GOING_FLAGS_NOLOGFLUSH (linux/fs/ext4/ext4.h), as file systems' own crash tests do it.
   */
  cut(): void
  /** Everything that is there so far reaches the disk. */
  sync(): void
  /** Mounts it again: its journal is replayed, as after a real power cut. Nobody may have a file open on it. */
  back(): Promise<void>
  remove(): Promise<void>
}

const shutdown = 0x8004587d
const withoutJournal = 2
const cutting = `open(my $f, '<', $ARGV[0]) or die; my $how = pack('L', ${withoutJournal}); ioctl($f, ${shutdown}, $how) or die`

/** `undefined` where this machine does not let us. `under`: where the image lies. */
export function smallDisk(under: string, megabytes: number): SmallDisk | undefined {
  if (getuid?.() !== 0) return undefined
  const at = mkdtempSync(join(under, 'tocsin-disk-'))
  const [image, folder] = [join(at, 'image'), join(at, 'disk')]
  const mark = join(folder, 'mark')
  mkdirSync(folder)
  chmodSync(at, 0o755)
  const mount = () => done('mount', ['-o', 'loop', image, folder])
  const made =
    done('truncate', ['-s', `${megabytes}M`, image]) && done('mkfs.ext4', ['-q', '-F', '-m', '0', image]) && mount()
  if (!made) {
    rmSync(at, { recursive: true, force: true })
    return undefined
  }
  writeFileSync(mark, '')

  /** Who had files open on it may take a moment to end. */
  async function unmounted() {
    for (let tries = 0; !done('umount', [folder]); tries++) {
      if (tries === 100) throw new Error(`${folder} is still in use`)
      await pause(50)
    }
  }
  return {
    folder,
    cut() {
      if (!done('perl', ['-e', cutting, mark])) throw new Error('the disk could not be cut off')
    },
    sync() {
      if (!done('sync', ['-f', folder])) throw new Error('the disk could not be synced')
    },
    async back() {
      await unmounted()
      if (!mount()) throw new Error(`${folder} could not be mounted again`)
    },
    async remove() {
      await unmounted()
      rmSync(at, { recursive: true, force: true })
    },
  }
}

function done(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
