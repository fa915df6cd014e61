/**
 * What ties somebody to an open case by themselves and not by a seat, so that a seat can end without a look at every
 * case. The lists are written anew once, and these with them.
 */
export const ties = `
  create table ties (
    person text not null,
    case_id text not null references cases (case_id),
    primary key (person, case_id)
  ) without rowid;
  create index ties_of_a_case on ties (case_id);
  insert into settings (name, value)
    select 'stale_audiences', 'yes'
    where exists (select 1 from cases) and not exists (select 1 from settings where name = 'stale_audiences');
`
