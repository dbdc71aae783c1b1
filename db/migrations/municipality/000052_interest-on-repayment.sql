-- Interest on repayment of benefits whose plan has fallen away. It keeps the day due of the default with which it began, however often the
-- claim is demanded again; null: it counts from the claim's own day, as that of a bill.
alter table interest_course add due_on date;

-- The end of a default may count from before it was booked, and then interest falls away.
alter table charge_adjustment drop constraint charge_adjustment_cause_check,
  add constraint charge_adjustment_cause_check
    check (cause in ('payment', 'payment-reversed', 'correction', 'objection', 'demand-closed', 'default-ended'));

-- Who takes a claim over from somebody dead owes it from that day; null: from the first.
alter table liability add since_on date;
