-- The room "letters": the letter as it was made. Model and template version are the record; the same model gives the same bytes.
create table letter (
  decision_id bigint primary key references decision,
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('plan', 'deferral')),
  -- json, not jsonb: kept as it was written, byte for byte.
  model json not null,
  template_version text not null,
  pdf bytea not null,
  sha256 char(64) not null,
  pages smallint not null check (pages > 0),
  rendered_at timestamptz not null
);
create index letter_debtor on letter (debtor_number);
