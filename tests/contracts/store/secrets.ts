import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/app/ports/index.ts'
import { append, commit, event, instant, newCase, newPerson, secret } from './material.ts'

export function keepsSecrets(store: () => Store): void {
  describe('secrets', () => {
    test('come back whole, by hash and by subject and kind', async () => {
      const person = newPerson()
      const token = secret(person, { kind: 'token', label: new Uint8Array([1, 2]), scope: newCase() })
      const session = secret(person, { expires: null })
      await commit(store(), { secrets: [token, session] })
      expect(await store().secret(token.hash)).toEqual(token)
      expect(await store().secretsOf(person, 'token')).toEqual([token])
      expect(await store().secretsOf(person, 'session')).toEqual([session])
      expect(await store().secret('unknown')).toBeUndefined()
    })

    test('are spent once, in time, and only if they exist', async () => {
      const link = secret(newPerson(), { kind: 'sign-in', expires: '2026-11-02T10:10:00Z' })
      const late = secret(newPerson(), { kind: 'sign-in', expires: '2026-11-02T10:10:00Z' })
      const endless = secret(newPerson(), { kind: 'invitation', expires: null })
      await commit(store(), { secrets: [link, late, endless] })
      const refused = (hash: string) => ({ ok: false, why: 'spent', hash })
      const spend = (hash: string, at: string) => store().commit({ spend: [{ hash, at }] })
      expect(await spend(late.hash, '2026-11-02T10:10:00.000Z')).toEqual(refused(late.hash))
      expect(await spend(late.hash, '2026-11-02T10:10:00.1Z')).toEqual(refused(late.hash))
      expect(await spend('unknown', instant(0))).toEqual(refused('unknown'))
      const attempts = await Promise.all([1, 2, 3].map(() => spend(link.hash, '2026-11-02T10:09:59.9Z')))
      expect(attempts.filter(({ ok }) => ok)).toHaveLength(1)
      expect(attempts.filter(({ ok }) => !ok)).toEqual([refused(link.hash), refused(link.hash)])
      expect(await store().secret(link.hash)).toEqual({ ...link, spent: '2026-11-02T10:09:59.9Z' })
      expect((await spend(endless.hash, instant(9))).ok).toBe(true)
    })

    test('a spent one takes the whole commit down', async () => {
      const id = newCase()
      const answer = await store().commit({
        appends: [append(id, 0, [event(1)])],
        spend: [{ hash: 'unknown', at: instant(0) }],
      })
      expect(answer.ok).toBe(false)
      expect(await store().readStream(id)).toEqual([])
    })

    test('are forgotten once they were spent or expired long enough ago', async () => {
      const spent = secret(newPerson(), { kind: 'invitation', expires: null })
      const expired = secret(newPerson(), { expires: '2026-10-02T10:00:00Z' })
      const later = secret(newPerson(), { expires: '2026-10-02T10:00:00.5Z' })
      const endless = secret(newPerson(), { kind: 'reporter', expires: null })
      await commit(store(), { secrets: [spent, expired, later, endless] })
      await commit(store(), { spend: [{ hash: spent.hash, at: '2026-10-01T09:00:00Z' }] })
      const known = async () => {
        const rows = await Promise.all([spent, expired, later, endless].map(({ hash }) => store().secret(hash)))
        return rows.map((row) => row !== undefined)
      }
      await commit(store(), { purgeSecretsBefore: '2026-10-01T09:00:00Z' })
      expect(await known()).toEqual([true, true, true, true])
      await commit(store(), { purgeSecretsBefore: '2026-10-02T10:00:00.1Z' })
      expect(await known()).toEqual([false, false, true, true])
    })

    test('end by hash, by subject, and by scope; new ones in the same commit stay', async () => {
      const [ann, ben] = [newPerson(), newPerson()]
      const [scope, other] = [newCase(), newCase()]
      const [a, b, c] = [secret(ann), secret(ann, { scope }), secret(ben, { scope, kind: 'invitation' })]
      const d = secret(ann, { scope: other })
      await commit(store(), { secrets: [a, b, c, d] })
      await commit(store(), { revoke: [a.hash, 'unknown'] })
      expect(await store().secret(a.hash)).toBeUndefined()
      await commit(store(), { revokeAll: [{ subject: ann, scope }] })
      expect(await hashes()).toEqual([c.hash, d.hash])
      const fresh = secret(ann)
      await commit(store(), { revokeAll: [{ subject: ann }, { scope }], secrets: [fresh] })
      expect(await hashes()).toEqual([])
      expect(await store().secret(fresh.hash)).toEqual(fresh)
      await expect(store().commit({ revokeAll: [{}] })).rejects.toMatchObject({ code: 'failed' })

      async function hashes() {
        const rows = await Promise.all([b, c, d].map(({ hash }) => store().secret(hash)))
        return rows.flatMap((row) => (row === undefined ? [] : [row.hash]))
      }
    })
  })
}
