/**
 * Lists of numbers that only grow, one behind the other in one piece of memory. An array each would cost more than what is
 * in it: most lists have two or three, and there are tens of thousands.
 */
export interface Lists {
  /** Begins a list with these two; where it lies. */
  begin(first: number, second: number): number
  /** Where it lies now: a list that has outgrown its place moves. */
  add(place: number, one: number): number
  /** What is in it, until something is added. */
  at(place: number): Uint32Array
}

/** Before a list’s numbers: for how many there is room, and how many there are. */
const head = 2
const firstRoom = 2
const more = (room: number) => Math.ceil(room * 1.5) + 1

export function openLists(): Lists {
  let memory = new Uint32Array(1_024)
  let end = 0
  /** Places that lists have left, by their room: the next one that grows to it takes it. */
  const left = new Map<number, number[]>()

  function take(room: number): number {
    const free = left.get(room)?.pop()
    if (free !== undefined) return free
    const place = end
    end += head + room
    if (end > memory.length) {
      const larger = new Uint32Array(Math.ceil(end * 1.25))
      larger.set(memory)
      memory = larger
    }
    memory[place] = room
    return place
  }

  function leave(place: number, room: number): void {
    const places = left.get(room)
    if (places === undefined) left.set(room, [place])
    else places.push(place)
  }

  function add(place: number, one: number): number {
    const [room, length] = [memory[place] ?? 0, memory[place + 1] ?? 0]
    if (length === room) {
      const roomier = take(more(room))
      memory.copyWithin(roomier + 1, place + 1, place + head + length)
      leave(place, room)
      return add(roomier, one)
    }
    memory[place + head + length] = one
    memory[place + 1] = length + 1
    return place
  }

  return {
    begin(first, second) {
      const place = take(firstRoom)
      memory[place + 1] = 0
      return add(add(place, first), second)
    },
    add,
    at: (place) => memory.subarray(place + head, place + head + (memory[place + 1] ?? 0)),
  }
}
