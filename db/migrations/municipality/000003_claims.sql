-- The room "claims": accounts, claims, part-claims, who is liable, and the files they came from. The objects map to those
-- of KOMBIT's SF1590: debitorkonto, fordring, delfordring, hæftelse.

-- Numbers are given out from here for the same reason as in debtor_number_counter: a dry run leaves no trace.
create table claim_counter (
  kind text primary key check (kind in ('import', 'account', 'claim')),
  last_used bigint not null check (last_used >= 0)
);
insert into claim_counter (kind, last_used) values ('import', 0), ('account', 0), ('claim', 0);

create table claim_import (
  import_number bigint primary key,
  file_name text not null,
  file_sha256 char(64) not null,
  rows_read integer not null check (rows_read > 0),
  rows_new integer not null check (rows_new >= 0),
  rows_changed integer not null check (rows_changed >= 0),
  rows_unchanged integer not null check (rows_unchanged >= 0),
  imported_at timestamptz not null,
  imported_by text not null
);

create table account (
  account_number bigint primary key,
  source_system text not null,
  account_id text not null,
  debtor_number integer not null references debtor,
  import_number bigint not null references claim_import,
  unique (source_system, account_id)
);
create index account_debtor on account (debtor_number);
create index account_import on account (import_number);

create table claim (
  claim_number bigint primary key,
  account_number bigint not null references account,
  source_system text not null,
  claim_id text not null,
  law text not null,
  paragraph text not null,
  benefit text not null,
  description text,
  period_from date not null,
  period_to date not null,
  paid_on date not null,
  amount_basis text not null check (amount_basis in ('gross', 'net')),
  decision_date date not null,
  decision_delivered date not null,
  -- Months, as YYYY-MM.
  decision_period_from char(7) not null check (decision_period_from ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  decision_period_to char(7) not null check (decision_period_to ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- The situation: what the source system may tell otherwise later. What it told before is in claim_earlier_situation.
  complaint_pending boolean not null,
  help_stopped date,
  known_from date,
  known_reason text,
  -- The earliest day the claim can lapse, from help_stopped, known_from and the law. Null while the help runs.
  lapse_earliest date,
  -- The import that told the situation.
  situation_import bigint not null references claim_import,
  import_number bigint not null references claim_import,
  unique (source_system, claim_id),
  -- aktivloven: one claim is one benefit month, so that lapse, gross/net and transfer can be handled for each.
  check (period_from <= period_to and date_trunc('month', period_from) = date_trunc('month', period_to)),
  check (decision_period_from <= decision_period_to),
  check (decision_date <= decision_delivered),
  check ((known_from is null) = (known_reason is null)),
  check (help_stopped is not null or lapse_earliest is null)
);
create index claim_account on claim (account_number);
create index claim_import_number on claim (import_number);
create index claim_situation_import on claim (situation_import);

create table claim_earlier_situation (
  claim_number bigint not null references claim,
  -- The import that told it.
  import_number bigint not null references claim_import,
  complaint_pending boolean not null,
  help_stopped date,
  known_from date,
  known_reason text,
  lapse_earliest date,
  primary key (claim_number, import_number)
);
create index claim_earlier_situation_import on claim_earlier_situation (import_number);

create table part_claim (
  claim_number bigint not null references claim,
  part_claim_id text not null,
  principal_ore bigint not null check (principal_ore > 0),
  -- What was left of the principal when it was handed over.
  outstanding_ore bigint not null check (outstanding_ore > 0),
  refund_percent smallint not null check (refund_percent between 0 and 100),
  account_string text,
  import_number bigint not null references claim_import,
  primary key (claim_number, part_claim_id),
  check (outstanding_ore <= principal_ore)
);
create index part_claim_import on part_claim (import_number);

-- Who is liable for the whole claim: one row, or two where spouses are liable together (aktivloven § 34, § 92).
create table liability (
  claim_number bigint not null references claim,
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('sole', 'joint')),
  primary key (claim_number, debtor_number)
);
create index liability_debtor on liability (debtor_number);

-- Old cases: the plan in force around the day the claim could lapse, and the deferral granted after it.
create table plan_history (
  claim_number bigint not null references claim,
  entry smallint not null check (entry > 0),
  plan_from date,
  plan_to date,
  deferral_granted date,
  primary key (claim_number, entry),
  check (plan_to is null or (plan_from is not null and plan_from <= plan_to)),
  check (plan_from is not null or deferral_granted is not null)
);

-- Rows of a file while they are checked against each other and against what is known. Empty outside an import's own
-- transaction. Unlogged: what a crash could lose is an import that is rolled back by the same crash.
create unlogged table claim_staging (
  row_number integer primary key,
  source_system text not null,
  account_id text not null,
  debtor_number integer not null,
  law text not null,
  paragraph text not null,
  benefit text not null,
  claim_id text not null,
  period_from date not null,
  period_to date not null,
  paid_on date not null,
  part_claim_id text not null,
  principal_ore bigint not null,
  outstanding_ore bigint not null,
  amount_basis text not null,
  refund_percent smallint not null,
  account_string text,
  liability text not null,
  co_debtor_number integer,
  decision_date date not null,
  decision_delivered date not null,
  decision_period_from char(7) not null,
  decision_period_to char(7) not null,
  complaint_pending boolean not null,
  help_stopped date,
  known_from date,
  known_reason text,
  lapse_earliest date,
  plan_from date,
  plan_to date,
  deferral_granted date,
  description text
);
create index claim_staging_part on claim_staging (source_system, claim_id, part_claim_id);
