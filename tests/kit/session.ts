import { signIn, signInSecret, type World } from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'

/** Signs somebody in with a link, as a browser would; answers the session's secret for the cookie. */
export async function startSession(world: World, person: PersonId): Promise<string> {
  const signedIn = await signIn(world, await signInSecret(world, person))
  if (signedIn === undefined) throw new Error(`${person} could not sign in`)
  return signedIn.session
}
