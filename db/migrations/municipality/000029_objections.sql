-- The room "objections": what debtors say against what they are asked for, and what they were answered.
create table objection (
  -- The debtor's number and a place from 1 among the debtor's objections: 100123001.
  objection bigint primary key check (objection > 0),
  debtor_number integer not null references debtor,
  -- That nothing is owed, how much is, or a fee.
  against text not null check (against in ('existence', 'amount', 'fee')),
  noted_on date not null,
  -- The debtor's own words.
  words text not null check (words <> ''),
  noted_at timestamptz not null,
  noted_by text not null,
  answered_on date,
  outcome text check (outcome in ('upheld', 'partly', 'refused')),
  -- What the debtor was answered.
  answer text,
  answered_at timestamptz,
  answered_by text,
  check ((answered_on is null) = (outcome is null) and (answered_on is null) = (answer is null)
    and (answered_on is null) = (answered_at is null) and (answered_on is null) = (answered_by is null))
);
create index objection_debtor on objection (debtor_number);
create index objection_open on objection (noted_on) where answered_on is null;
create trigger stays_answered before update on objection for each row when (old.answered_on is not null)
  execute function refuse_change();
create trigger stays_as_noted before update of objection, debtor_number, against, noted_on, words, noted_at, noted_by
  on objection for each row execute function refuse_change();
create trigger never_deleted before delete on objection for each row execute function refuse_change();

create table objection_claim (
  objection bigint not null references objection,
  claim_number bigint not null references claim,
  primary key (objection, claim_number)
);
create index objection_claim_claim on objection_claim (claim_number);
create trigger append_only before update or delete on objection_claim for each row execute function refuse_change();

-- The room "charges": a fee may be taken off for good, on an objection.
alter table charge_adjustment drop constraint charge_adjustment_cause_check,
  add constraint charge_adjustment_cause_check check (cause in ('payment', 'payment-reversed', 'correction', 'objection'));
