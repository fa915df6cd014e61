import fc from 'fast-check'
import semver from 'semver'
import { describe, expect, test } from 'vitest'
import * as schemes from './index.ts'
import type { VersionScheme } from './index.ts'
import { versionsOf } from '../../../../../tests/arbitraries/versions.ts'

const { alpine, cran, debian, dotted, go, haskell, maven, nuget, packagist, pub, python, rpm, rubygems, semantic } =
  schemes

/** Each line ascends strictly; versions with `=` between them are equal. Sources: the documents of each tool. */
const ascending: readonly (readonly [VersionScheme, source: string, ...lines: string[]])[] = [
  [
    semantic,
    'semver.org, item 11',
    '1.0.0 2.0.0 2.1.0 2.1.1',
    '1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0',
    '1.0.0-9007199254740993 1.0.0-9007199254740994',
    '1.0.0+20130313144700=1.0.0+exp.sha.5114f85=1.0.0=v1.0.0',
  ],
  [
    go,
    'go.dev/ref/mod#versions, #pseudo-versions; golang.org/x/mod/semver',
    'v0.0.0-20191109021931-daa7c04131f5 v0.0.0-20191209021931-aaa7c04131f5 v0.0.0 v1.2.3',
    'v1.2.3 v1.2.4-0.20191109021931-daa7c04131f5 v1.2.4',
    'v1.2.3-pre v1.2.3-pre.0.20191109021931-daa7c04131f5 v1.2.3',
    'v2.0.0+incompatible=v2.0.0=2.0.0=v2.0=v2 v4.1.2+incompatible',
    '1.21.0-0 go1.21rc2=1.21.0-rc.2 go1.21=1.21.0 go1.21.3',
  ],
  [pub, 'pub.dev/documentation/pub_semver', '1.0.0-dev 1.0.0 1.0.0+1 1.0.0+2 1.0.0+10 1.0.0+a 1.0.1'],
  [
    nuget,
    'learn.microsoft.com/nuget/concepts/package-versioning',
    '1.0.1-alpha 1.0.1-alpha2 1.0.1-beta 1.0.1-open 1.0.1-rc 1.0.1-zzz 1.0.1',
    '1.0.1-beta.9 1.0.1-beta.10',
    '1.0=1.0.0=1.0.0.0=1.00=1.0.0+abc 1.0.0.1 1.0.01',
    '1.0.0-Beta=1.0.0-beta',
  ],
  [
    python,
    'packaging.python.org/specifications/version-specifiers',
    '1.dev0 1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.0.15 1.1.dev1',
    '1.0+1e6 1.0+1f5 1.0+7',
    '2013.10 2014.04 1!1.0 1!1.1',
    '1.1RC1=1.1rc1=1.1-c1=1.1.pre1 1.1=1.1.0=v1.1 1.1-1=1.1.post1=1.1.rev1',
    '1.0+ubuntu-1=1.0+ubuntu.1=1.0+Ubuntu_1',
  ],
  [
    maven,
    'maven.apache.org/pom.html#version-order-specification',
    '1 1.1',
    '1-snapshot 1 1-sp',
    '1-foo2 1-foo10',
    // A word is a word, also one that every object has as a name.
    '1-builder 1-constructor 1-dog',
    '1.foo=1-foo 1-1 1.1',
    '1.ga=1-ga=1-0=1.0=1=1.0.0=1.final=1.=1-=1.release',
    '1-ga 1-sp',
    '1-ga.1 1-sp.1',
    '1-sp-1 1-ga-1=1-1',
    '1-a1=1-alpha-1',
    '1.0.0-foo.0.0=1-foo',
    '1.0.0-0.0.0=1',
    '1-1.foo-bar1baz-.1=1-1.foo-bar-1-baz-0.1',
    '1-alpha2snapshot 1-alpha2 1-alpha-123 1-beta-2 1-beta123 1-m2 1-m11 1-rc 1-cr2 1-rc123 1-SNAPSHOT 1 1-sp 1-sp2 1-sp123 1-abc 1-def 1-pom-1 1-1-snapshot 1-1 1-2 1-123',
    '2.0 2.0.a 2-1 2.0.2 2.0.123 2.1.0 2.1-a 2.1b 2.1-c 2.1-1 2.1.0.1 2.2 2.123 11.a2 11.a11 11.b2 11.b11 11.m2 11.m11 11 11.a 11b 11c 11m',
    '6.1.0rc3 6.1.0 6.1H.5-beta',
    '20190126.230843 1234567890.12345 123456789012345.1H.5-beta 12345678901234567890.1H.5-beta',
  ],
  [
    debian,
    'Debian Policy 5.6.12, deb-version(7)',
    '1.0~~ 1.0~~a 1.0~ 1.0 1.0a',
    '1.0~beta1~svn1245 1.0~beta1 1.0',
    '0:9.9 1:0.1',
    '1.0=1.0-0=0:1.0-0 1.0-1 1.0-1+deb12u1 1.0-1.1 1.0-2 1.0+dfsg-1',
    '1.2.3-a-1 1.2.3-a-2',
    '1.001=1.1 1.10',
  ],
  [
    rpm,
    'rpm-version(7) and rpm’s tests/rpmvercmp.at',
    '1.0~rc1~git123 1.0~rc1 1.0~rc2 1.0 1.0^ 1.0^git1 1.0^git2 1.0a 1.0.1',
    '1.0^git1~pre 1.0^git1',
    '5.5p1 5.5p2 5.5p10 5.6p1 6.5p1',
    '10xyz 10.1xyz',
    'xyz.4 2 8',
    '6.0 6.0.rc1',
    '1.0a 1.0aa',
    '10.0001=10.1 10.0039',
    '2.0=2_0',
    'a=a+=a_',
    '4.999.9 5.0',
    '1.0-1b.fc17 1.0-1.fc17 1.0-2 1:0.9',
  ],
  [
    alpine,
    'apk-tools, test/version.data',
    '0.1.0_alpha_pre2 0.1.0_alpha 0.1.0_alpha2 0.1.3_alpha 1.0.4-r3 1.0.4-r4 1.6',
    '1.3_alpha 1.3_alpha8 1.3_beta 1.3_pre1-r1 1.3_rc1 1.3 1.3-r0 1.3_p1 1.3a 1.3.1-r0 1.3.2',
    '1.02 1.03-r1 1.1 1.12-r7 1.12-r8 1.12.12-r2',
    '2.4.3-r16 2.4.4-r4 2.5.1-r8 2.5.1a-r1',
    '1.0.0_pre20191002222144-r0 1.0.0_pre20210530193627-r0',
    '1.0_p9-r0 1.0_p10-r0',
    '1.06-r6 006 013 014-r1',
  ],
  [
    rubygems,
    'guides.rubygems.org, Gem::Version',
    '0.9 1.0.a.2 1.0.b1 1.0 1.1',
    '1.8.2.a 1.8.2.a9 1.8.2.a10 1.8.2.b 1.8.2',
    '1.a 1.0.1',
    '1=1.0=1.0.0',
    '5.2.4.a=5.2.4.a.0',
    '1.0.0-beta2=1.0.0.pre.beta2 1.0.0',
  ],
  [
    packagist,
    'getcomposer.org/doc/articles/versions.md, PHP’s version_compare',
    '1.0-dev 1.0-alpha1 1.0-alpha2 1.0-beta1-dev 1.0-beta1 1.0-beta2 1.0-beta10 1.0-RC1 1.0 1.0-patch1 1.0-patch2 1.0.1',
    'v1.0=1.0.0=1.0.0.0=1.0-stable=1.0.0+build',
    '1.0b2=1.0-beta2=1.0.0-beta.2',
    '1.0.0-p1=1.0.0-pl1=1.0.0-patch1',
  ],
  [dotted, 'no tool: only what every ecosystem agrees on', '1.9 1.10', '1=1.0=v1.0.0 1.0.1', '20240101 20240102'],
  [haskell, 'pvp.haskell.org, Data.Version', '1.0 1.0.0 1.0.1 1.2 1.10'],
  [cran, 'R, package_version', '1.0 1.0.0 1.0-1 1.0.2 1.2-3=1.2.3 1.10'],
]

const lines = ascending.flatMap(([scheme, , ...all]) => all.map((line) => [scheme.name, line, scheme] as const))

test.each(lines)('%s: %s', (_, line, scheme) => {
  const steps = line.split(' ').map((step) => step.split('='))
  steps.forEach((step, low) => {
    for (const [one, other] of pairs(step, step))
      expect([one, other, scheme.compare(one, other)]).toEqual([one, other, 0])
    for (const higher of steps.slice(low + 1)) {
      for (const [one, other] of pairs(step, higher)) {
        expect([one, other, Math.sign(scheme.compare(one, other))]).toEqual([one, other, -1])
        expect([other, one, Math.sign(scheme.compare(other, one))]).toEqual([other, one, 1])
      }
    }
  })
})

function pairs(some: readonly string[], others: readonly string[]) {
  return some.flatMap((one) => others.map((other) => [one, other] as const))
}

describe('what is not a version is not guessed at', () => {
  test.each([
    [semantic, '1.2 1.2.3.4 01.2.3 latest 1.2.3-01 =1.2.3 99999999999999999999.0.0'],
    [go, 'latest v1.2.3.4 go1.x vv1 master'],
    [nuget, '1.2.3.4.5 1.x latest'],
    [python, '1.0-final 1..0 latest 1.0+ 9007199254740993.1'],
    [debian, 'v1.0 1.0_1 a:1.0 1.0: 1:2:3-ü 1.0- 1:2-3:4'],
    [rpm, '1.0-1-1 a:1 1:'],
    [alpine, '1.0bc 23_foo 1.0-1 1.0_p1a'],
    [rubygems, 'v1.0 1.0+1 1..0'],
    [packagist, 'dev-main 1.x-dev 1.0.0.0.0 1.0-foo'],
    [dotted, '1.0-1 1.0a 2024-01-01'],
    [haskell, 'v1 1.0-1'],
    [cran, '1 1.0a'],
  ] as const)('%#: %s', (scheme, all) => {
    for (const version of [...all.split(' '), '', '1'.repeat(201)]) {
      expect([version, scheme.problem(version)]).toEqual([version, expect.stringMatching(/^is not .*/)])
      expect(() => scheme.compare(version, version)).toThrow(RangeError)
    }
  })
})

test('what strangers send is read at once, whatever it is', () => {
  const begun = performance.now()
  for (const scheme of Object.values(schemes)) {
    for (const part of ['1', '1.', 'a', '1a', '-', '1-', '~', '_p', '_p1', '.a1', 'rc1', '-a-', '+a.', '0', '^a']) {
      for (const start of ['', '1.0', '1.0-a', '1.0_p', 'v1.0.0+']) {
        for (const end of ['!', '', ' ']) scheme.problem((start + part.repeat(200)).slice(0, 199) + end)
      }
    }
  }
  expect(performance.now() - begun).toBeLessThan(2000)
})

test('an RPM version without a release stands before those with one, and says that it cannot be told', () => {
  expect(rpm.blurred?.('1.0', '1.0-3.el9')).toMatch(/releases decide/)
  expect(rpm.blurred?.('1.0-1', '1.0-3.el9')).toBeUndefined()
  expect(rpm.blurred?.('1.1', '1.0-3.el9')).toBeUndefined()
})

describe.each(Object.values(schemes).map((scheme) => [scheme.name, scheme] as const))(
  '%s is a total order',
  (_, scheme) => {
    const version = versionsOf(scheme)
    const sign = (one: string, other: string) => Math.sign(scheme.compare(one, other)) + 0

    test('each version equals itself, and order turns around with the sides', () => {
      fc.assert(
        fc.property(version, version, (one, other) => {
          expect(sign(one, one)).toBe(0)
          expect(sign(one, other)).toBe(-sign(other, one) + 0)
        }),
      )
    })

    test('what stands in order stays in order over a third', () => {
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const [one = a, two = b, three = c] = [a, b, c].toSorted((left, right) => scheme.compare(left, right))
          expect(sign(one, two)).not.toBe(1)
          expect(sign(two, three)).not.toBe(1)
          expect(sign(one, three)).toBe(sign(one, two) === 0 ? sign(two, three) : -1)
        }),
        { numRuns: 500 },
      )
    })
  },
)

test('semantic versions compare as in npm’s own library, where that is exact', () => {
  const version = versionsOf(semantic).filter((text) => !/\d{16}/.test(text))
  fc.assert(
    fc.property(version, version, (one, other) => {
      expect(Math.sign(semantic.compare(one, other)) + 0).toBe(semver.compare(one, other))
    }),
    { numRuns: 500 },
  )
})
