-- The fee of a demand falls away when nobody was told of it, or when the debtor turned out not to be able to pay.
alter table charge_adjustment drop constraint charge_adjustment_cause_check,
  add constraint charge_adjustment_cause_check
    check (cause in ('payment', 'payment-reversed', 'correction', 'objection', 'demand-closed'));
