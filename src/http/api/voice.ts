import type { Context } from 'hono'
import type { Problem, Voice } from '../gate/index.ts'

/** HTTP's own words for a status (RFC 9110), as RFC 9457 asks for with the type `about:blank`. */
const titles: Readonly<Record<Problem['status'], string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** A problem as RFC 9457 has it; `code` is what programs switch on, `clause` names the written process. */
export function problemResponse(c: Context, { status, code, clause, says, instead, fields }: Problem): Response {
  const about = { type: 'about:blank', title: titles[status], status, detail: says }
  const body = { ...about, code, clause, says, instead, ...(fields === undefined ? {} : { fields }) }
  // RFC 9110, 15.5.2: a 401 says how to authenticate.
  if (status === 401) c.header('www-authenticate', 'Bearer realm="tocsin"')
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
}

export const apiVoice: Voice = { prefix: '/api/', problem: problemResponse }
