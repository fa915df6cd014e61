/**
 * Plain columns hold ids, instants, phases and counters; whatever a case is about is in `sealed` and `summary`.
 * Instants are text in their shortest form without the final Z, so that they sort as text (see instants.ts).
 */
export const first = `
  create table streams (
    ordinal integer primary key,
    stream text not null unique,
    kind text not null,
    community text not null,
    version integer not null
  );
  create index streams_of_a_kind on streams (kind, ordinal);

  create table events (
    position integer primary key,
    stream text not null references streams (stream),
    version integer not null,
    at text not null,
    open text not null,
    personal text not null,
    chain text not null,
    sealed blob not null,
    unique (stream, version)
  );

  create table cases (
    case_id text primary key references streams (stream),
    community text not null,
    phase text not null,
    open integer not null,
    opened text not null,
    updated text not null,
    version integer not null,
    next_due text,
    summary blob not null
  ) without rowid;
  create index cases_of_a_community on cases (community, opened, case_id);

  -- A person's list is one stretch of this table: asking each case who may see it swings from 0.1 to 69 ms.
  create table case_list (
    person text not null,
    open integer not null,
    updated text not null,
    case_id text not null references cases (case_id),
    phase text not null,
    primary key (person, open, updated, case_id)
  ) without rowid;
  create unique index audience on case_list (case_id, person);

  create table alarms (
    stream text primary key references streams (stream),
    at text not null
  ) without rowid;
  create index alarms_by_time on alarms (at, stream);

  create table outbox (
    ordinal integer primary key,
    id text not null unique,
    stream text not null,
    kind text not null,
    class text not null,
    due text not null,
    created text not null,
    sealed blob not null,
    state text not null,
    attempts integer not null,
    leased_until text,
    failure text,
    settled text
  );
  create index outbox_by_time on outbox (state, due, ordinal);
  create index outbox_of_a_stream on outbox (stream, ordinal);

  create table secrets (
    hash text primary key,
    kind text not null,
    subject text not null,
    scope text,
    created text not null,
    expires text,
    spent text,
    label blob
  ) without rowid;
  create index secrets_of_a_subject on secrets (subject, kind, created);
  create index secrets_of_a_scope on secrets (scope);

  create table lookups (
    kind text not null,
    key text not null,
    value text not null,
    primary key (kind, key)
  ) without rowid;

  create table published (
    id text primary key,
    community text not null,
    case_id text not null references cases (case_id),
    published text not null,
    modified text not null
  ) without rowid;
  create index published_by_time on published (community, published, id);

  create table settings (
    name text primary key,
    value text not null
  ) without rowid;

  create table reads (
    case_id text not null references cases (case_id),
    quarter text not null,
    person text not null,
    times integer not null,
    primary key (case_id, quarter, person)
  ) without rowid;
`
