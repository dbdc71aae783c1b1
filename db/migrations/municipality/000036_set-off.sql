-- The room "endings": set-off (modregning) of what the municipality is to pay out to a debtor against what the debtor owes here.
-- Its number is derived: the debtor and its place among the debtor's set-offs.
create table set_off (
  set_off bigint primary key check (set_off > 0),
  debtor_number integer not null references debtor,
  -- The money to be paid out: the paying department's own number for it, what it is for, and how much.
  department text not null check (department <> ''),
  payout_reference text not null check (payout_reference <> ''),
  payout_for text not null check (payout_for <> ''),
  payout_on date not null,
  payout_ore bigint not null check (payout_ore > 0),
  -- A benefit that the debtor lives on: only where the municipality has chosen so.
  social boolean not null,
  -- What was told in the hearing to be taken at most.
  amount_ore bigint not null check (amount_ore > 0),
  -- heard → decided → settled; heard → withdrawn.
  state text not null check (state in ('heard', 'decided', 'settled', 'withdrawn')),
  hearing bigint not null references notice,
  noted_on date not null,
  noted_by text not null,
  decided_on date,
  decided_by text,
  taken_ore bigint check (taken_ore > 0),
  decision bigint references notice,
  -- By the bank, or by the paying department's own voucher.
  settled_on date,
  settled_by text,
  settled_how text check (settled_how in ('bank', 'internal')),
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_why text check (withdrawn_why <> ''),
  recorded_at timestamptz not null,
  unique (department, payout_reference),
  check (amount_ore <= payout_ore),
  check (taken_ore <= amount_ore),
  check (num_nulls(decided_on, decided_by, taken_ore, decision) in (0, 4)),
  check (num_nulls(settled_on, settled_by, settled_how) in (0, 3)),
  check (num_nulls(withdrawn_on, withdrawn_by, withdrawn_why) in (0, 3)),
  check ((state in ('decided', 'settled')) = (decided_on is not null)),
  check ((state = 'settled') = (settled_on is not null)),
  check ((state = 'withdrawn') = (withdrawn_on is not null))
);
create index set_off_debtor on set_off (debtor_number);
create index set_off_hearing on set_off (hearing);
create index set_off_decision on set_off (decision) where decision is not null;
create trigger never_deleted before delete on set_off for each row execute function refuse_change();
create trigger stays_closed before update on set_off for each row when (old.state in ('settled', 'withdrawn'))
  execute function refuse_change();
create trigger stays_as_noted before update of set_off, debtor_number, department, payout_reference, payout_for, payout_on,
  payout_ore, social, amount_ore, hearing, noted_on, noted_by, recorded_at on set_off
  for each row execute function refuse_change();

-- The claims that the hearing told of, with what was left of each that day.
create table set_off_claim (
  set_off bigint not null references set_off,
  claim_number bigint not null references claim,
  owed_ore bigint not null check (owed_ore > 0),
  primary key (set_off, claim_number)
);
create index set_off_claim_claim on set_off_claim (claim_number);
create trigger append_only before update or delete on set_off_claim for each row execute function refuse_change();
