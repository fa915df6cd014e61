import { refuse, type Refused } from '../../core/kernel/index.ts'
import {
  BadNote,
  hasRoom,
  isBy,
  readCheckpoint,
  readKey,
  readNote,
  readSignatures,
  readWitnesses,
  sameKey,
  signatureTypes,
  verdictOf,
  witnessesRow,
  writeNote,
  writeWitnesses,
  type Note,
  type NoteSignature,
  type VerifierKey,
  type Witness,
} from '../../core/log/index.ts'
import { mostTries, outrun } from '../answers.ts'
import type { LogBatch } from '../ports/index.ts'
import type { World } from '../world.ts'
import { noCheckpoint } from './checkpoint.ts'
import { logKey } from './key.ts'

export async function witnesses({ store, machine }: World): Promise<readonly Witness[]> {
  return readWitnesses(machine.digest, (await store.setting(witnessesRow)) ?? '')
}

/**
 * From now on this witness's cosignatures are taken in. A name belongs to one active key: two would be taken for one
 * witness, and retired as one. Two keys that share even the id could not be told apart in a line (C2SP signed-note).
 */
export async function addWitness(world: World, written: string): Promise<VerifierKey | Refused> {
  const key = witnessKey(world, written.trim())
  if ('refused' in key) return key
  const others = (await witnesses(world)).filter((one) => !sameKey(one.key, key))
  const own = await logKey(world)
  if (key.name === own?.key.name) {
    return taken('This name is the log’s own.', 'A witness has a name of its own; ask it for its key.')
  }
  const namesakes = others.filter((one) => one.key.name === key.name)
  if (namesakes.some(({ retired }) => !retired)) {
    const way = `tocsin log witness --retire ${key.name} retires its other key; what that one signed stays.`
    return taken('A witness of this name cosigns with another key.', way)
  }
  if (namesakes.some((one) => one.key.id === key.id)) {
    return taken('An earlier key of this witness has the same id.', 'Ask the witness for another key.')
  }
  await keep(world, [...others, { key, retired: false }])
  return key
}

/** No more cosignatures by it are taken in. Those that it gave stay, and go on being verified. */
export async function retireWitness(world: World, name: string): Promise<Refused | true> {
  const all = await witnesses(world)
  if (!all.some(({ key }) => key.name === name)) {
    return refuse('no_such_witness', '-', 'No witness has this name.', 'tocsin log witnesses lists them.')
  }
  await keep(
    world,
    all.map((one) => (one.key.name === name ? { ...one, retired: true } : one)),
  )
  return true
}

function taken(says: string, instead: string): Refused {
  return refuse('witness_name_taken', '-', says, instead)
}

async function keep({ store }: World, all: readonly Witness[]): Promise<void> {
  await store.commit({ settings: [{ name: witnessesRow, value: writeWitnesses(all) }] })
}

function witnessKey({ machine }: World, written: string): VerifierKey | Refused {
  const way = 'Give the witness’s verifier key as it publishes it: name+id+key, of a timestamped Ed25519 cosignature.'
  try {
    const key = readKey(machine.digest, written)
    return key.type === signatureTypes.witness
      ? key
      : refuse('bad_key', '-', 'This is a log’s key, not a witness’s.', way)
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    return refuse('bad_key', '-', `This key cannot be read: ${error.message}.`, way)
  }
}

export interface Cosigning {
  /** The checkpoint's size. */
  readonly size: number
  /** Witnesses whose signatures the note has now, with the time of each. */
  readonly by: readonly { readonly name: string; readonly seconds: number }[]
  /** Witnesses in whose names there were signatures that do not hold: these were left out. */
  readonly broken: readonly string[]
}

/** A witness's clock may be ahead by so much. A line from further on would never be replaced by a later one. */
const ahead = { hours: 24 }

/**
 * Adds witnesses' cosignatures to the checkpoint that they signed. `written`: the note with them, or their lines alone,
 * which then are of the newest checkpoint. A witness that signs again replaces its line. Others' lines are left out, and
 * so are those that do not hold: one witness that errs keeps no other out.
 */
export async function cosign(world: World, written: string): Promise<Cosigning | Refused> {
  const given = readGiven(written)
  if ('refused' in given) return given
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const batch = await batchOf(world, given.text)
    if ('refused' in batch) return batch
    const keys = (await witnesses(world)).flatMap(({ key, retired }) => (retired ? [] : [key]))
    const note = readNote(batch.note)
    const known = given.signatures.filter((one) => keys.some((key) => isBy(one, key)))
    const added = known.filter((one) => holds(world, { text: note.text, signatures: [one] }, keys))
    const broken = [...new Set(known.filter((one) => !added.includes(one)).map(({ name }) => name))]
    if (added.length === 0) return noneTaken(broken)
    const now = { text: note.text, signatures: newest([...note.signatures, ...added]) }
    if (!hasRoom(now)) return tooMany()
    const { ok } = await world.store.commit({
      cosigned: { size: batch.size, before: batch.note, note: writeNote(now) },
    })
    // Somebody else's cosignature came in between: add to that.
    if (ok) return { size: batch.size, by: cosignersOf(world, now, keys), broken }
  }
  return outrun()
}

function noneTaken(broken: readonly string[]): Refused {
  if (broken.length > 0) {
    const says = `${broken.join(', ')} did not sign this checkpoint as the line says.`
    return refuse('cosignature_broken', '-', says, 'Ask the witness again for the checkpoint of this size.')
  }
  const says = 'None of these signatures is by a witness that is known here.'
  return refuse('unknown_witness', '-', says, 'Add the witness first: tocsin log witness KEY.')
}

function tooMany(): Refused {
  const says = 'The checkpoint would have more signatures than a note may have.'
  return refuse(
    'too_many_witnesses',
    '-',
    says,
    'Retire witnesses that are not needed: tocsin log witness --retire NAME.',
  )
}

/** Whether a note's only signature is by one of these keys, and of a time that may be. */
function holds(world: World, note: Note, keys: readonly VerifierKey[]): boolean {
  const latest = world.machine.now().add(ahead).epochMilliseconds / 1000
  return cosignersOf(world, note, keys).some(({ seconds }) => seconds <= latest)
}

/** The witnesses whose good signatures a note has. */
function cosignersOf({ machine }: World, note: Note, keys: readonly VerifierKey[]): Cosigning['by'] {
  return keys.flatMap((key) => {
    const found = verdictOf(machine.ed25519, note, key)
    return found.verdict === 'signed' ? [{ name: key.name, seconds: found.seconds ?? 0 }] : []
  })
}

function readGiven(
  written: string,
): { readonly text: string | undefined; readonly signatures: readonly NoteSignature[] } | Refused {
  try {
    if (!written.startsWith('—')) return readNote(written)
    return { text: undefined, signatures: readSignatures(written.replaceAll(/\n+/g, '\n')) }
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
    return refuse(error.code, '-', `This cannot be read: ${error.message}.`, 'Give what the witness answered.')
  }
}

async function batchOf({ store }: World, text: string | undefined): Promise<LogBatch | Refused> {
  if (text === undefined) return (await store.lastLogBatch()) ?? noCheckpoint()
  try {
    const { size } = readCheckpoint(text)
    const [batch] = size === 0 ? [] : await store.logBatches(size - 1, 1)
    if (batch !== undefined && readNote(batch.note).text === text) return batch
  } catch (error) {
    if (!(error instanceof BadNote)) throw error
  }
  const says = 'This is no checkpoint of this log.'
  return refuse('no_such_checkpoint', '-', says, 'tocsin log checkpoint prints the newest one.')
}

/** Of several lines of one key the one with the latest time: a cosignature begins with it, as eight bytes. */
function newest(signatures: readonly NoteSignature[]): readonly NoteSignature[] {
  const latest = new Map<string, NoteSignature>()
  for (const one of signatures) {
    const key = `${one.name}+${one.id}`
    const held = latest.get(key)
    if (held === undefined || one.bytes.toHex() > held.bytes.toHex()) latest.set(key, one)
  }
  return [...latest.values()]
}
