-- The room "arrangements": a plan that is broken is looked at again when a payment of an earlier day becomes known.
alter table arrangement drop constraint arrangement_check3,
  add constraint arrangement_next_on_check
    check ((next_on is not null or state not in ('in-force', 'demanded')) and (next_on is null or state in ('in-force', 'demanded', 'broken')));

-- The room "charges": what was charged because a plan was thought to be broken falls away.
alter table charge_adjustment drop constraint charge_adjustment_cause_check,
  add constraint charge_adjustment_cause_check
    check (cause in ('payment', 'payment-reversed', 'correction', 'objection', 'demand-closed', 'default-ended', 'arrangement-resumed'));
