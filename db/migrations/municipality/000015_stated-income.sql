-- Income documented by the citizen instead of by the register (open question Q3). A statement is a batch of its own, so
-- that "as of batch N" covers it too; no fetch brought that batch.
alter table fact_batch alter fetch_number drop not null;
comment on column fact_batch.fetch_number is 'Null: the batch is a statement of income that a person recorded.';

-- Never changed: of the statements about a month, the one of the newest batch counts. One without an amount takes back
-- what was stated before.
create table stated_income (
  debtor_number integer not null references debtor,
  batch integer not null references fact_batch,
  -- After tax, for a year.
  net_income_year_ore bigint check (net_income_year_ore >= 0),
  -- The months of the runs that it counts in, both included.
  from_month date not null check (extract(day from from_month) = 1),
  to_month date not null check (extract(day from to_month) = 1),
  evidence text not null check (evidence <> ''),
  stated_on date not null,
  recorded_by text not null,
  primary key (debtor_number, batch),
  check (from_month <= to_month),
  check (net_income_year_ore is null or to_month < from_month + interval '12 months')
);
create index stated_income_batch on stated_income (batch);

create trigger append_only before update or delete on stated_income for each row execute function refuse_change();
