-- What belongs to no municipality: which there are, and which migrations have run where.
create schema afdrag;

create table afdrag.municipality (
  code text primary key check (code ~ '^\d{3}$'),
  name text not null check (name <> ''),
  schema_name text not null unique check (schema_name = 'm0' || code),
  created_at timestamptz not null default now()
);

create table afdrag.migration (
  scope text not null check (scope = 'shared' or scope ~ '^m0\d{3}$'),
  version integer not null check (version > 0),
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz not null default now(),
  primary key (scope, version)
);

-- The one thing that a session without a municipality may read.
grant usage on schema afdrag to afdrag_app;
grant select on afdrag.municipality to afdrag_app;
