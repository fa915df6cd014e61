/**
 * The blind index. `token` is 48 bits of a term's keyed hash, `place` the case's number in `streams`; `search_cases` holds
 * what the index knows of each case, so that it can be taken out again without looking for it. `search_state` has one row.
 *
 * Who may only know that a case is there must not find it by what is in it: `reader` tells them apart in lists, which are
 * written anew for that.
 */
export const search = `
  alter table case_list add column reader integer not null default 0;
  insert into settings (name, value)
    select 'stale_audiences', 'yes'
    where exists (select 1 from cases) and not exists (select 1 from settings where name = 'stale_audiences');

  create table search_tokens (
    token integer not null,
    place integer not null,
    weight integer not null,
    primary key (token, place)
  ) without rowid;

  create table search_cases (
    case_id text primary key references streams (stream),
    terms blob not null
  ) without rowid;

  create table search_state (
    id integer primary key,
    turn integer not null,
    position integer not null,
    holder text,
    leased_until text
  );
  insert into search_state (id, turn, position) values (1, 0, 0);
`
