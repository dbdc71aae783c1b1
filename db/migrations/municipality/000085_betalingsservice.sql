-- The room "direct-debit": what citizens pay by Betalingsservice. Money is in the ledger; here is who has signed up, what has been
-- asked of Betalingsservice, and what its files have told.
create table mandate (
  debtor_number integer not null references debtor,
  -- The first, the second … of the debtor.
  place smallint not null check (place > 0),
  -- asked: on our pages, and not told of by Betalingsservice yet. stopping: we collect nothing more, and it has not told that it has ended.
  state text not null check (state in ('asked', 'active', 'stopping', 'ended')),
  -- Given by Betalingsservice.
  agreement text check (agreement ~ '^[0-9]{9}$'),
  asked_at timestamptz,
  -- What falls due from this day is collected.
  valid_from date,
  stop_asked_at timestamptz,
  ended_on date,
  ended_why text check (ended_why in ('withdrawn', 'bank', 'creditor', 'betalingsservice', 'replaced')),
  -- The delivery that has told Betalingsservice to end it.
  cancelled_by bigint,
  primary key (debtor_number, place),
  check ((state = 'ended') = (ended_on is not null)),
  check ((ended_on is null) = (ended_why is null)),
  check (state not in ('active', 'stopping') or (agreement is not null and valid_from is not null)),
  check (state <> 'stopping' or stop_asked_at is not null)
);
create unique index mandate_standing on mandate (debtor_number) where state <> 'ended';
create unique index mandate_agreement on mandate (agreement, debtor_number) where agreement is not null;
create index mandate_cancelled_by on mandate (cancelled_by) where cancelled_by is not null;
create trigger never_deleted before delete on mandate for each row execute function refuse_change();
create trigger stays_ended before update on mandate for each row when (old.state = 'ended') execute function refuse_change();

-- Files to Betalingsservice, by the day and two digits; what was in each stands with mandates and collections, so that it can be written again.
create table direct_debit_delivery (
  delivery_number bigint primary key check (delivery_number between 1000000000 and 9999999999),
  kind text not null check (kind in ('collections', 'cancellations')),
  made_on date not null,
  lines integer not null check (lines > 0),
  amount_ore bigint not null check (amount_ore >= 0),
  -- The agreement with Betalingsservice under which it was made.
  configuration_version integer not null references configuration,
  made_at timestamptz not null,
  made_by text not null,
  -- When its file was laid ready; null = not yet.
  laid_at timestamptz
);
create index direct_debit_delivery_configuration on direct_debit_delivery (configuration_version);
create index direct_debit_delivery_not_laid on direct_debit_delivery (delivery_number) where laid_at is null;
create trigger stays_as_made before update of kind, made_on, lines, amount_ore, configuration_version, made_at, made_by
  on direct_debit_delivery for each row execute function refuse_change();
create trigger never_deleted before delete on direct_debit_delivery for each row execute function refuse_change();
alter table mandate add foreign key (cancelled_by) references direct_debit_delivery;

-- Each amount that Betalingsservice has been asked to take.
create table direct_debit (
  -- Its delivery's number and five digits more.
  debit_number bigint primary key check (debit_number / 100000 = delivery_number),
  delivery_number bigint not null references direct_debit_delivery,
  debtor_number integer not null,
  place smallint not null,
  -- What falls due: a bill, the instalment of an arrangement on request, or one of a plan for repayment.
  basis text not null check (basis in ('claim', 'arrangement', 'instalment')),
  basis_number bigint not null check (basis_number > 0),
  due_on date not null,
  pay_on date not null,
  amount_ore bigint not null check (amount_ore > 0),
  -- What the payer's overview says of it.
  text text not null check (text <> ''),
  state text not null check (state in ('sent', 'paid', 'rejected', 'cancelled', 'charged-back')),
  payment_number bigint references payment,
  answered_at timestamptz,
  foreign key (debtor_number, place) references mandate,
  -- Asked for once.
  unique (debtor_number, basis, basis_number, due_on),
  check ((state = 'sent') = (answered_at is null)),
  check ((state in ('paid', 'charged-back')) = (payment_number is not null))
);
create index direct_debit_delivery_number on direct_debit (delivery_number);
create index direct_debit_mandate on direct_debit (debtor_number, place);
create index direct_debit_payment on direct_debit (payment_number) where payment_number is not null;
create index direct_debit_sent on direct_debit (pay_on) where state = 'sent';
create trigger stays_as_sent before update of delivery_number, debtor_number, place, basis, basis_number, due_on, pay_on, amount_ore, text
  on direct_debit for each row execute function refuse_change();
create trigger never_deleted before delete on direct_debit for each row execute function refuse_change();

-- The main claims that it is for. While it stands nobody collects for the same claim once more, also not from another who owes it.
create table direct_debit_claim (
  debit_number bigint not null references direct_debit,
  claim_number bigint not null references claim,
  standing boolean not null default true,
  primary key (debit_number, claim_number)
);
create unique index direct_debit_claim_standing on direct_debit_claim (claim_number) where standing;
create index direct_debit_claim_claim on direct_debit_claim (claim_number);
create trigger never_deleted before delete on direct_debit_claim for each row execute function refuse_change();

-- Files of Betalingsservice's that were taken in.
create table direct_debit_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('payments', 'mandates')),
  -- Betalingsservice's own number for it.
  file_number text not null check (file_number ~ '^[0-9]{10}$'),
  file_name text not null,
  lines integer not null check (lines >= 0),
  taken_at timestamptz not null,
  taken_by text not null,
  unique (kind, file_number)
);
create trigger append_only before update or delete on direct_debit_file for each row execute function refuse_change();
