-- The room "payments": what a person has moved, tills, lines of the bank's statements, and money that is given back.
alter table payment
  -- The till that took it; 0 = the first, and every payment by another channel.
  add till smallint not null default 0 check (till between 0 and 999),
  add check (channel = 'counter' or till = 0);

-- What a payment covered is taken off and spread anew, by a person who saw that it was for something else.
alter table allocation drop constraint allocation_cause_check,
  add constraint allocation_cause_check check (cause in ('payment', 'suspense-resolved', 'reallocated'));
create table payment_move (
  payment_number bigint primary key references payment,
  -- Whose debt it has covered since.
  debtor_number integer not null references debtor,
  because text not null check (because <> ''),
  moved_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index payment_move_debtor on payment_move (debtor_number);
create trigger append_only before update or delete on payment_move for each row execute function refuse_change();

-- Money on the bank's account, one row for each movement there. Told by a statement, or by whoever told us of the money before
-- any statement did; a statement that names it later confirms it and never adds another.
create table bank_line (
  -- As the statement names it; - = no statement has told it yet.
  account text not null check (account <> ''),
  -- The bank's own words for the movement.
  reference text not null check (reference <> ''),
  -- Above 0: it came in.
  amount_ore bigint not null check (amount_ore <> 0),
  -- The bank's day.
  bank_day date not null,
  kind text not null check (kind in ('receipt', 'charge-back', 'pay-out', 'pay-out-returned', 'settlement', 'till-deposit',
    'clearing', 'set-off', 'other')),
  told_by text not null check (told_by in ('statement', 'operator', 'receipt')),
  -- What it is in our books: the cause and number of the transfers, and their accounting day; null = nothing yet.
  cause text,
  cause_number bigint check (cause_number > 0),
  booked_on date,
  -- No money of ours, says a person: a bank's fee, another office's money on the same account.
  set_aside_on date,
  set_aside_by text,
  set_aside_why text check (set_aside_why <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- The same words may come back with the money: then it went the other way, and is of another kind.
  primary key (account, reference, kind),
  check (num_nulls(cause, cause_number, booked_on) in (0, 3)),
  check (num_nulls(set_aside_on, set_aside_by, set_aside_why) in (0, 3)),
  check (cause is null or set_aside_on is null),
  check ((account = '-') = (told_by <> 'statement'))
);
create index bank_line_open on bank_line (bank_day, account, reference) where cause is null and set_aside_on is null;
create trigger stays_as_told before update of amount_ore, recorded_at, recorded_by on bank_line
  for each row execute function refuse_change();
create trigger stays_booked before update of cause, cause_number, booked_on on bank_line for each row
  when (old.cause is not null) execute function refuse_change();
create trigger never_deleted before delete on bank_line for each row execute function refuse_change();

-- What was on the bank before statements were taken in: each was told by whoever registered it.
insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on, recorded_at,
  recorded_by)
select '-', case when amount > 0 then p.reference else 'payment ' || p.payment_number || ' taken back' end, moved.amount,
  moved.value_date, case when moved.amount > 0 then 'receipt' else 'charge-back' end, 'operator', moved.cause,
  moved.cause_number, moved.booking_date, now(), p.registered_by
from (
  select cause, cause_number, booking_date, min(value_date) as value_date,
    sum(case when debit_kind = 'bank' then amount_ore else -amount_ore end) as amount
  from transfer where (debit_kind = 'bank' or credit_kind = 'bank') and cause in ('payment', 'payment-reversed')
  group by cause, cause_number, booking_date) moved
join payment p on p.payment_number = moved.cause_number
where moved.amount <> 0;

-- Statements that were taken in, each once.
create table bank_file (
  sha256 char(64) primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null check (file_name <> ''),
  lines integer not null check (lines >= 0),
  taken_at timestamptz not null,
  taken_by text not null
);
create trigger append_only before update or delete on bank_file for each row execute function refuse_change();

-- What was counted in a till, by two, and what the books said.
create table till_count (
  till smallint not null check (till between 0 and 999),
  counted_on date not null,
  entry smallint not null check (entry > 0),
  counted_ore bigint not null check (counted_ore >= 0),
  books_ore bigint not null,
  counted_by text not null check (counted_by <> ''),
  witnessed_by text not null check (witnessed_by <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (till, counted_on, entry),
  check (counted_by <> witnessed_by)
);
create trigger append_only before update or delete on till_count for each row execute function refuse_change();

-- A file of orders for the pay-out system (NemKonto). What it says is made from the orders; here is only that it was made.
create table pay_out_file (
  -- yyyymmdd and two digits.
  file_number bigint primary key check (file_number > 0),
  made_on date not null,
  orders integer not null check (orders > 0),
  amount_ore bigint not null check (amount_ore > 0),
  made_at timestamptz not null,
  made_by text not null
);
create trigger append_only before update or delete on pay_out_file for each row execute function refuse_change();

-- Money that is to be given back to a debtor: proposed by one, approved by another, sent once, and answered.
create table refund_order (
  refund_order bigint primary key check (refund_order > 0),
  debtor_number integer not null references debtor,
  amount_ore bigint not null check (amount_ore > 0),
  state text not null check (state in ('proposed', 'approved', 'sent', 'paid', 'rejected', 'withdrawn')),
  proposed_on date not null,
  proposed_by text not null,
  approved_on date,
  approved_by text,
  file_number bigint references pay_out_file,
  answered_on date,
  -- Why it was rejected or withdrawn.
  why text check (why <> ''),
  check (approved_by <> proposed_by),
  check ((approved_on is null) = (approved_by is null)),
  check (state not in ('approved', 'sent', 'paid', 'rejected') or approved_on is not null),
  check ((state in ('sent', 'paid', 'rejected')) = (file_number is not null)),
  check ((state in ('paid', 'rejected', 'withdrawn')) = (answered_on is not null)),
  check ((state in ('rejected', 'withdrawn')) = (why is not null))
);
create index refund_order_debtor on refund_order (debtor_number);
create index refund_order_file on refund_order (file_number) where file_number is not null;
create index refund_order_state on refund_order (state, refund_order) where state in ('proposed', 'approved', 'sent');
create trigger stays_as_proposed before update of refund_order, debtor_number, amount_ore, proposed_on, proposed_by
  on refund_order for each row execute function refuse_change();
create trigger stays_answered before update on refund_order for each row
  when (old.state in ('paid', 'rejected', 'withdrawn')) execute function refuse_change();
create trigger never_deleted before delete on refund_order for each row execute function refuse_change();

-- The room "ledger": interest and fees that were paid and fall away, and what an item's money waits for. No foreign key: the
-- order is the room payments' own, and stands behind this one.
alter table refund_item drop constraint refund_item_why_check,
  add constraint refund_item_why_check check (why in ('overpaid', 'claim-reduced', 'charge-reduced', 'income-corrected',
    'decision-reversed', 'asked-too-much', 'paid-after-lapse')),
  add refund_order bigint;
create index refund_item_order on refund_item (refund_order) where refund_order is not null;
-- What is in a till and told by a channel is summed when somebody counts.
create index transfer_channel_debit on transfer (debit_kind, debit_number) include (amount_ore)
  where debit_kind in ('counter', 'clearing');
create index transfer_channel_credit on transfer (credit_kind, credit_number) include (amount_ore)
  where credit_kind in ('counter', 'clearing');

-- The room "agreements": a person must also look at what is about no debtor that anybody knows.
alter table work_item alter debtor_number drop not null;
