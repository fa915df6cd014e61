/** When somebody was last at a case, or at the page of the day, and how far things had gone: no case changes by it. */
export const visits = `
  create table visits (
    person text not null,
    place text not null,
    came_to integer,
    departed text,
    up_to integer not null,
    at text not null,
    primary key (person, place)
  ) without rowid;
`
