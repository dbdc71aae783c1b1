-- The room "payments": money received. The room "ledger": what is perhaps to be given back. The money itself is in the ledger.

-- Numbers are given out here for the same reason as in debtor_number_counter: they come back when a transaction does. The
-- row's lock makes two registrations wait for each other, so that the same payment is never registered twice.
create table payment_counter (
  only_row boolean primary key default true check (only_row),
  last_used bigint not null check (last_used >= 0)
);
insert into payment_counter (last_used) values (0);
create table refund_counter (
  only_row boolean primary key default true check (only_row),
  last_used bigint not null check (last_used >= 0)
);
insert into refund_counter (last_used) values (0);

create table payment (
  payment_number bigint primary key check (payment_number > 0),
  debtor_number integer not null references debtor,
  channel text not null check (channel in ('bank', 'counter')),
  -- The bank's or the receipt's own words for it; one payment for each.
  reference text not null check (reference <> ''),
  amount_ore bigint not null check (amount_ore > 0),
  -- The day the money was received: from then on it counts.
  received_on date not null,
  registered_at timestamptz not null,
  registered_by text not null,
  unique (channel, reference)
);
create index payment_debtor on payment (debtor_number);
create trigger append_only before update or delete on payment for each row execute function refuse_change();

-- Money that is perhaps to be given back to a debtor; a person decides. Open until it is closed.
create table refund_item (
  refund_number bigint primary key check (refund_number > 0),
  debtor_number integer not null references debtor,
  amount_ore bigint not null check (amount_ore > 0),
  why text not null check (why in ('overpaid', 'claim-reduced', 'income-corrected', 'decision-reversed')),
  -- The payment, claim or decision it is about, by number.
  about text not null check (about <> ''),
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  check ((closed_at is null) = (closed_by is null))
);
create index refund_item_debtor on refund_item (debtor_number);
create index refund_item_open on refund_item (opened_at) where closed_at is null;
