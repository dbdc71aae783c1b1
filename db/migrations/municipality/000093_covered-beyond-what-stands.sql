-- The room "ledger": what the recovery authority has covered beyond what stood of a claim is held for who owes it.
alter table refund_item drop constraint refund_item_why_check,
  add constraint refund_item_why_check check (why in ('overpaid', 'claim-reduced', 'charge-reduced', 'income-corrected',
    'decision-reversed', 'asked-too-much', 'paid-after-lapse', 'paid-after-limitation', 'covered-there'));
