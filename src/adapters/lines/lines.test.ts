import { spawnSync } from 'node:child_process'
import { execPath } from 'node:process'
import { describe, expect, test } from 'vitest'
import { logLines } from './index.ts'

function written(level?: 'info' | 'warn' | 'error' | 'silent') {
  const lines: string[] = []
  const log = logLines({ ...(level && { level }), to: { write: (line) => void lines.push(line) } })
  log.info('case_opened', { case: 'c-000000000001', count: 2 })
  log.warn('mail_later', { code: 'smtp_451', settled: null })
  log.error('store_failed')
  return lines
}

describe('a log line', () => {
  test('is one JSON object with its level, time, event and values', () => {
    const lines = written()
    expect(lines.every((line) => line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))).toBe(true)
    const [info, warn, error] = lines.map((line) => JSON.parse(line))
    expect(info).toEqual({ level: 'info', time: info.time, case: 'c-000000000001', count: 2, event: 'case_opened' })
    expect(Temporal.Instant.from(info.time).toString()).toBeTruthy()
    expect(warn).toEqual({ level: 'warn', time: warn.time, code: 'smtp_451', settled: null, event: 'mail_later' })
    expect(error).toEqual({ level: 'error', time: error.time, event: 'store_failed' })
  })

  test('is left out below the level', () => {
    expect(written('warn')).toHaveLength(2)
    expect(written('error')).toHaveLength(1)
    expect(written('silent')).toHaveLength(0)
  })

  test('goes to standard error, even when the process ends at once', () => {
    const script = `import { logLines } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
      logLines().error('last_words'); process.kill(process.pid, 'SIGKILL')`
    const { signal, stdout, stderr } = spawnSync(execPath, ['--input-type=module', '-e', script])
    expect([signal, String(stdout)]).toEqual(['SIGKILL', ''])
    expect(JSON.parse(String(stderr))).toMatchObject({ level: 'error', event: 'last_words' })
  })
})
