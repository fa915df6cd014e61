import { VaultFailed } from '../../app/ports/index.ts'

/** Where the wrapped keys lie: a file of this machine, or a PostgreSQL database that several machines share. */
export type KeystoreAt = string | { readonly url: string }

/** `by`: the id of the installation's key that wrapped it; `null` in keystores of before keys had ids: the only one. */
export interface WrappedKey {
  readonly key: Uint8Array
  readonly by: string | null
}
/** A wrapped key; `destroyed`; or `undefined` for a stream that never had one. */
export type Wrapped = WrappedKey | 'destroyed' | undefined

/** `wrapped: null`: destroyed. Its name stays, so that it is not made anew by mistake. */
export interface KeyRow {
  readonly stream: string
  readonly wrapped: WrappedKey | null
}

/** All that a keystore holds, as of one moment. */
export interface Contents {
  readonly rows: readonly KeyRow[]
  readonly facts: ReadonlyMap<string, string>
}

/** A fact and what it is to be; `null`: gone. */
export type Facts = Readonly<Record<string, string | null>>

/** The fact that a keystore is left with when its keys were moved elsewhere; its value says where. */
export const movedTo = 'moved_to'

/** What a change to keys is refused with where they were moved away meanwhile. */
export function movedAway(): VaultFailed {
  return new VaultFailed('moved', 'the keys are no longer here')
}

/** Wrapped keys by stream, each by itself. */
export interface KeptKeys {
  /**
   * Keeps a wrapped key unless the stream has one, and answers with the one it has then. `undefined`: nothing is kept,
   * since `check` is no longer the keystore's; its key is another one by now.
   */
  keep(stream: string, wrapped: WrappedKey, check: string): Promise<Wrapped>
  find(stream: string): Promise<Wrapped>
  /** No copy of the key is left in what the keystore reads or writes. Throws `VaultFailed` (`moved`). */
  destroy(stream: string): Promise<void>
  /** Grows when somebody else has destroyed a key. At once, or as of half a second ago. */
  outsideChanges(): number | Promise<number>
}

/** The same keys under another of the installation's keys: one after the other, then the keystore as a whole. */
export interface RewrappedKeys {
  /** Streams whose key something else than this wrapped. */
  notBy(by: string, limit: number): Promise<readonly { readonly stream: string; readonly wrapped: WrappedKey }[]>
  /** How many keys there are, and how many of them this wrapped. */
  count(by: string): Promise<{ readonly all: number; readonly by: number }>
  /** Exchanges wrapped keys for the same ones under another; not where one was destroyed or exchanged meanwhile. */
  rewrap(
    some: readonly { readonly stream: string; readonly was: WrappedKey; readonly now: WrappedKey }[],
  ): Promise<void>
  /** Makes `check` the keystore's where every key is wrapped by that one; false: some are not. */
  switchTo(check: string, by: string): Promise<boolean>
}

/** Facts about the keys; which of the installation's keys opens them is one, `check`. */
export interface KeptFacts {
  /** A fact that is written once; answers with what stands there. */
  once(name: string, value: string): Promise<string>
  fact(name: string): Promise<string | undefined>
  state(facts: Facts): Promise<void>
  /** States them all where a fact is this; false: it is not. */
  stateWhere(name: string, value: string, facts: Facts): Promise<boolean>
}

/** The keystore as one thing: copied, or moved to another place. */
export interface Portable {
  /** Throws where something is at `path`. */
  backup(path: string): Promise<void>
  contents(): Promise<Contents>
  /** Fills a keystore without keys, wholly or not at all; its own facts go. Throws `VaultFailed` (`not_empty`). */
  bringIn(contents: Contents): Promise<void>
  /** Leaves nothing but these facts. */
  empty(facts: Facts): Promise<void>
}

/** Several who have the keystore open. */
export interface Turns {
  /** While `act` runs, nobody else does anything to the keystore, or to the files beside it, that begins with this. */
  alone<Answer>(act: () => Promise<Answer>): Promise<Answer>
  /** Keeps every other rotation and move out, wherever they are started; `undefined`: one is under way. */
  hold(): Promise<Hold | undefined>
  /** Those who have a shared keystore open tell each other which of the installation's keys they have. */
  readonly others: Others
}

/**
 * Wrapped keys by stream, and facts about them. Without the fact `check` the keys are elsewhere, or on the way there, and
 * nothing here is made or destroyed. Whatever changes something is on disk when its promise resolves. Throws
 * `VaultUnavailable` where the place cannot be asked or written now.
 */
export interface Keystore extends KeptKeys, RewrappedKeys, KeptFacts, Portable, Turns {
  /** False: a file, which everyone who has it has on one machine, with all of the installation's keys beside it. */
  readonly isShared: boolean
  close(): Promise<void>
}

export interface Hold {
  /** False once the connection that it lived on has broken. */
  isHeld(): boolean
  release(): void | Promise<void>
}

export interface Others {
  /** From when this resolves until it is closed, this one has these keys of the installation, by their ids. */
  have(ids: readonly string[]): Promise<void>
  /** How many have the keystore open and not this key. */
  without(id: string): Promise<number>
  /** Asks everyone to look for keys of the installation again. */
  ask(): Promise<void>
  /** Called when somebody asked. */
  onAsked(listener: () => void): void
}

/** For a file: everyone who has it reads the same folder of the installation's keys. */
export const nobody: Others = {
  have: () => Promise.resolve(),
  without: () => Promise.resolve(0),
  ask: () => Promise.resolve(),
  onAsked: () => undefined,
}
