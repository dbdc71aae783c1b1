-- The room "payments": money in by every channel, what it covers and by which rule, money that nobody knows yet for what, and
-- payments that were taken back.
alter table payment
  -- Null: nobody knows (yet) who owes what it is for; the row stays so, and suspense tells for whom it was taken since.
  alter debtor_number drop not null,
  drop constraint payment_channel_check,
  add constraint payment_channel_check check (channel in ('bank', 'counter', 'betalingsservice', 'card', 'mobilepay')),
  -- As the channel told it; null where the debtor was told, or nothing was.
  add payment_line text check (length(payment_line) between 1 and 100),
  -- The claims that the debtor wished to pay; null where they said nothing.
  add wish bigint[] check (cardinality(wish) > 0),
  add check (payment_line is null or wish is null),
  add check (wish is null or debtor_number is not null);

-- By which rule each transfer of a payment covers what it covers. Payments from before have none.
create table allocation (
  payment_number bigint not null references payment,
  -- The transfer: its cause, and its line there.
  cause text not null check (cause in ('payment', 'suspense-resolved')),
  line integer not null check (line > 0),
  part text not null check (part in ('due', 'notAsked', 'dueFromOther')),
  rule text not null check (rule in ('line', 'line-plan', 'wish', 'instalment', 'oldest-due', 'not-asked', 'other-spouse',
    'surplus', 'person')),
  primary key (payment_number, cause, line)
);
create trigger append_only before update or delete on allocation for each row execute function refuse_change();

-- Money that was received, and nobody knows yet for what; a person finds out. Nothing is guessed: what is suggested is for
-- that person alone.
create table suspense (
  payment_number bigint primary key references payment,
  why text not null check (why in ('no-line', 'not-a-line', 'wrong-check-digit', 'other-creditor', 'unknown-line', 'at-recovery',
    'ended-claim')),
  suggested_kind text check (suggested_kind in ('claim', 'decision', 'notice', 'arrangement', 'debtor')),
  suggested_number bigint check (suggested_number > 0),
  opened_on date not null,
  resolved_on date,
  resolved_by text,
  resolved_as text check (resolved_as in ('allocated', 'taken-back')),
  -- Whose debt it has covered since.
  debtor_number integer references debtor,
  check ((suggested_kind is null) = (suggested_number is null)),
  check (num_nulls(resolved_on, resolved_by, resolved_as) in (0, 3)),
  check ((debtor_number is not null) = (resolved_as is not null and resolved_as = 'allocated'))
);
create index suspense_open on suspense (opened_on, payment_number) where resolved_on is null;
create index suspense_debtor on suspense (debtor_number) where debtor_number is not null;
create trigger stays_resolved before update on suspense for each row when (old.resolved_on is not null)
  execute function refuse_change();
create trigger stays_as_opened before update of payment_number, why, suggested_kind, suggested_number, opened_on on suspense
  for each row execute function refuse_change();
create trigger never_deleted before delete on suspense for each row execute function refuse_change();

-- A payment that did not stay: registered by mistake, taken back by the bank or card company, or sent back. Always whole.
create table payment_reversal (
  payment_number bigint primary key references payment,
  kind text not null check (kind in ('reversed', 'charged-back', 'returned')),
  -- The bank's own words for it, or the voucher's.
  reference text not null check (reference <> ''),
  -- The day from which the money is gone.
  happened_on date not null,
  because text not null check (because <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create trigger append_only before update or delete on payment_reversal for each row execute function refuse_change();
