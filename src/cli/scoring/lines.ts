/**
 * The lines of a text that comes in pieces, as many together as a piece completes: without `\n` or `\r\n`, and without
 * the mark (U+FEFF) that some programs put before everything. What follows the last line break is a line unless it is
 * empty. Of a line that has more than `longest` characters only the first `longest + 1` are kept, so that memory stays
 * bounded whatever comes.
 */
export async function* linesOf(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<readonly string[]> {
  let rest = ''
  let begun = false
  for await (const piece of pieces) {
    if (piece === '') continue
    const lines = (rest + (begun ? piece : piece.replace(/^\uFEFF/u, ''))).split('\n')
    begun = true
    rest = lines.pop()?.slice(0, longest + 1) ?? ''
    if (lines.length > 0) yield lines.map((line) => whole(line, longest))
  }
  if (rest !== '') yield [whole(rest, longest)]
}

function whole(line: string, longest: number): string {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line
  return bare.length > longest ? bare.slice(0, longest + 1) : bare
}
