import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath, pathOfReferer } from './localPath.ts'

describe('localPath', () => {
  it.each(['/', '/today', '/cases?phase=triage&open=all', '/policy#C2', '/cases/c-0123456789ab'])(
    'takes %s',
    (path) => {
      expect(localPath(path)).toBe(path)
    },
  )

  it.each([
    '',
    'today',
    '//example.org/',
    '/\\example.org/',
    '/.//example.org/',
    '/x/..//example.org',
    'https://example.org/',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: x=y',
    '/a b',
    '/\t/example.org',
    undefined,
    ['/today'],
  ])('refuses %j', (path) => {
    expect(localPath(path)).toBeUndefined()
  })

  it('never leads to another host', () => {
    const piece = fc.constantFrom('/', '\\', '.', '..', ':', '@', '#', '?', 'example.org', '%2f', 'https', '\t')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = localPath(pieces.join(''))
        if (path !== undefined) expect(new URL(path, 'http://127.0.0.1:8080').host).toBe('127.0.0.1:8080')
      }),
    )
  })
})

describe('pathOfReferer', () => {
  it('gives the path of a page of this site', () => {
    expect(pathOfReferer('http://127.0.0.1:8080/cases?q=x', 'http://127.0.0.1:8080/theme')).toBe('/cases?q=x')
  })

  it.each(['https://example.org/cases', 'http://127.0.0.1:8081/x', 'nonsense', undefined, 'http://127.0.0.1:8080//a/'])(
    'gives nothing for %s',
    (referer) => {
      expect(pathOfReferer(referer, 'http://127.0.0.1:8080/theme')).toBeUndefined()
    },
  )
})
