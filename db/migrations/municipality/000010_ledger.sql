-- The room "ledger": all money, as a list of transfers between two accounts. A transfer cannot be unbalanced; a balance is
-- the sum of what came in less what went out. Corrections are new transfers of the same or another cause.
--
-- An account is (kind, number, debtor), 0 where it has none:
--   claim        (claim number, 0)       owed and not asked for yet
--   due          (claim number, debtor)  asked for by that debtor's instalments, and not paid
--   source       (claim number, 0)       where the claim came from: less than nothing by what has been raised
--   written-off  (claim number, 0)       what nobody is liable for any longer
--   transit      (payment number, 0)     received and not allocated: nothing when the payment has been written
--   bank, counter (0, 0)                 where money came in
--   overpaid     (debtor number, 0)      held for the debtor: less than nothing by what is to be given back
-- No foreign keys: an account's number is of another kind from row to row, and amounts stay when a debtor's personal data
-- is deleted.
create table transfer (
  cause text not null check (cause in ('claim-raised', 'claim-corrected', 'instalment', 'instalment-withdrawn', 'payment',
    'payment-reversed', 'liability-ended')),
  -- The claim raised, the correction, the instalment, the payment, or the claim whose liability ended.
  cause_number bigint not null check (cause_number > 0),
  line smallint not null check (line > 0),
  debit_kind text not null check (debit_kind in ('claim', 'due', 'source', 'written-off', 'transit', 'bank', 'counter', 'overpaid')),
  debit_number bigint not null check (debit_number >= 0),
  debit_debtor integer not null check (debit_debtor >= 0),
  credit_kind text not null check (credit_kind in ('claim', 'due', 'source', 'written-off', 'transit', 'bank', 'counter', 'overpaid')),
  credit_number bigint not null check (credit_number >= 0),
  credit_debtor integer not null check (credit_debtor >= 0),
  amount_ore bigint not null check (amount_ore > 0),
  -- When it counts; the open accounting day it belongs to; when it was written.
  value_date date not null,
  booking_date date not null,
  recorded_at timestamptz not null,
  primary key (cause, cause_number, line),
  check ((debit_number = 0) = (debit_kind in ('bank', 'counter')) and (debit_debtor = 0) = (debit_kind <> 'due')),
  check ((credit_number = 0) = (credit_kind in ('bank', 'counter')) and (credit_debtor = 0) = (credit_kind <> 'due')),
  check ((debit_kind, debit_number, debit_debtor) <> (credit_kind, credit_number, credit_debtor))
);
-- What a claim's balance is summed from, in the index itself.
create index transfer_claim_debit on transfer (debit_number) include (debit_kind, debit_debtor, amount_ore)
  where debit_kind in ('claim', 'due', 'source');
create index transfer_claim_credit on transfer (credit_number) include (credit_kind, credit_debtor, amount_ore)
  where credit_kind in ('claim', 'due', 'source');
create index transfer_overpaid_debit on transfer (debit_number) include (amount_ore) where debit_kind = 'overpaid';
create index transfer_overpaid_credit on transfer (credit_number) include (amount_ore) where credit_kind = 'overpaid';

create trigger append_only before update or delete on transfer for each row execute function refuse_change();

-- The claims that were there before the ledger was.
insert into transfer (cause, cause_number, line, debit_kind, debit_number, debit_debtor, credit_kind, credit_number,
  credit_debtor, amount_ore, value_date, booking_date, recorded_at)
select 'claim-raised', claim_number, row_number() over (partition by claim_number order by p.import_number, part_claim_id),
  'claim', claim_number, 0, 'source', claim_number, 0, p.outstanding_ore, c.decision_date,
  (i.imported_at at time zone 'Europe/Copenhagen')::date, now()
from part_claim p
join claim c using (claim_number)
join claim_import i on i.import_number = p.import_number;

-- The room "claims": what the source decided otherwise later. A claim's principal is that of its parts and the differences
-- since.
alter table claim_counter drop constraint claim_counter_kind_check;
alter table claim_counter add check (kind in ('import', 'account', 'claim', 'correction'));
insert into claim_counter (kind, last_used) values ('correction', 0);

create table claim_correction (
  correction_number bigint primary key check (correction_number > 0),
  claim_number bigint not null references claim,
  principal_before_ore bigint not null check (principal_before_ore >= 0),
  -- 0: the claim was withdrawn.
  principal_ore bigint not null check (principal_ore >= 0),
  reason text not null check (reason <> ''),
  -- The day the source decided it.
  decided_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (principal_before_ore <> principal_ore)
);
create index claim_correction_claim on claim_correction (claim_number);
create trigger append_only before update or delete on claim_correction for each row execute function refuse_change();

-- A debtor is no longer liable for a claim; with spouses the other one may still be.
create table liability_end (
  claim_number bigint not null,
  debtor_number integer not null,
  kind text not null check (kind in ('lapsed', 'withdrawn', 'cancelled')),
  ended_on date not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, debtor_number),
  foreign key (claim_number, debtor_number) references liability
);
create index liability_end_debtor on liability_end (debtor_number);
create trigger append_only before update or delete on liability_end for each row execute function refuse_change();
