-- The room "agreements": what was found each month, what was decided, and what is in force.

-- One run a month. `progress` is the report so far, written with each page, so that a killed run goes on where it was.
create table month_run (
  month date primary key check (extract(day from month) = 1),
  calculation_date date not null,
  facts_as_of integer not null check (facts_as_of > 0),
  rule_version text not null,
  configuration_version integer not null references configuration,
  started_at timestamptz not null,
  started_by text not null,
  finished_at timestamptz,
  last_debtor_number integer not null default 0,
  -- json, not jsonb: the report is shown as it was written, keys in their order.
  progress json not null
);
create index month_run_configuration on month_run (configuration_version);

-- What the rule found for a debtor in a month. With the facts as of the batch and the rule version it gives the whole
-- explanation again; the hash shows that it is the same. No foreign key to debtor: it stays, by number, when the debtor's
-- personal data is deleted. One index only, month first, because every debtor gets a row every month.
create table determination (
  month date not null,
  debtor_number integer not null,
  calculation_date date not null,
  facts_as_of integer not null,
  rule_version text not null,
  -- none: nothing could be found; the reason says which fact was missing or wrong.
  outcome text not null check (outcome in ('plan', 'deferral', 'none')),
  reason text not null,
  earlier_month_ore bigint,
  later_month_ore bigint,
  net_income_year_ore bigint,
  dependants boolean,
  table_id text,
  band_from_ore bigint,
  percent smallint,
  monthly_ore bigint check (monthly_ore > 0 and monthly_ore % 5000 = 0),
  explanation_hash bytea check (length(explanation_hash) = 16),
  primary key (month, debtor_number),
  check ((outcome = 'plan') = (monthly_ore is not null)),
  check ((outcome = 'none') = (explanation_hash is null))
);

-- A change of what is in force: a draft until it is decided. The number says month, debtor and place (see kernel/ids.ts).
create table decision (
  decision_id bigint primary key,
  debtor_number integer not null references debtor,
  month date not null,
  change text not null check (change in ('start-plan', 'start-deferral', 'rise', 'fall', 'suspend', 'resume', 'claims-changed')),
  state text not null check (state in ('draft', 'decided', 'withdrawn')),
  outcome text not null check (outcome in ('plan', 'deferral')),
  reason text not null,
  monthly_ore bigint check (monthly_ore > 0),
  -- What was in force before; null for a first decision.
  replaces_agreement bigint,
  drafted_on date not null,
  decided_on date,
  -- automatic, or the person who approved.
  decided_by text,
  owed_ore bigint not null check (owed_ore > 0),
  check ((outcome = 'plan') = (monthly_ore is not null)),
  check ((state = 'decided') = (decided_on is not null and decided_by is not null))
);
create index decision_debtor on decision (debtor_number);
create index decision_draft on decision (month) where state = 'draft';

-- What is in force for a debtor: a plan or deferral, by the decision of the same number. Ability belongs to the person, so
-- one agreement covers all the debtor's open claims.
create table agreement (
  agreement_id bigint primary key references decision (decision_id),
  debtor_number integer not null references debtor,
  outcome text not null check (outcome in ('plan', 'deferral')),
  reason text not null,
  monthly_ore bigint check (monthly_ore > 0),
  first_due date,
  owed_ore bigint not null check (owed_ore > 0),
  in_force_from date not null,
  ended_on date check (ended_on >= in_force_from),
  ended_by bigint references decision (decision_id),
  check ((outcome = 'plan') = (monthly_ore is not null and first_due is not null)),
  check ((ended_on is null) = (ended_by is null))
);
create unique index agreement_in_force on agreement (debtor_number) where ended_on is null;
create index agreement_debtor on agreement (debtor_number);
create index agreement_ended_by on agreement (ended_by) where ended_by is not null;
alter table decision add foreign key (replaces_agreement) references agreement (agreement_id);
create index decision_replaces on decision (replaces_agreement) where replaces_agreement is not null;

-- The plan's schedule: so many equal instalments, one a month, and the rest as the last. It is what is expected; an
-- instalment is raised from it when it falls due, and never above the balance then.
create table schedule_segment (
  agreement_id bigint not null references agreement,
  segment smallint not null check (segment in (1, 2)),
  first_due date not null,
  instalments integer not null check (instalments > 0),
  amount_ore bigint not null check (amount_ore > 0),
  primary key (agreement_id, segment)
);

-- Something a person must look at.
create table work_item (
  kind text not null,
  debtor_number integer not null references debtor,
  month date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  primary key (month, debtor_number, kind),
  check ((closed_at is null) = (closed_by is null))
);
create index work_item_debtor on work_item (debtor_number);
create index work_item_open on work_item (kind) where closed_at is null;
