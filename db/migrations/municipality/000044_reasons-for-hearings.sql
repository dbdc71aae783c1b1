-- The room "collection": why a claim is right although a rule of the authority's asks about it, one reason for each rule, read by a
-- second person before the claim is sent.
create table recovery_reason (
  claim_number bigint not null references claim,
  -- As the authority names it.
  rule text not null check (rule ~ '^R_[A-Z0-9_+a-z]+$'),
  -- The newest counts.
  entry smallint not null check (entry between 1 and 999),
  because text not null check (because <> ''),
  -- The rows that it says something of, such as `agreement 1234`; empty = a person's own words.
  rests_on text[] not null default '{}',
  written_on date not null,
  -- Null = by the program, from what it rests on.
  written_by text check (written_by <> ''),
  recorded_at timestamptz not null,
  primary key (claim_number, rule, entry),
  check (written_by is not null or rests_on <> '{}')
);
create trigger append_only before update or delete on recovery_reason for each row execute function refuse_change();

create table recovery_reason_approval (
  claim_number bigint not null,
  rule text not null,
  entry smallint not null,
  approved_on date not null,
  approved_by text not null check (approved_by <> ''),
  recorded_at timestamptz not null,
  primary key (claim_number, rule, entry),
  foreign key (claim_number, rule, entry) references recovery_reason
);
create trigger append_only before update or delete on recovery_reason_approval for each row execute function refuse_change();
