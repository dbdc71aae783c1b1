-- The room "arrangements": instalments, or a payment put off, that a debtor has asked for about bills
-- (gældsinddrivelsesloven § 2, stk. 3).
create table arrangement (
  -- The debtor's number and a place from 1 among the debtor's arrangements: 100123001.
  arrangement bigint primary key check (arrangement > 0),
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('plan', 'deferral')),
  state text not null check (state in ('proposed', 'in-force', 'demanded', 'broken', 'kept', 'ended', 'refused')),
  requested_on date not null,
  requested_how text not null check (requested_how in ('letter', 'phone', 'counter', 'portal', 'caseworker')),
  -- Of a plan; the last instalment is what is left.
  monthly_ore bigint check (monthly_ore > 0),
  first_due date,
  due_day smallint check (due_day between 1 and 31),
  -- The last day on which something is to be paid by it.
  last_due date not null,
  -- All that it is about, as it stood when it was asked for.
  owed_ore bigint not null check (owed_ore >= 0),
  tolerance_days smallint not null check (tolerance_days between 0 and 60),
  tolerance_ore bigint not null check (tolerance_ore >= 0),
  -- The debtor acknowledged existence and amount in writing (forældelsesloven § 15); without it there is no arrangement.
  acknowledged_on date,
  asked_by text not null,
  asked_at timestamptz not null,
  decided_on date,
  decided_by text,
  -- The day to look at it next; null when it is over or not in force.
  next_on date,
  -- The first instalment that is missed, and the demand for it.
  missed_on date,
  demand bigint references notice,
  ended_on date,
  -- Why it was refused, broken or ended: a word of the program's own.
  ended_why text check (ended_why ~ '^[a-z0-9-]+$'),
  configuration_version integer not null references configuration,
  check ((kind = 'plan') = (monthly_ore is not null) and (kind = 'plan') = (first_due is not null) and (kind = 'plan') = (due_day is not null)),
  check ((decided_on is null) = (decided_by is null)),
  check ((ended_on is null) = (ended_why is null)),
  check ((next_on is not null) = (state in ('in-force', 'demanded'))),
  check ((ended_on is not null) = (state in ('broken', 'kept', 'ended', 'refused'))),
  check ((state = 'demanded') <= (demand is not null and missed_on is not null))
);
create index arrangement_debtor on arrangement (debtor_number);
create index arrangement_configuration on arrangement (configuration_version);
create index arrangement_demand on arrangement (demand) where demand is not null;
create index arrangement_next on arrangement (next_on, arrangement) where next_on is not null;
create trigger never_deleted before delete on arrangement for each row execute function refuse_change();

-- The claims, and their interest and fees, that it is about, with what was left of each.
create table arrangement_claim (
  arrangement bigint not null references arrangement,
  claim_number bigint not null references claim,
  owed_ore bigint not null check (owed_ore > 0),
  primary key (arrangement, claim_number)
);
create index arrangement_claim_claim on arrangement_claim (claim_number);
create trigger append_only before update or delete on arrangement_claim for each row execute function refuse_change();

-- What was asked for by a plan on each due date that has come.
create table arrangement_instalment (
  arrangement bigint not null references arrangement,
  due_on date not null,
  amount_ore bigint not null check (amount_ore > 0),
  raised_at timestamptz not null,
  primary key (arrangement, due_on)
);
create trigger append_only before update or delete on arrangement_instalment for each row execute function refuse_change();
