/** A file as it lies in an archive. */
export interface Packed {
  /** ASCII, with `/` between folders. */
  readonly name: string
  readonly crc32: number
  /** Bytes before packing. */
  readonly size: number
  /** Raw DEFLATE (RFC 1951). */
  readonly deflated: Uint8Array
}

const marks = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locate64: 0x07064b50 } as const
/** Deflated, written on Unix, from version 2.0 of the format on: APPNOTE 4.4.2, 4.4.3, 4.4.5. */
const [deflatedMethod, versionNeeded, madeBy] = [8, 20, (3 << 8) | 20]
/** The first day that the format knows, 1980-01-01 00:00: the same files make the same archive, whenever. */
const firstDay = 0x0021
const regularFile = (0o100644 << 16) >>> 0
const [headLength, entryLength] = [30, 46]

/** An archive (PKWARE APPNOTE 6.3) of these files in this order; the same ones always make the same bytes. */
export function zip(files: readonly Packed[]): Uint8Array {
  const entries: Uint8Array[] = []
  const parts: Uint8Array[] = []
  let offset = 0
  for (const file of files) {
    const name = ascii(file.name)
    entries.push(entry(file, name, offset))
    parts.push(head(file, name), file.deflated)
    offset += headLength + name.length + file.deflated.length
  }
  const length = lengthOf(entries)
  if (offset + length > 0xffff_fff0) throw new RangeError('an archive of four gigabytes or more')
  return joined([...parts, ...entries, ...ends(files.length, length, offset)])
}

/** What `zip` put into an archive; `undefined` for one that it did not make. */
export function unzip(archive: Uint8Array): readonly Packed[] | undefined {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const files: Packed[] = []
  let at = 0
  while (at + headLength <= archive.length && view.getUint32(at, true) === marks.file) {
    const [length, nameLength] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)]
    const from = at + headLength + nameLength
    if (from + length > archive.length) return undefined
    const name = String.fromCharCode(...archive.subarray(at + headLength, from))
    const deflated = archive.subarray(from, from + length)
    files.push({ name, crc32: view.getUint32(at + 14, true), size: view.getUint32(at + 22, true), deflated })
    at = from + length
  }
  const ended = at + 4 <= archive.length && [marks.entry, marks.end].some((mark) => view.getUint32(at, true) === mark)
  return ended ? files : undefined
}

/** APPNOTE 4.3.7: the head before each file. */
function head({ crc32, size, deflated }: Packed, name: Uint8Array): Uint8Array {
  const { bytes, view } = record(headLength + name.length, marks.file)
  view.setUint16(4, versionNeeded, true)
  view.setUint16(8, deflatedMethod, true)
  view.setUint16(12, firstDay, true)
  view.setUint32(14, crc32, true)
  view.setUint32(18, deflated.length, true)
  view.setUint32(22, size, true)
  view.setUint16(26, name.length, true)
  bytes.set(name, headLength)
  return bytes
}

/** APPNOTE 4.3.12: its line in the directory at the end. */
function entry({ crc32, size, deflated }: Packed, name: Uint8Array, offset: number): Uint8Array {
  const { bytes, view } = record(entryLength + name.length, marks.entry)
  view.setUint16(4, madeBy, true)
  view.setUint16(6, versionNeeded, true)
  view.setUint16(10, deflatedMethod, true)
  view.setUint16(14, firstDay, true)
  view.setUint32(16, crc32, true)
  view.setUint32(20, deflated.length, true)
  view.setUint32(24, size, true)
  view.setUint16(28, name.length, true)
  view.setUint32(38, regularFile, true)
  view.setUint32(42, offset, true)
  bytes.set(name, entryLength)
  return bytes
}

/** APPNOTE 4.3.14 to 4.3.16: the directory's own end; more than 65,534 files are counted in a wider one before it. */
function ends(count: number, length: number, offset: number): Uint8Array[] {
  const many = count > 0xfffe
  const { bytes, view } = record(22, marks.end)
  view.setUint16(8, many ? 0xffff : count, true)
  view.setUint16(10, many ? 0xffff : count, true)
  view.setUint32(12, length, true)
  view.setUint32(16, offset, true)
  if (!many) return [bytes]
  const wide = record(56, marks.end64)
  wide.view.setUint32(4, 44, true)
  wide.view.setUint16(12, (3 << 8) | 45, true)
  wide.view.setUint16(14, 45, true)
  wide.view.setUint32(24, count, true)
  wide.view.setUint32(32, count, true)
  wide.view.setUint32(40, length, true)
  wide.view.setUint32(48, offset, true)
  const locate = record(20, marks.locate64)
  locate.view.setUint32(8, offset + length, true)
  locate.view.setUint32(16, 1, true)
  return [wide.bytes, locate.bytes, bytes]
}

function record(length: number, mark: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, mark, true)
  return { bytes, view }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lengthOf(parts))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}

/** Ids are ASCII; a name that is not would need another flag. */
function ascii(name: string): Uint8Array {
  if (/[^\x20-\x7e]/.test(name)) throw new RangeError('a name in an archive that is not ASCII')
  return Uint8Array.from(name, (letter) => letter.charCodeAt(0))
}
