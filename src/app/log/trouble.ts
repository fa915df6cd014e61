import type { Store } from '../ports/index.ts'

/** Why nothing is taken into the log any more. */
export type LogTrouble = 'log_broken' | 'log_rolled_back'

/** As this process saw it last; each server looks every second, and remembers on its own how far the log had come. */
const found = new WeakMap<Store, LogTrouble>()

/** `null`: none, as far as this server has seen. */
export function logTrouble({ store }: { readonly store: Store }): LogTrouble | null {
  return found.get(store) ?? null
}

export function noteTrouble(store: Store, trouble: LogTrouble | null): void {
  if (trouble === null) found.delete(store)
  else found.set(store, trouble)
}
