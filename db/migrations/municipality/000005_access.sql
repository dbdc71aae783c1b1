-- The room "access": every read of a person's data, by whom, when and why. Append-only; a run is one entry.
create table access_log (
  entry bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  purpose text not null,
  -- Null: the entry is about a run over many debtors, described by `about`.
  debtor_number integer references debtor,
  about text not null
);
create index access_log_debtor on access_log (debtor_number);
