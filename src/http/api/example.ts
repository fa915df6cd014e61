import { z } from 'zod'

type Node = { type?: string; enum?: unknown[]; const?: unknown; anyOf?: Node[]; example?: string; input?: string }

/** What an example field holds where its schema names none, by how a form asks for it. */
const byInput: Readonly<Record<string, unknown>> = {
  url: 'https://git.example.org/harbour/advisories/1',
  person: 'p-0123456789ab',
  instant: '2026-03-17T16:00:00Z',
  multiline: 'What was done, and where others can check it.',
  checkbox: true,
  json: { title: 'harbour: entries are not checked', summary: 'Anyone can forge an entry.' },
}

/** A body with every field that an act needs, and no other; a test sends each through its own schema. */
export function exampleOf(fields: z.ZodObject): Readonly<Record<string, unknown>> {
  const needed = Object.entries(fields.shape).filter(([, field]) => !z.safeParse(field, undefined).success)
  return Object.fromEntries(needed.map(([name, field]) => [name, valueOf(field)]))
}

function valueOf(field: z.core.$ZodType): unknown {
  const node = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' }) as Node
  if (node.example !== undefined) return node.example
  const choice = node.enum?.[0] ?? node.const
  if (choice !== undefined) return choice
  if (node.input !== undefined && node.input in byInput) return byInput[node.input]
  return node.type === 'integer' || node.type === 'number' ? 1 : 'harbour'
}
