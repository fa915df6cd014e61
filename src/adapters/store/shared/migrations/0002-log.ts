/**
 * The provable log. A row of `log_batches` is what one transaction of the sequencer took in: which events (a line
 * `stream/version` each), their leaf hashes one after the other, and the signed checkpoint. `log_state` has one row.
 */
export const log = `
  create table log_batches (
    size integer primary key,
    events text not null,
    leaves blob not null,
    note text not null
  );

  create table log_state (
    id integer primary key,
    size integer not null,
    position integer not null,
    roots text not null,
    holder text,
    leased_until text
  );
  insert into log_state (id, size, position, roots) values (1, 0, 0, '');
`
