-- The room "municipality": what the municipality has chosen, in versions that are never changed.
create table configuration (
  version integer primary key check (version > 0),
  document jsonb not null check (jsonb_typeof(document) = 'object'),
  recorded_at timestamptz not null,
  recorded_by text not null
);
