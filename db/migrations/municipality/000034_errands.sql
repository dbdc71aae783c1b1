-- The room "endings": what is to be done when a debtor has died, is bankrupt, or is relieved of debt. Its number is derived: the
-- debtor and its place among the debtor's errands.
create table errand (
  errand bigint primary key check (errand > 0),
  kind text not null check (kind in ('death', 'bankruptcy', 'debt-relief')),
  debtor_number integer not null references debtor,
  -- The day of death, or of the court's order.
  began_on date not null,
  opened_on date not null,
  opened_by text not null,
  -- The call to creditors (proklama), and the last day to file.
  announced_on date,
  file_by date,
  filed_on date,
  filed_how text check (filed_how in ('provisional', 'final')),
  filed_ore bigint check (filed_ore >= 0),
  -- After a provisional filing: the last day for the final one.
  final_by date,
  -- A claim was rejected: the last day to sue.
  sue_by date,
  outcome text check (outcome in ('paid', 'part-paid', 'estate-insolvent', 'undivided-estate', 'private-division', 'dividend',
    'relieved', 'closed-without', 'mistake')),
  -- Of relief: what is still owed of each claim, in hundredths of a percent.
  kept_hundredths integer check (kept_hundredths between 0 and 10000),
  closed_on date,
  closed_by text,
  unique (debtor_number, kind, began_on),
  check ((announced_on is null) = (file_by is null)),
  check (num_nulls(filed_on, filed_how, filed_ore) in (0, 3)),
  check ((final_by is not null) <= (filed_how = 'provisional')),
  check (num_nulls(outcome, closed_on, closed_by) in (0, 3)),
  check ((kept_hundredths is not null) <= (outcome = 'relieved'))
);
create unique index errand_open on errand (debtor_number, kind) where closed_on is null;
create trigger never_deleted before delete on errand for each row execute function refuse_change();
create trigger stays_closed before update on errand for each row when (old.closed_on is not null)
  execute function refuse_change();
create trigger stays_as_opened before update of errand, kind, debtor_number, began_on, opened_on, opened_by on errand
  for each row execute function refuse_change();

-- Each claim as it stood when the errand was opened.
create table errand_claim (
  errand bigint not null references errand,
  claim_number bigint not null references claim,
  owed_ore bigint not null check (owed_ore > 0),
  primary key (errand, claim_number)
);
create index errand_claim_claim on errand_claim (claim_number);
create trigger append_only before update or delete on errand_claim for each row execute function refuse_change();

-- The room "debtors": whom CPR has told to be dead.
create index person_record_dead on person_record (debtor_number, batch) where status = 90;
