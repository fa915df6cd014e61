export { BadBody } from './badBody.ts'
export { filesOf, formOf, jsonOf } from './body.ts'
export { sessionCookie, tokenIn, type Caller } from './caller.ts'
export { evenly } from './evenly.ts'
export { fileAnswer } from './file.ts'
export { gate, largestBody } from './gate.ts'
export { limitsOf } from './limits.ts'
export { problemOf, problems, refusedProblem } from './problems.ts'
export { cookieName, isSecure } from './secure.ts'
export { senderOf } from './sender.ts'
export type {
  Asked,
  AskedByPerson,
  AskedByReporter,
  AskedOfCase,
  Limit,
  Method,
  Problem,
  Route,
  Voice,
} from './route.ts'
