/**
 * What PostgreSQL needs beside the portable tables (shared/migrations), in order, numbered by themselves. A released
 * one never changes again: add the next.
 *
 * - `place_base`: a database restored into another server meets lower transaction numbers there (see dialect.ts). The
 *   base is raised until new places come after the old ones.
 * - `writers`: one row a connection that commits, with the number of its last commit. When a connection breaks, its row
 *   tells whether the commit happened; once the row is fenced it cannot happen any more (see write.ts).
 * - `must_be`: raises when a part of a commit did not reach its rows (see compile.ts).
 * - The search index's key holds the weights: a word's rows are read in a row without a look at the table, where they
 *   lie a page apart.
 */
export const own: readonly string[] = [
  `
  create table place_base (base bigint not null);
  insert into place_base (base) values (0);

  create table writers (
    id uuid primary key,
    last bigint not null,
    fenced boolean not null default false,
    since timestamptz not null default now()
  ) with (fillfactor = 50);

  create function must_be(part integer, wanted bigint, reached bigint) returns bigint language plpgsql as $$
  begin
    if reached <> wanted then
      raise exception using errcode = 'TS001', message = part::text;
    end if;
    return reached;
  end
  $$;
  `,
  `
  alter table search_tokens drop constraint search_tokens_pkey;
  alter table search_tokens add primary key (token, place) include (weight);
  `,
]

/** The SQLSTATE that `must_be` raises; classes that begin with T are nobody's. */
export const unmet = 'TS001'
