/** Up to which message of a case's thread each person has come: beside the case, which does not change by being read. */
export const seen = `
  create table seen (
    case_id text not null references cases (case_id),
    person text not null,
    post integer not null,
    primary key (case_id, person)
  ) without rowid;
`
