import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logLines } from '../../src/adapters/lines/index.ts'
import {
  createToken,
  findOrRegister,
  foundCommunity,
  inviteEngineer,
  isLiveLink,
  listCases,
  personByEmail,
  personOfSession,
  personOfToken,
  publicAdvisories,
  reporterOfLink,
  signIn,
  signInSecret,
  viewCase,
} from '../../src/app/index.ts'
import type { PersonId } from '../../src/core/kernel/index.ts'
import { openWorld, type OpenWorld } from '../../src/main/world.ts'
import { startSession } from '../kit/session.ts'
import { accepted, reported } from '../kit/voyage.ts'
import { sigstorePolicy, testWorld, type TestWorld } from '../kit/world.ts'
import { wind } from '../kit/wind.ts'

/** Somebody who can write to the database file, knows how it is laid out, and has neither keystore nor key. */
let here: TestWorld
let ada: PersonId
let mallory: PersonId
beforeEach(async () => {
  here = await testWorld()
  ada = here.members[0]!
  const fields = { name: 'Mallory', email: 'mallory@example.org', affiliation: '', openpgp: '' }
  mallory = await findOrRegister(here.world, fields, here.world.machine.now())
})
afterEach(() => here.close())

function sql(text: string, ...values: (string | number)[]): void {
  const db = new DatabaseSync(join(here.data, 'tocsin.db'), { timeout: 5000 })
  db.exec('pragma foreign_keys = off')
  db.prepare(text).run(...values)
  db.close()
}

/** The same folder, opened as a restart would, after `change` was made to a copy of its database. */
async function restarted(
  change: (db: DatabaseSync) => void,
): Promise<{ world: OpenWorld; close: () => Promise<void> }> {
  const copy = mkdtempSync(join(tmpdir(), 'tocsin-tampered-'))
  const away = () => rmSync(copy, { recursive: true, force: true })
  cpSync(here.data, copy, { recursive: true })
  const db = new DatabaseSync(join(copy, 'tocsin.db'))
  db.exec('pragma foreign_keys = off')
  change(db)
  db.close()
  try {
    const world = await openWorld({ data: copy, mode: 'demo', lines: logLines({ level: 'silent' }) })
    return { world, close: () => world.close().then(away) }
  } catch (error) {
    away()
    throw error
  }
}

describe('a secret of one’s own', () => {
  test('does not become a session of a member by changing its row', async () => {
    const { secret } = await reported(here)
    sql(`update secrets set kind = 'session', subject = ?, scope = null where kind = 'reporter'`, ada)
    expect(await personOfSession(here.world, secret)).toBeUndefined()
  })

  test('of the right kind does not become another person’s', async () => {
    const session = await startSession(here.world, mallory)
    const made = await createToken(here.world, mallory, { label: 'mine' })
    expect((await personOfSession(here.world, session))?.id).toBe(mallory)
    sql('update secrets set subject = ? where subject = ?', ada, mallory)
    expect(await personOfSession(here.world, session)).toBeUndefined()
    expect('token' in made && (await personOfToken(here.world, made.token))).toBeUndefined()
  })

  test('leads to the case it was made for, whatever its row says', async () => {
    const mine = await reported(here)
    const theirs = await reported(here)
    sql('update secrets set scope = ? where scope = ?', theirs.id, mine.id)
    expect(await reporterOfLink(here.world, mine.secret)).toMatchObject({ case: mine.id })
  })

  test('does not live longer than it was made for', async () => {
    const secret = await signInSecret(here.world, mallory)
    sql(`update secrets set expires = '2199-01-01T00:00:00.000Z'`)
    expect(await isLiveLink(here.world, secret)).toBe(true)
    await wind(here, 'PT16M')
    expect(await isLiveLink(here.world, secret)).toBe(false)
    expect(await signIn(here.world, secret)).toBeUndefined()
  })
})

describe('who may see a case', () => {
  test('is not decided by its audience in lists', async () => {
    const { id } = await reported(here, { title: 'Of nobody else’s business' })
    sql(
      `insert into case_list (person, open, updated, case_id, phase)
       select ?, open, updated, case_id, phase from case_list where case_id = ? limit 1`,
      mallory,
      id,
    )
    expect(await viewCase(here.world, mallory, id)).toMatchObject({ code: 'no_such_case' })
    expect((await listCases(here.world, mallory)).cases).toEqual([])
  })

  test('does not change when an address is made to lead to somebody else', async () => {
    const { id } = await reported(here)
    await accepted(here, id)
    const ben = await personByEmail(here.world, 'ben@example.org')
    sql(`update lookups set value = ? where kind = 'email' and value = ?`, mallory, String(ben))
    expect(await personByEmail(here.world, 'ben@example.org')).toBeUndefined()
    const invited = inviteEngineer(here.world, ada, id, { name: 'Ben', email: 'ben@example.org', why: 'knows it' })
    await expect(invited).rejects.toThrow(/could not be registered/)
  })

  test('is not asked of a second community that was founded in the first one’s place', async () => {
    await reported(here)
    const other = restarted((db) => {
      db.prepare(`update settings set value = 'k-000000000000' where name = 'community'`).run()
      db.prepare(`insert into settings (name, value) values ('administrator', ?)
                  on conflict (name) do update set value = excluded.value`).run(mallory)
    })
    const { world, close } = await other
    expect(world.community).toBe(here.world.community)
    await close()
  })

  test('cannot be founded anew by taking the community’s records away', async () => {
    await reported(here)
    const emptied = restarted((db) => {
      db.prepare('delete from events where stream = ?').run(here.world.community)
      db.prepare('delete from streams where stream = ?').run(here.world.community)
    })
    await expect(emptied).rejects.toMatchObject({ code: 'corrupt' })
  })

  test('nor by hiding the cases from the start, too', async () => {
    const { id } = await reported(here)
    await wind(here, 'PT1H')
    const { world, close } = await restarted((db) => {
      db.prepare('delete from events where stream = ?').run(here.world.community)
      db.prepare('delete from streams where stream = ?').run(here.world.community)
      db.exec(`update streams set kind = 'person' where kind = 'case'`)
    })
    const founded = await foundCommunity(
      world,
      {
        name: 'Mallory’s',
        address: 'http://127.0.0.1:8080',
        from: 'mallory@example.org',
        policy: sigstorePolicy,
        members: [{ name: 'Mallory', email: 'mallory@example.org' }],
      },
      null,
    )
    expect(founded).toHaveProperty('members', [mallory])
    await expect(viewCase(world, mallory, id)).rejects.toMatchObject({ code: 'tampered' })
    await close()
  })
})

test('when something happened does not change by writing another time beside it', async () => {
  const { id } = await reported(here)
  const changed = restarted((db) => {
    db.prepare(`update events set at = '2020-01-01T00:00:00.000Z' where stream = ?`).run(id)
  })
  const { world, close } = await changed
  await expect(viewCase(world, ada, id)).rejects.toMatchObject({ code: 'tampered' })
  await close()
})

test('an advisory is not published by writing a row', async () => {
  const { id } = await reported(here)
  sql(
    `insert into published (id, community, case_id, published, modified)
     values ('CVE-2026-1', ?, ?, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
    here.world.community,
    id,
  )
  expect(await publicAdvisories(here.world)).toEqual([])
})
