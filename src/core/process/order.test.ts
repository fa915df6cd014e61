import { expect, test } from 'vitest'
import { isNotNewer } from './order.ts'

test.each([
  ['v1.4.2', 'v1.4.2', true],
  ['1.4.1', 'v1.4.2', true],
  ['1.9', '1.10', true],
  ['2.0.0-rc.1', '2.0.0', true],
  ['v1.4.3', 'v1.4.2', false],
  ['1.10.0', '1.9.9', false],
  ['2', '1.9', false],
  // Nobody can tell.
  ['2026a', '2025b', false],
  ['release-1', '9.9.9', false],
  ['1.2.3.4', '1.2.3.5', false],
  ['', '', false],
])('%s is not newer than %s: %s', (version, than, is) => expect(isNotNewer(version, than)).toBe(is))
