-- The room "claims": every limitation that has ended is looked at while something is left of its claim, so that those of claims that came
-- back need no list of their own.
drop index limitation_returned;

-- The room "ledger": what was paid on a claim after the last day of its limitation.
alter table refund_item drop constraint refund_item_why_check,
  add constraint refund_item_why_check check (why in ('overpaid', 'claim-reduced', 'charge-reduced', 'income-corrected',
    'decision-reversed', 'asked-too-much', 'paid-after-lapse', 'paid-after-limitation'));
