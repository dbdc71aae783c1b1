-- The room "ledger": a payment of which something has been given back can be taken back all the same. What was given back
-- of it is held no longer, or is owed by the debtor who has been given it:
--   owed-back          (debtor number, 0)        given back, and taken back from us since
-- src/ledger/account-kinds.ts and src/ledger/causes.ts say the same; a test compares them with this.
alter table transfer
  drop constraint transfer_cause_check,
  drop constraint transfer_debit_kind_check,
  drop constraint transfer_credit_kind_check,
  add constraint transfer_cause_check check (cause in (
    'claim-raised', 'claim-corrected', 'charge-raised', 'charge-adjusted',
    'instalment', 'instalment-withdrawn', 'arrangement-instalment', 'arrangement-withdrawn', 'default',
    'payment', 'payment-reversed', 'suspense-resolved', 'reallocated', 'cleared', 'till-emptied',
    'transferred', 'recalled', 'recovered', 'settled',
    'liability-ended', 'written-off', 'write-off-reversed', 'rounding',
    'refund-decided', 'refund-sent', 'refund-paid', 'refund-rejected', 'give-back-undone', 'owed-back-covered', 'set-off')),
  add constraint transfer_debit_kind_check check (debit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'owed-back', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding')),
  add constraint transfer_credit_kind_check check (credit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'owed-back', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding'));

alter table account_balance
  drop constraint account_balance_kind_check,
  add constraint account_balance_kind_check check (kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'suspense', 'overpaid', 'owed-back', 'refund'));
drop index account_balance_listed;
create index account_balance_listed on account_balance (kind, number)
  where kind in ('ended', 'recovery', 'suspense', 'overpaid', 'owed-back', 'refund');
