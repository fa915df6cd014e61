import type { CommandIo } from '../command.ts'
import { clean } from './text.ts'

/** Columns for people, tabs for programs, as gh has it. */
export function table(rows: readonly (readonly string[])[], { terminal }: CommandIo): string {
  const cells = rows.map((row) => row.map((cell) => clean(cell).replaceAll(/[\t\n]/g, ' ')))
  if (!terminal) return cells.map((row) => `${row.join('\t')}\n`).join('')
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)))
  return cells
    .map(
      (row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ')}\n`,
    )
    .join('')
}

export function printJson(value: unknown, io: CommandIo): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`)
}

/** Bold, where somebody watches and did not ask for plain text (https://no-color.org). */
export function bold(text: string, { terminal, env }: CommandIo): string {
  return terminal && (env['NO_COLOR'] ?? '') === '' ? `\u001b[1m${text}\u001b[0m` : text
}
