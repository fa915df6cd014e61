/** Mail that has come in and has no place in a case yet. Plain: when, and which of a few reasons it is held for. */
export const letters = `
  create table letters (
    id text primary key,
    community text not null,
    at text not null,
    state text not null,
    why text,
    sealed blob not null
  );
  create index letters_by_state on letters (state, at, id);
`
