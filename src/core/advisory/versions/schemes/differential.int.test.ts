import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { versionsOf } from '../../../../../tests/arbitraries/versions.ts'
import { debian, maven, python, rpm, rubygems } from './index.ts'
import type { VersionScheme } from './index.ts'

type Pair = readonly [one: string, other: string]

/** The tools themselves. One process judges all pairs; what it prints is -1, 0 or 1 for each. */
interface Judge {
  readonly scheme: VersionScheme
  readonly program: string
  readonly isHere: () => boolean
  judge(pairs: readonly Pair[]): string
  /** Where the tool departs from its own documentation, which is what we follow. */
  readonly departs?: (version: string) => boolean
}

const runs = (program: string, ...args: string[]) => {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

const flat = (pairs: readonly Pair[]) => pairs.flat()
const mavenJars = ['/usr/share/java/maven3-artifact.jar', '/usr/share/java/commons-lang3.jar']

const judges: readonly Judge[] = [
  {
    scheme: debian,
    program: 'dpkg --compare-versions',
    isHere: () => runs('dpkg', '--version'),
    judge: (pairs) => {
      const script =
        'while [ $# -gt 0 ]; do if dpkg --compare-versions "$1" lt "$2"; then echo -1; ' +
        'elif dpkg --compare-versions "$1" eq "$2"; then echo 0; else echo 1; fi; shift 2; done'
      return execFileSync('sh', ['-c', script, 'sh', ...flat(pairs)], { encoding: 'utf8' })
    },
  },
  {
    scheme: rpm,
    program: 'rpm',
    isHere: () => runs('rpm', '--version'),
    judge: (pairs) => {
      // The pairs hold nothing that Lua or macros would read otherwise.
      const all = pairs.map(([one, other]) => `{"${one}","${other}"}`).join(',')
      const lua = `for _, p in ipairs({${all}}) do print(rpm.vercmp(p[1], p[2]) .. " ") end`
      return execFileSync('rpm', ['--eval', `%{lua: ${lua}}`], { encoding: 'utf8' })
    },
  },
  {
    scheme: rubygems,
    program: 'ruby, Gem::Version',
    isHere: () => runs('ruby', '-e', 'Gem::Version'),
    judge: (pairs) => {
      const script = 'ARGV.each_slice(2) { |a, b| puts Gem::Version.new(a) <=> Gem::Version.new(b) }'
      return execFileSync('ruby', ['-e', script, ...flat(pairs)], { encoding: 'utf8' })
    },
  },
  {
    scheme: python,
    program: 'python3, packaging',
    isHere: () => runs('python3', '-c', 'import packaging.version'),
    judge: (pairs) => {
      const script =
        'import sys\nfrom packaging.version import Version\nv = [Version(a) for a in sys.argv[1:]]\n' +
        'for a, b in zip(v[::2], v[1::2]): print((a > b) - (a < b))'
      return execFileSync('python3', ['-c', script, ...flat(pairs)], { encoding: 'utf8' })
    },
  },
  {
    scheme: maven,
    program: 'Maven’s ComparableVersion',
    // Against its specification, 3.8 keeps `.word` apart from `-word` where more follows, and nests what stands before a
    // trimmed part: 107 of 36,000 random pairs.
    departs: (version) => /\.[a-z]+.|(?:ga|final).|(?:-|[a-z])0+(?!\d)/.test(version),
    isHere: () => mavenJars.every((jar) => existsSync(jar)) && runs('java', '-version'),
    judge: (pairs) => {
      // Its main prints how each version stands to the next; every second of those lines is a pair of ours.
      const main = 'org.apache.maven.artifact.versioning.ComparableVersion'
      const out = execFileSync('java', ['-cp', mavenJars.join(':'), main, ...flat(pairs)], { encoding: 'utf8' })
      const signs = { '<': '-1', '==': '0', '>': '1' } as const
      const stands = [...out.matchAll(/^ {3}\S+ (<|==|>) \S+$/gm)].map(([, sign]) => signs[sign as keyof typeof signs])
      return stands.filter((_, at) => at % 2 === 0).join('\n')
    },
  },
]

for (const { scheme, program, isHere, judge, departs = () => false } of judges) {
  test.skipIf(!isHere())(
    `${scheme.name} is what ${program} says`,
    () => {
      const version = versionsOf(scheme)
      const pairs = fc.sample(fc.tuple(version, version), { numRuns: 400, seed: 20_260_317 })
      const usable = pairs.filter(([one, other]) => !departs(one) && !departs(other))
      const says = judge(usable).trim().split(/\s+/).map(Number)
      expect(says).toHaveLength(usable.length)
      const ours = usable.map(([one, other]) => [one, other, Math.sign(scheme.compare(one, other)) + 0])
      expect(ours).toEqual(usable.map(([one, other], at) => [one, other, says[at]]))
      expect(new Set(says).size).toBe(3)
    },
    30_000,
  )
}
