-- The room "ledger", for all that a claim meets: interest and fees, arrangements, money whose owner is unknown, the
-- recovery authority (RIM), losses, refunds, set-off. New accounts beside those of 000010:
--   ended              (claim number, 0)         what nobody is liable for any longer; the loss is not booked
--   written-off        (claim number, 0)         from now on: the loss as it has been booked
--   recovery           (claim number, 0)         at RIM, and not covered there
--   rim                (0, 0)                    covered by RIM and not settled with us
--   recovery-interest  (claim number, 0)         RIM's own interest that came to us
--   suspense           (payment number, 0)       received, and nobody knows yet for what
--   refund             (refund order number, 0)  on its way out
--   clearing           (channel number, 0)       told by a channel, and not on the bank yet
--   set-off            (set-off number, 0)       to come from the paying department
--   rounding           (0, 0)                    differences of øre
-- and the number of `counter` is its till, 0 = the one there was.
-- src/ledger/account-kinds.ts and src/ledger/causes.ts say the same; a test compares them with this.
alter table transfer
  drop constraint transfer_cause_check,
  drop constraint transfer_debit_kind_check,
  drop constraint transfer_credit_kind_check,
  -- The two about numbers and debtors, and the one about an account and itself, which is put back as it was.
  drop constraint transfer_check,
  drop constraint transfer_check1,
  drop constraint transfer_check2;
alter table transfer
  add constraint transfer_cause_check check (cause in (
    'claim-raised', 'claim-corrected', 'charge-raised', 'charge-adjusted',
    'instalment', 'instalment-withdrawn', 'arrangement-instalment', 'arrangement-withdrawn', 'default',
    'payment', 'payment-reversed', 'suspense-resolved', 'reallocated', 'cleared', 'till-emptied',
    'transferred', 'recalled', 'recovered', 'settled',
    'liability-ended', 'written-off', 'write-off-reversed', 'rounding',
    'refund-sent', 'refund-paid', 'refund-rejected', 'set-off')),
  add constraint transfer_debit_kind_check check (debit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding')),
  add constraint transfer_credit_kind_check check (credit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding')),
  add constraint transfer_debit_check check (
    (debit_kind = 'counter' or (debit_number = 0) = (debit_kind in ('bank', 'rim', 'rounding')))
    and (debit_debtor = 0) = (debit_kind <> 'due')),
  add constraint transfer_credit_check check (
    (credit_kind = 'counter' or (credit_number = 0) = (credit_kind in ('bank', 'rim', 'rounding')))
    and (credit_debtor = 0) = (credit_kind <> 'due')),
  add constraint transfer_accounts_check check (
    (debit_kind, debit_number, debit_debtor) <> (credit_kind, credit_number, credit_debtor));

-- What a claim's accounts are summed from, now with all that a claim can stand on.
drop index transfer_claim_debit;
drop index transfer_claim_credit;
create index transfer_claim_debit on transfer (debit_number) include (debit_kind, debit_debtor, amount_ore)
  where debit_kind in ('claim', 'due', 'ended', 'recovery', 'source', 'written-off');
create index transfer_claim_credit on transfer (credit_number) include (credit_kind, credit_debtor, amount_ore)
  where credit_kind in ('claim', 'due', 'ended', 'recovery', 'source', 'written-off');
-- An accounting day's transfers, for its vouchers and its end.
create index transfer_booking on transfer (booking_date, cause);

-- What a liability's end had written off is what nobody is liable for: no loss was ever booked. It is moved where it
-- belongs, with the dates of what it puts right; no accounting day has been closed before this.
insert into transfer (cause, cause_number, line, debit_kind, debit_number, debit_debtor, credit_kind, credit_number,
  credit_debtor, amount_ore, value_date, booking_date, recorded_at)
select cause, cause_number,
  last_line + row_number() over (partition by cause_number order by line),
  'ended', debit_number, 0, 'written-off', debit_number, 0, amount_ore, value_date, booking_date, now()
from (
  select *, max(line) over (partition by cause_number) as last_line from transfer where cause = 'liability-ended') moved
where debit_kind = 'written-off';

-- What stands on the accounts of claims and persons, kept beside the transfers by whoever writes them, in the same
-- statement's transaction. It is not the truth: `afdrag balance` compares it with the sums, `afdrag ledger
-- rebuild-balances` makes it anew. Accounts that every payment touches are not here: their row would be the one lock of
-- the whole municipality. balance_ore stands in no index, so that a new balance does not touch them.
create table account_balance (
  kind text not null check (kind in ('claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'suspense', 'overpaid', 'refund')),
  number bigint not null check (number > 0),
  debtor integer not null check (debtor >= 0),
  balance_ore bigint not null,
  primary key (number, kind, debtor),
  check ((debtor = 0) = (kind <> 'due')),
  -- Less than nothing is never owed; what is held for somebody is never owed by them.
  constraint account_balance_side check (
    case when kind in ('source', 'suspense', 'overpaid', 'refund') then balance_ore <= 0 else balance_ore >= 0 end)
) with (fillfactor = 80);
create index account_balance_listed on account_balance (kind, number)
  where kind in ('ended', 'recovery', 'suspense', 'overpaid', 'refund');

insert into account_balance (kind, number, debtor, balance_ore)
select kind, number, debtor, sum(amount)
from (
  select debit_kind as kind, debit_number as number, debit_debtor as debtor, amount_ore as amount from transfer
  union all
  select credit_kind, credit_number, credit_debtor, -amount_ore from transfer) entry
where kind in ('claim', 'due', 'ended', 'source', 'written-off', 'overpaid')
group by kind, number, debtor;

-- Days whose vouchers have been written: nothing is booked on them any more, whoever writes it.
create table accounting_day (
  day date primary key,
  transfers integer not null check (transfers >= 0),
  closed_at timestamptz not null,
  closed_by text not null
);
create trigger append_only before update or delete on accounting_day for each row execute function refuse_change();

create function refuse_closed_day() returns trigger language plpgsql as $$
declare
  closed date;
begin
  select day into closed from fresh join accounting_day on day = booking_date limit 1;
  if found then
    raise exception 'the accounting day % is closed', closed using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger open_day after insert on transfer referencing new table as fresh
  for each statement execute function refuse_closed_day();
