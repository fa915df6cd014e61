import { closeSync, fsyncSync, openSync } from 'node:fs'
import { platform } from 'node:process'

/** A new file's name is on disk only when its folder is. Windows opens no folders; NTFS keeps names in its journal. */
export function syncFolder(folder: string): void {
  if (platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
