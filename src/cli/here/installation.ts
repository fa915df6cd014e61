import type { Verifying, World } from '../../app/index.ts'
import type { CommandIo } from '../command.ts'

/** An installation on this machine, opened beside a server that may be running on it. */
export interface Installation {
  readonly world: World
  close(): Promise<void>
}

/**
 * Opens the data folder; `make`: a folder that is not there yet becomes one. Throws an error with a `code` for
 * what the machine refuses. It is passed in: the command line knows no disk.
 */
export type OpenInstallation = (io: CommandIo, options: { readonly make: boolean }) => Promise<Installation>

/** An installation for reading only, and of a copy without its keys (`sealed`) what needs none. */
export interface ReadInstallation {
  readonly from: Verifying
  /** The database engine's own findings; empty: sound. */
  check(): Promise<readonly string[]>
  close(): Promise<void>
}

/** Opens the data folder for reading; nothing in it is changed. Throws an error with a `code`. */
export type ReadsInstallation = (io: CommandIo, options: { readonly sealed: boolean }) => Promise<ReadInstallation>

/** Runs something on an installation and closes it whatever happens. */
export async function within<Answer>(
  open: OpenInstallation,
  io: CommandIo,
  act: (world: World) => Promise<Answer>,
  options = { make: false },
): Promise<Answer> {
  const { world, close } = await open(io, options)
  try {
    return await act(world)
  } finally {
    await close()
  }
}
