/**
 * The product to look at: `node tests/look/server.ts [full|empty|new] [PORT]` serves the demonstration, a community that
 * nothing was reported to, or an installation before its set-up, and prints links. Runs on what `npm run build` compiled.
 */
import { open, type State } from './open.ts'

const [state = 'full', port = '0'] = process.argv.slice(2)
const opened = await open(state as State, Number(port))
console.log(`${opened.address}/`)
for (const { name, role, path } of opened.links) console.log(`${name} (${role}): ${opened.address}${path}`)
process.once('SIGTERM', () => void opened.close().then(() => process.exit(0)))
process.once('SIGINT', () => void opened.close().then(() => process.exit(0)))
