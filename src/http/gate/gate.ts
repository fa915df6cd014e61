import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { can } from '../../core/access/index.ts'
import { codeOf, isId, isRefused } from '../../core/kernel/index.ts'
import { NotSetUp, reporterOfLink, viewCase, type World } from '../../app/index.ts'
import { BadBody, BodyTooLarge } from './badBody.ts'
import { callerOf, type Caller } from './caller.ts'
import { forbidden, forbiddenOn } from './forbidden.ts'
import { guardHeaders } from './headers.ts'
import { isMultipart } from './multipart.ts'
import { openLimits } from './limits.ts'
import { brokenProblem, problems, refusedProblem } from './problems.ts'
import type { Problem, Route, Voice } from './route.ts'
import { sameSite } from './sameSite.ts'

export const largestBody = 1_000_000

/**
 * All routes behind one gate: who calls, whether the access table allows the act, and only then the handler. A route
 * cannot be mounted without an act.
 */
export function gate(world: World, routes: readonly Route[], voices: readonly Voice[]): Hono {
  const app = new Hono()
  const say = (c: Context, problem: Problem, caller: Caller) => voiceFor(voices, c.req.path).problem(c, problem, caller)
  app.use(guardHeaders(world))
  function tooLarge(c: Context): Promise<Response> {
    // What was not read would be taken for the next request.
    c.header('connection', 'close')
    return say(c, problems.tooLarge, nobody) as Promise<Response>
  }
  const limit = bodyLimit({ maxSize: largestBody, onError: tooLarge })
  // A form with files is read as it comes, within limits of its own.
  app.use((c, next) => (isMultipart(c) ? next() : limit(c, next)))
  const limits = openLimits(world)
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      // Nothing here has an address with it, and PostgreSQL takes no text that has.
      const parts: Readonly<Record<string, string>> = c.req.param()
      if (Object.values(parts).some((part) => part.includes('\0'))) return say(c, problems.notFound, nobody)
      const caller = await callerOf(world, c)
      // A browser sends cookies with forms of other sites; a program with a token sends none.
      const withToken = caller.person !== null && caller.session === null
      if (route.method !== 'get' && !withToken && !sameSite(c)) return say(c, problems.foreignOrigin, caller)
      const wait = await limits.exceeded(c, route)
      if (wait !== null) {
        c.header('retry-after', String(wait))
        return say(c, problems.tooMany, caller)
      }
      const answer = await admit(world, route, c, caller)
      return answer instanceof Response ? answer : say(c, answer, caller)
    })
  }
  app.notFound((c) => say(c, problems.notFound, nobody))
  app.onError((error, c) => {
    if (error instanceof NotSetUp) return say(c, problems.notSetUp, nobody)
    if (error instanceof BodyTooLarge) return tooLarge(c)
    if (error instanceof BadBody) return say(c, problems.notReadable, nobody)
    world.lines.error('request_failed', { method: c.req.method, code: codeOf(error) ?? error.name })
    return say(c, brokenProblem(error), nobody)
  })
  return app
}

const nobody: Caller = { person: null, session: null, roles: [], community: null }

async function admit(world: World, route: Route, c: Context, caller: Caller): Promise<Response | Problem> {
  switch (route.scope) {
    case 'public':
      return can([], route.act) ? route.handle({ c, world, caller }) : problems.forbidden
    case 'person': {
      const { person } = caller
      if (person === null) return problems.signInFirst
      return can(caller.roles, route.act) ? route.handle({ c, world, caller, person }) : forbidden(route.act)
    }
    case 'case': {
      const { person } = caller
      const id = c.req.param('case') ?? ''
      if (person === null) return problems.signInFirst
      if (!isId('c', id)) return problems.notFound
      const view = await viewCase(world, person.id, id)
      if (isRefused(view)) return refusedProblem(view)
      return can(view.roles, route.act)
        ? route.handle({ c, world, caller, person, view })
        : forbiddenOn(route.act, view.roles)
    }
    case 'reporter': {
      const secret = c.req.param('secret') ?? ''
      const link = await reporterOfLink(world, secret)
      if (link === undefined) return problems.notFound
      const view = await viewCase(world, link.person, link.case, 'link')
      if (isRefused(view)) return problems.notFound
      return can(view.roles, route.act)
        ? route.handle({ c, world, caller, view, secret, reporter: link.person })
        : forbiddenOn(route.act, view.roles)
    }
  }
}

function voiceFor(voices: readonly Voice[], path: string): Voice {
  const found = voices.find(({ prefix }) => path.startsWith(prefix))
  if (found === undefined) throw new Error('one voice must speak for every path')
  return found
}
