import { expect, test } from 'vitest'
import { actPath, verifyLog } from '../src/app/index.ts'
import { apiRoutes, apiVoice } from '../src/http/api/index.ts'
import { gate } from '../src/http/gate/index.ts'
import { commands } from '../src/main/commands/index.ts'
import type { PersonId } from '../src/core/kernel/index.ts'
import { runLine } from './kit/io.ts'
import { tokenOf } from './kit/api.ts'
import { allPhases, wholeWay } from './kit/way.ts'
import { testWorld } from './kit/world.ts'

/** Fields as somebody types them: switches, texts, and JSON out of a file. */
function typed(fields: Readonly<Record<string, unknown>>): { args: string[]; files: Record<string, string> } {
  const files: Record<string, string> = {}
  const args = Object.entries(fields).flatMap(([name, value]) => {
    const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    // What must be answered takes a word; any other choice is there or not.
    if (name === 'passed' || name === 'published') return [option, value === true ? 'yes' : 'no']
    if (typeof value === 'boolean') return value ? [option] : []
    if (typeof value !== 'object') return [option, String(value)]
    files[`${name}.json`] = JSON.stringify(value)
    return [`${option}-file`, `${name}.json`]
  })
  return { args, files }
}

test('by commands alone, a report becomes a release, an advisory and a closed case', async () => {
  const here = await testWorld()
  try {
    const app = gate(here.world, apiRoutes, [{ ...apiVoice, prefix: '/' }])
    const tokens = new Map([
      ['ada', await tokenOf(here.world, here.members[0]!)],
      ['ben', await tokenOf(here.world, here.members[1]!)],
    ])
    async function run(who: string, line: readonly string[], files = {}) {
      const env = { TOCSIN_URL: 'http://127.0.0.1:1', TOCSIN_TOKEN: tokens.get(who) }
      const ran = await runLine(commands, line, { files, env, fetch: async (url, init) => app.request(url, init) })
      expect([line.slice(0, 2).join(' '), ran.exit, ran.exit === 0 ? '' : ran.err]).toEqual([expect.anything(), 0, ''])
      return ran.out
    }
    const { id, phases } = await wholeWay(here, {
      async report(fields) {
        const { args, files } = typed(fields)
        return JSON.parse(await run('nobody', ['report', ...args, '--json'], files)).case
      },
      async invite(of, fields) {
        const out = await run('ada', ['case', 'invite-engineer', of, ...typed(fields).args, '--json'])
        tokens.set('dov', await tokenOf(here.world, JSON.parse(out).events[0].data.person as PersonId))
      },
      async act(who, of, name, fields = {}) {
        const { args, files } = typed(fields)
        expect(await run(who, ['case', actPath(name), of, ...args], files), name).toMatch(/^[CDSFVRT]\d+ {2}\S/)
      },
      phase: async (of) => JSON.parse(await run('ada', ['case', 'show', of, '--json'])).phase,
    })
    expect(phases).toEqual(allPhases)

    expect(await run('nobody', ['advisory', 'list'])).toMatch(
      /^CVE-2026-12345\t\d{4}-\d\d-\d\d\thigh\tharbour: entries/,
    )
    expect(await run('nobody', ['advisory', 'show', 'CVE-2026-12345'])).toContain('Install harbour 1.4.2.')
    expect(JSON.parse(await run('nobody', ['advisory', 'osv', 'CVE-2026-12345'])).id).toBe('CVE-2026-12345')
    expect(await run('ada', ['case', 'list'])).toBe('')
    expect(await run('ada', ['case', 'list', '--closed'])).toContain(`${id}\tclosed\thigh\t`)
    expect(await run('ada', ['case', 'record', id])).toContain('Closed the case: fixed.')
    expect(await run('ben', ['case', 'thread', id])).toContain('Thank you, we are looking into it.')
    expect(await run('ada', ['case', 'show', id])).toMatch(/Closed · high 7\.5 · CVE-2026-12345/)
    expect((await verifyLog(here.world)).findings).toEqual([])
  } finally {
    await here.close()
  }
})
