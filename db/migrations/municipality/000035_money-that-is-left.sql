-- The room "ledger": money that covers claims and is given back by a person's decision is taken off them first; and how an item
-- about money that is perhaps to be given back has ended. Items that were closed before have neither.
alter table transfer drop constraint transfer_cause_check,
  add constraint transfer_cause_check check (cause in (
    'claim-raised', 'claim-corrected', 'charge-raised', 'charge-adjusted',
    'instalment', 'instalment-withdrawn', 'arrangement-instalment', 'arrangement-withdrawn', 'default',
    'payment', 'payment-reversed', 'suspense-resolved', 'reallocated', 'cleared', 'till-emptied',
    'transferred', 'recalled', 'recovered', 'settled',
    'liability-ended', 'written-off', 'write-off-reversed', 'rounding',
    'refund-decided', 'refund-sent', 'refund-paid', 'refund-rejected', 'set-off'));
alter table refund_item
  add closed_as text check (closed_as in ('given-back', 'covers-debt', 'not-owed')),
  add closed_why text check (closed_why <> ''),
  add check (closed_as is null or closed_at is not null),
  add check (closed_why is null or closed_as is not null);

-- The room "payments": why money is given back, in a person's words; and an order that the bank has paid with the whole of its
-- file, while the pay-out system has still to answer.
alter table refund_order
  add because text check (because <> ''),
  drop constraint refund_order_state_check,
  drop constraint refund_order_check2,
  drop constraint refund_order_check3,
  add constraint refund_order_state_check
    check (state in ('proposed', 'approved', 'sent', 'left', 'paid', 'rejected', 'withdrawn')),
  add constraint refund_order_approved_check
    check (state not in ('approved', 'sent', 'left', 'paid', 'rejected') or approved_on is not null),
  add constraint refund_order_file_check
    check ((state in ('sent', 'left', 'paid', 'rejected')) = (file_number is not null));
drop trigger stays_as_proposed on refund_order;
create trigger stays_as_proposed
  before update of refund_order, debtor_number, amount_ore, because, proposed_on, proposed_by on refund_order
  for each row execute function refuse_change();
