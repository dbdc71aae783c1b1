-- The room "ledger": what a debtor owes of money that was given back, and that the bank has taken back from us since, becomes a claim in
-- the register when a person says so: it is told, asked for and time-barred as one.
--   billed-back        (claim number, 0)         what the claim was raised of, because it was owed before
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
    'liability-ended', 'written-off', 'write-off-reversed', 'loss-recovered', 'rounding',
    'refund-decided', 'refund-sent', 'refund-paid', 'refund-rejected', 'give-back-undone', 'owed-back-covered', 'owed-back-billed',
    'set-off')),
  add constraint transfer_debit_kind_check check (debit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'owed-back', 'billed-back', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding')),
  add constraint transfer_credit_kind_check check (credit_kind in (
    'claim', 'due', 'ended', 'recovery', 'source', 'written-off', 'transit', 'suspense', 'bank', 'counter', 'clearing',
    'overpaid', 'owed-back', 'billed-back', 'refund', 'set-off', 'rim', 'recovery-interest', 'rounding'));
