/**
 * What a browser keeps for this site; `undefined` where somebody lets it keep nothing: then asking for it throws
 * (HTML, "The localStorage getter", SecurityError).
 */
export function allowed(storage: () => Storage): Storage | undefined {
  try {
    return storage()
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'SecurityError') return undefined
    throw thrown
  }
}
