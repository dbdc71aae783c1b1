-- The room "accounting": what the ledger says in the municipality's own books. Money is moved by the ledger alone; here it is
-- told again, by accounting day and event, on the accounts that the municipality has given.

-- Which account (16 digits) an event's money stands on, version by version; the whole table is taken in at once.
create table account_rule_version (
  version integer primary key check (version > 0),
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create table account_rule (
  version integer not null references account_rule_version,
  -- Its place in the file, from 1.
  place smallint not null check (place > 0),
  -- * = every type, every event.
  claim_type text not null check (claim_type ~ '^([A-ZÆØÅ0-9-]{3,12}|\*)$'),
  event text not null check (event ~ '^([a-z-]+|\*)$'),
  ledger_group text not null check (ledger_group in ('receivable', 'source', 'loss', 'bank', 'till', 'clearing', 'rim',
    'recovery-interest', 'held', 'suspense', 'refund', 'set-off', 'rounding')),
  -- Of the claim where it is the claim's own money, else of the accounting day; null = no limit to that side.
  period_from date,
  period_to date,
  refund_percent smallint check (refund_percent between 0 and 100),
  share text not null check (share in ('whole', 'state', 'municipality')),
  account char(16) not null check (account ~ '^[0-9]{16}$'),
  primary key (version, place),
  check (period_from <= period_to)
);
create trigger append_only before update or delete on account_rule_version for each row execute function refuse_change();
create trigger append_only before update or delete on account_rule for each row execute function refuse_change();

-- What happened on a closed accounting day, one voucher for each kind of event: yyyymmdd and the event's own two digits.
create table voucher (
  voucher_number bigint primary key check (voucher_number > 0),
  booked_on date not null references accounting_day,
  event text not null check (event ~ '^[a-z-]+$'),
  rule_version integer not null references account_rule_version,
  -- How many transfers it tells.
  transfers integer not null check (transfers > 0),
  -- The sum of its debits, which is that of its credits.
  amount_ore bigint not null check (amount_ore >= 0),
  -- When it was handed over, and in which file; filled in once.
  exported_at timestamptz,
  file_name text check (file_name <> ''),
  unique (booked_on, event),
  check ((exported_at is null) = (file_name is null))
);
create index voucher_rule_version on voucher (rule_version);
create index voucher_not_exported on voucher (booked_on) where exported_at is null;
create trigger stays_as_written before update of voucher_number, booked_on, event, rule_version, transfers, amount_ore
  on voucher for each row execute function refuse_change();
create trigger exported_once before update on voucher for each row when (old.exported_at is not null)
  execute function refuse_change();
create trigger never_deleted before delete on voucher for each row execute function refuse_change();

create table voucher_line (
  voucher_number bigint not null references voucher,
  line smallint not null check (line > 0),
  account char(16) not null check (account ~ '^[0-9]{16}$'),
  -- Where the money stands in the ledger, so that the two can be compared without the rules between them.
  ledger_group text not null,
  -- * = of no claim.
  claim_type text not null,
  share text not null check (share in ('whole', 'state', 'municipality')),
  debit_ore bigint not null check (debit_ore >= 0),
  credit_ore bigint not null check (credit_ore >= 0),
  primary key (voucher_number, line),
  check ((debit_ore = 0) <> (credit_ore = 0))
);
create trigger append_only before update or delete on voucher_line for each row execute function refuse_change();

-- All lines of a voucher are written in one statement.
create function refuse_unbalanced() returns trigger language plpgsql as $$
declare
  unbalanced bigint;
begin
  select voucher_number into unbalanced
  from (select distinct voucher_number from fresh) written join voucher_line using (voucher_number)
  group by voucher_number having sum(debit_ore) <> sum(credit_ore) limit 1;
  if found then
    raise exception 'voucher % is not balanced', unbalanced using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger balanced after insert on voucher_line referencing new table as fresh
  for each statement execute function refuse_unbalanced();

-- Transfers whose state share is not known: they stand on the municipality's clearing account until a person has found out.
create table voucher_unclear (
  cause text not null,
  cause_number bigint not null,
  line smallint not null,
  why text not null check (why in ('no-refund-share')),
  primary key (cause, cause_number, line),
  foreign key (cause, cause_number, line) references transfer
);
create trigger append_only before update or delete on voucher_unclear for each row execute function refuse_change();
